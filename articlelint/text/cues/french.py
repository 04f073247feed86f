"""French cue words."""

from articlelint.text.cues.pack import CuePack

PACK = CuePack(
    see=("voir", "voyez", r"cf\.", r"v\.(?=\s+aussi)"),
    also=("aussi", "également", "notamment"),
    line=(
        r"articles?\s+détaillés?", r"articles?\s+principal(?:\s|$)?", r"article\s+connexe", r"articles\s+connexes", r"voir\s+aussi",
        r"pour\s+plus\s+d['’]informations?", r"ne\s+pas\s+confondre\s+avec",
    ),
    after=(r"q\.\s?v\.?", r"voir\s+ce\s+mot", r"v\.\s?ce\s+mot"),
    carriers=(
        r"(?:l['’]|les\s+|aux?\s+)?(?:articles?|entrées?)(?:\s+(?:sur|consacrés?\s+à|intitulés?|de))?", r"(?:la\s+|les\s+)?pages?\s+(?:sur|de)",
        r"sous", r"à",
    ),
    purpose=("Pour", "Sur", "Concernant", "Au sujet"),
    asides=(r"par\s+exemple", r"p\.\s?ex\."),
    clauses=(
        r"pour\s+(?=[a-zà-ÿ])", r"sur\s+(?=(?:ce|cette|ces|la|le|les|son|sa)\b)", r"dans\s+(?=(?:ce|cet|cette|la\s+présente)\b)",
        r"(?:qui|que|dont|où|car|si)\b", r"(?:etc\.?|et\s+suiv\.?)", r"(?:p\.|pp\.|fig\.|t\.|vol\.|n°)\s*\d",
    ),
    conjunctions=("et", "ou", "&amp;", "&", "ainsi que", "et aussi"),
    elsewhere=(r"\b(?:section|chapitre|annexe|paragraphe)s?\s+(?:de|du|sur|ci-)", r"\b(?:en|dans\s+(?:la|le|l['’]))\s*(?:annexe|section|chapitre|texte)"),
    openers=("aussi", "également", "mais", "svp"),
    never=(
        "comment", "ce", "cet", "cette", "ces", "si", "que", "qui", "quoi", "où", "quand", "pourquoi", "dans", "en", "le", "la", "les",
        "un", "une", "des", "du", "plus", "ici", "là", "infra", "supra", "son", "sa", "ses", "leur", "leurs", "mon", "notre", "votre",
        "sur", "par", "avec", "au", "aux", "d'abord", "toute", "tous", "tout",
    ),
    places=("ci-dessous", "ci-dessus", "ci-après", "ci-contre", "infra", "supra", "plus", "ici", "suivant", "précédent"),
    parts=(
        "figure", "fig", "tableau", "carte", "image", "photo", "page", "p", "pp", "section", "chapitre", "chap", "annexe", "paragraphe",
        "ligne", "note", "notes", "exemple", "volume", "vol", "tome", "planche", "schéma", "graphique", "liste", "texte", "encadré",
    ),
    sentence=(
        "est", "sont", "était", "étaient", "a", "ont", "peut", "peuvent", "doit", "il", "elle", "ils", "elles", "nous", "vous", "je",
        "on", "ne", "pas", "qui", "que", "dont", "ce", "cette",
    ),
    works=("revue", "bulletin", "dictionnaire", "annales", "mémoires", "actes", "cahiers", "éditions", "encyclopédie", "ibid"),
    outside=("site", "documentation"),
    scripture=(),
    small=("de", "du", "des", "la", "le", "les", "et", "en", "à", "au", "aux", "l", "d", "pour", "sur", "dans", "par"),
    labels=("théorème", "lemme", "corollaire", "annexe", "pièce", "clause", "phase", "cas", "niveau", "amendement", "équation", "étape", "titre", "alinéa"),
    announcers=(r"(?:l['’]|les\s+)?(?:articles?|entrées?)(?:\s+(?:sur|consacrés?\s+à|intitulés?))?",),
    locators=(r"(?:à|sous)\s+ce\s+mot", r"dans\s+(?:ce|le\s+présent)\s+(?:volume|dictionnaire|ouvrage)"),
    sections=("histoire", "géographie", "économie", "politique", "littérature", "langue", "religion", "art", "culture", "climat", "population", "vie", "œuvre", "éducation"),
)  # fmt: skip
