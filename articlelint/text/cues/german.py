"""German cue words."""

from articlelint.text.cues.pack import CuePack

PACK = CuePack(
    see=("siehe", r"s\.\s?(?=a\.|auch)", r"vgl\.", "vergleiche"),
    also=("auch", r"a\.", "dazu", "hierzu", "ferner", "unter"),
    line=(r"hauptartikel", r"weitere\s+informationen", r"siehe\s+auch", r"nicht\s+zu\s+verwechseln\s+mit", r"verwandte\s+artikel"),
    after=(r"s\.\s?d\.?", r"siehe\s+dort"),
    carriers=(
        r"(?:(?:den|die|im|in\s+den)\s+)?(?:haupt)?artikeln?(?:\s+(?:über|zu|zum|zur))?", r"(?:den\s+)?eintrag(?:\s+(?:zu|über))?",
        r"unter",
    ),
    purpose=("Für", "Zu", "Zum", "Zur", "Zu den", "Über"),
    asides=(r"zum\s+Beispiel", r"z\.\s?B\."),
    clauses=(
        r"für\s+(?=(?:weitere|mehr|den|die|das|eine?n?|Einzelheiten|Details|Näheres)\b)", r"zu(?:m|r)?\s+(?=(?:den|dem|der|weiteren|diesem|dieser)\b)",
        r"(?:die|der|das|wo|wenn|weil|sowie\s+die)\s+(?=[a-zäöü])", r"in\s+diesem\b", r"(?:usw\.|etc\.?|ff\.)", r"(?:S\.|Abb\.|Nr\.|Bd\.)\s*\d",
    ),
    conjunctions=("und", "oder", "sowie", "&amp;", "&", "und auch"),
    elsewhere=(r"\b(?:Abschnitt|Kapitel|Anhang|Absatz)e?s?\s+(?:in|im|über|oben|unten)\b", r"\bim\s+(?:Anhang|Abschnitt|Kapitel|Text)"),
    openers=("bitte", "auch", "aber", "dazu", "hierzu", "ferner", "z.b"),
    never=(
        "wie", "was", "wer", "wo", "wann", "warum", "ob", "dass", "oben", "unten", "hier", "dort", "der", "die", "das", "den", "dem",
        "diese", "diesen", "dieser", "dieses", "ein", "eine", "einen", "nächste", "folgende", "folgenden", "vorige", "im", "in",
        "auf", "an", "zu", "auch", "weiter", "nebenstehende", "nebenstehendes", "sein", "seine", "ihr", "ihre",
    ),
    places=("oben", "unten", "weiter", "hier", "dort", "folgende", "links", "rechts", "nebenstehend", "vorher"),
    parts=(
        "abbildung", "abb", "bild", "tabelle", "tab", "grafik", "karte", "seite", "s", "abschnitt", "abschnitte", "kapitel", "kap",
        "anhang", "absatz", "zeile", "anmerkung", "fußnote", "beispiel", "band", "bd", "nr", "liste", "text", "tafel", "§", "artikel",
    ),
    sentence=(
        "ist", "sind", "war", "waren", "wird", "werden", "wurde", "wurden", "hat", "haben", "kann", "können", "soll", "muss", "ich",
        "wir", "ihr", "sie", "es", "er", "man", "nicht", "dass", "weil",
    ),
    works=("zeitschrift", "jahrbuch", "handbuch", "lexikon", "archiv", "verlag", "ausgabe", "beiträge", "wörterbuch", "hrsg"),
    outside=("webseite", "website", "dokumentation"),
    scripture=(),
    small=("der", "die", "das", "des", "dem", "den", "von", "vom", "zu", "zur", "zum", "und", "in", "im", "am", "an", "auf", "für", "bei", "mit", "aus"),
    labels=("satz", "lemma", "korollar", "anlage", "beilage", "phase", "stufe", "fall", "artikel", "gesetz", "aufgabe", "schritt", "teil", "gleichung", "klausel", "ziffer", "nummer"),
    announcers=(r"(?:(?:den|die|im|in\s+den|der)\s+)?(?:haupt)?artikeln?(?:\s+(?:über|zu|zum|zur))?", r"(?:den\s+)?eintrag(?:\s+(?:zu|über))?"),
    locators=(r"unter\s+(?:diesem|jenem)\s+(?:Stichwort|Wort|Titel)", r"in\s+diesem\s+(?:Band|Werk|Lexikon|Wörterbuch)"),
    sections=("geschichte", "geographie", "wirtschaft", "politik", "literatur", "sprache", "religion", "kunst", "kultur", "klima", "bevölkerung", "leben", "werk", "bildung"),
)  # fmt: skip
