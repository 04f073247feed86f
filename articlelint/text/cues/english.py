"""English cue words."""

from articlelint.text.cues.pack import CuePack

# "the main article on X", "a lexicon entry for X": what stands before and behind the word for an article.
_KINDS = r"(?:lexicon|separate|main|full|individual|relevant|related)\s+"
_ABOUT = r"(?:on|about|for|under|titled|entitled|called|headed|of)"
# Where in a work of many volumes a name stands: "under that head", "in this Supplement".
_HEADS = r"(?:heads?|headings?|titles?|words?|articles?)"
_WORK = r"(?:present\s+|same\s+|last\s+)?(?:Encyclop\w+|Suppl\w+|[Ww]ork|[Vv]olume|[Dd]ictionary)"

PACK = CuePack(
    see=("see",),
    also=("also", "further"),
    # Hatnotes, a line each: "Main article: X", "Not to be confused with X". They need their colon.
    line=(
        r"main\s+articles?", r"main\s+pages?", r"main\s+topics?", r"further\s+information", r"more\s+information",
        r"related\s+articles?", r"not\s+to\s+be\s+confused\s+with", r"see\s+also", r"detailed\s+articles?",
    ),
    # In brackets behind the name: "Sargon (q.v.)", of several "(qq.v.)", in words "(which see)".
    after=(r"qq?\.\s?v\.?", r"q\.\s?q\.\s?v\.", r"which\s+see"),
    # "see the article on X", "see the page about X", "see senses 2 and 3 of X", "see under the heads X and Y", "see more at X".
    carriers=(
        rf"(?:the\s+|our\s+)?(?:{_KINDS})?(?:articles?|entry|entries|pages)(?:\s+{_ABOUT})?(?=\s+[^\s\d(])",
        rf"(?:the\s+)?page\s+{_ABOUT}",
        r"(?:the\s+)?senses?\s+[\d,\s]*\d(?:\s+and\s+\d+)?\s+(?:of|under)",
        r"under(?:\s+the\s+(?:heading|heads?|title)s?(?:\s+of)?)?",
        r"more\s+(?:at|about|under)",
        r"arts?\.", r"the\s+(?:words?|heads?)(?=\s+(?-i:[A-Z]{3}))",
    ),
    # "For the river, see X"; "For example, see X" gives an example, which is mostly something outside.
    purpose=(r"For(?!\s+(?:example|instance)\b)", "Regarding", "Concerning", "About", "On", "As to", "As regards", "Instead"),
    asides=(r"for\s+example", r"for\s+instance", r"e\.g\."),
    # In order: "for details", "on how it works", "as well", "to learn more", "in this volume", "under that head", "which is a city",
    # "Plate IV"/"fig. 3"/"Chap. II.", "and the references there", "respectively"/"etc."/"&c.".
    clauses=(
        r"for\s+(?=[a-zà-ÿ])", r"on\s+(?=(?:how|the|this|that|these|what|why|its|their|where|when)\b)", r"as\s+(?:well|to|an?)\b",
        r"to\s+(?=(?:learn|find|get|see|understand|know|read|compare|explore|discover|have|make)\b)",
        r"in\s+(?=(?:this|the|that)\s+(?:present\s+|same\s+|last\s+)?(?:Encyclop|Suppl|[Ww]ork\b|[Vv]olume|[Dd]ictionary|article|body\s+of))",
        rf"under\s+(?=(?:that|this|those|these|which|the)\s+{_HEADS}\b)",
        r"(?:which|whom?|whose|where|when|because|since|while|although|though|but|if)\b",
        r"(?:§|Plates?\s+[IVXLC\d]|[Ff]igs?\.|Nos?\.\s*\d|pp?\.\s*\d|vols?\.\s*[ivxlc\d]|(?:[Cc]hap|[Ss]ect)s?\.\s*[\divxlcIVXLC])",
        r"(?:and|or)\s+(?=(?:elsewhere|others?|passim|following|the\s+(?:references|articles|works|literature)|also\s+(?:the|cf))\b)",
        r"(?:respectively|etc\.?|&c\.?|and\s+so\s+on|et\s+seq\.?|passim|instead|again)(?=\W|$)",
    ),
    conjunctions=("and", "or", "and/or", "&amp;", "&", "as well as", "and also", "and see", "and see also", "and to", "also", "and under", "or under"),
    # "the section on X", "X in the appendix", "Chapter 3", "X (Table 2)", "the map facing page 9", "what is said under that head", "Table of contents".
    elsewhere=(
        r"\b(?:section|chapter|appendix|paragraph|part|page)s?\s+(?:of|in|on|below|above|later)\b", r"\bin\s+(?:the\s+)?(?:appendi|section|chapter|note|text)",
        r"\b(?:section|chapter|appendix|paragraph|part|page|sense|note|table|figure)s?\s+[\dIVX]", r"\(\s*(?:appendix|section|chapter|fig|table|part|page|plate|p)\b\.?\s*(?:\d|[A-Z]\b|[ivxIVX]+\b)", r"\bfacing\s+page\b", r"\bunder\s+that\s+head",
        r"^(?:the\s+)?(?:tables?\s+of\s+contents?|lists?\s+of\s+(?:figures|tables|illustrations|plates))$",
    ),
    # "Please see X", "but see X", "e.g. see X".
    openers=("please", "but", "also", "eg", "e.g", "i.e", "esp", "instead", "alternatively", "generally", "further", "again"),
    never=(
        "how", "what", "if", "whether", "that", "why", "who", "whom", "whose", "which", "where", "when", "while", "as", "than",
        "fit", "to", "through", "off", "out", "into", "in", "at", "on", "for", "from", "by", "with", "about", "over", "is", "was", "are",
        "a", "an", "this", "these", "those", "our", "your", "my", "their", "its", "his", "her", "each", "every", "some", "any",
        "all", "one", "ones", "both", "it", "them", "him", "us", "me", "you", "another", "more", "most", "many", "several", "also",
        "no", "not", "only", "just", "things", "details", "information", "documentation", "docs", "instructions", "discussion",
        "discussions", "examples", "something", "anything", "everything", "nothing", "someone", "people", "and", "or", "but", "so",
        "i", "we", "they", "he", "she", "such", "other", "others", "can", "could", "may", "below", "section", "link", "links",
        "previous", "next", "following", "first", "last", "much", "little", "clearly", "well", "here", "there", "again", "now",
    ),
    places=(
        "above", "below", "infra", "supra", "later", "earlier", "next", "previous", "following", "preceding", "further",
        "overleaf", "opposite", "here", "there", "elsewhere", "left", "right", "ante", "post", "inside",
    ),
    parts=(
        "figure", "figures", "fig", "figs", "table", "tables", "chart", "graph", "image", "images", "photo", "photograph", "picture",
        "plate", "plates", "diagram", "illustration", "map", "page", "pages", "p", "pp", "section", "sections", "sec", "sect",
        "chapter", "chapters", "chap", "ch", "part", "parts", "appendix", "paragraph", "para", "line", "lines", "note", "notes",
        "footnote", "footnotes", "example", "examples", "step", "steps", "vol", "vols", "volume", "no", "nos", "list", "text", "box",
        "panel", "column", "row", "equation", "eq", "item", "exercise", "listing", "rule", "rules", "question", "answer", "screenshot",
        "video", "article", "frontispiece", "scheme", "stanza", "verse", "act", "scene", "book", "bk", "cap", "lib", "requirement",
        "comment", "comments", "code", "sense", "senses", "definition", "caption", "legend", "inset", "sidebar", "infobox", "gallery", "issue",
    ),
    sentence=(
        "is", "are", "was", "were", "be", "been", "has", "have", "had", "can", "could", "will", "would", "should", "may", "might",
        "must", "do", "does", "did", "you", "we", "they", "he", "she", "it", "i", "your", "our", "my", "their", "his", "its", "this",
        "these", "those", "there", "here", "not", "how", "why", "which", "because", "so", "using", "used", "via",
        "describes", "explains", "says", "gives", "shows", "him", "them", "us", "me", "being", "facing", "throughout", "passim", "getting", "coming", "below", "above",
    ),
    works=(
        "gazetteer", "proceedings", "transactions", "journal", "bulletin", "memoirs", "handbook", "dictionary", "dict",
        "biographie", "statement", "annals", "annales", "archiv", "zeitschrift", "review", "magazine", "report", "reports", "rfc", "isbn", "doi",
        "ibid", "et al", "op", "cit", "manual", "documentation", "docs", "website", "blog", "wikipedia", "github", "google",
        "encyclopedia", "encyclopaedia", "encyclopædia", "license", "licence", "tutorial", "guide", "readme", "paper",
        "press", "lectures", "catalogue", "commentary", "edition", "editions",
    ),
    outside=(
        "docs", "documentation", "website", "site", "blog", "readme", "tutorial", "tutorials", "repo", "repository", "spec", "specification", "source", "changelog",
        "rfc", "isbn", "doi", "iso", "ieee", "nist", "license", "licence", "copying", "http", "url", "faq",
    ),
    scripture=(
        "genesis", "exodus", "leviticus", "numbers", "deuteronomy", "joshua", "judges", "ruth", "samuel", "kings", "chronicles", "ezra",
        "nehemiah", "esther", "job", "psalm", "psalms", "proverbs", "ecclesiastes", "isaiah", "jeremiah", "lamentations", "ezekiel",
        "daniel", "hosea", "joel", "amos", "obadiah", "jonah", "micah", "nahum", "habakkuk", "zephaniah", "haggai", "zechariah",
        "malachi", "matthew", "mark", "luke", "john", "acts", "romans", "corinthians", "galatians", "ephesians", "philippians",
        "colossians", "thessalonians", "timothy", "titus", "philemon", "hebrews", "james", "peter", "jude", "revelation", "maccabees",
        "gen", "ex", "exod", "lev", "num", "deut", "josh", "judg", "sam", "chron", "chr", "neh", "esth", "ps", "pss", "prov", "eccles",
        "cant", "isa", "jer", "lam", "ezek", "dan", "hos", "mic", "nah", "hab", "zeph", "hag", "zech", "mal", "matt", "mk", "lk", "jn",
        "rom", "cor", "gal", "eph", "phil", "col", "thess", "tim", "tit", "heb", "jas", "pet", "rev", "sura", "surah", "quran",
    ),
    small=("of", "the", "and", "in", "on", "for", "to", "a", "an", "de", "la", "von", "van", "der", "du", "le", "at", "by", "with", "from", "as"),
    labels=(
        "theorem", "lemma", "corollary", "proposition", "axiom", "annex", "annexe", "exhibit", "schedule", "attachment", "enclosure",
        "addendum", "clause", "subclause", "subsection", "canto", "equation", "algorithm", "phase", "stage", "case", "level", "amendment", "title",
        "bug", "ticket", "task", "story", "patch", "revision", "remark", "claim", "condition", "constraint", "test", "experiment", "problem",
        "proof", "supplement", "slide", "tab", "module", "lesson", "unit", "article", "division", "subpart", "subparagraph", "option", "method",
        "version", "procedure", "form", "sheet", "drawing", "block", "area", "room", "week", "day", "chapter", "part", "section", "appendix",
        "figure", "table", "plate", "step", "note", "example", "rule", "listing", "footnote", "question", "item", "box",
    ),
    # "See X, and the article Y"; a word or a head only in the capitals of old encyclopedias: "the word of God" is none.
    announcers=(
        rf"(?:the\s+|our\s+)?(?:{_KINDS})?(?:articles?|entry|entries|pages?)(?:\s+{_ABOUT})?",
        r"arts?\.", r"the\s+(?:words?|heads?)(?=\s+(?-i:[A-Z]{3}))",
    ),
    locators=(
        rf"under\s+(?:that|this|those|these|which)\s+{_HEADS}", rf"under\s+the\s+{_HEADS}\s+\w[\w-]*",
        rf"in\s+(?:this|that|the)\s+{_WORK}", r"in\s+the\s+body\s+of\s+(?:this|that|the)\s+[Ww]ork",
    ),
    sections=(
        "history", "geography", "economy", "government", "politics", "literature", "language", "languages", "religion", "art", "arts", "architecture",
        "education", "demographics", "population", "culture", "climate", "geology", "fauna", "flora", "music", "etymology", "early life",
        "biography", "administration", "constitution", "law", "philosophy", "statistics", "topography", "trade",
        "commerce", "industry", "industries", "agriculture", "army", "navy", "finance", "ethnography", "ethnology",
        "bibliography", "overview", "ancient history", "modern history", "physical geography",
    ),
)  # fmt: skip
