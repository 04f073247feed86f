"""In which language an article is written: by its small words, else by what its front matter, path or configuration says."""

from __future__ import annotations

import re
from collections import Counter

from articlelint.model.article import Article

# The commonest words of each language that are no words of English, and of few others of these.
_SMALL_WORDS = {
    "en": "the of and is are was were to that this with from by which it as be has have had not or its their they can you been will would on at for",
    "de": "der das und ist sind von mit für auf dem den des ein eine einer einem einen nicht auch wird werden wurde sich als zu zur zum bei nach aus oder im durch über",
    "fr": "le la les des et est une du dans pour que qui sur avec par au aux ce cette sont pas plus ou être il elle été ses leur",
    "es": "el los las y es una del que en con por para se al como su sus más fue son lo este esta pero entre también ha",
    "pt": "o os as e é uma do da dos das que em com por para se ao como seu sua mais foi são não um na no nas nos pelo também",
    "it": "il lo gli e è una del della dei delle che di con per si nel nella sono come più da un alla anche ma questo le",
    "nl": "de het een van en is op met voor zijn dat die niet aan ook wordt door bij naar uit werd worden deze",
    "sv": "och att det som en ett av är på för med den till inte om har var från de sig kan eller",
    "da": "og at det som en et af er på for med den til ikke om har var fra de sig kan eller blev",
    "pl": "i w na z do nie się jest to że od po oraz jako przez jego był była są dla",
    "cs": "a v na se je že do z pro od po jako jeho byl byla jsou nebo který která ve",
    "ru": "и в на не с что по из для как от это был была к его или при",
    "tr": "ve bir bu ile için olarak olan da de daha çok gibi sonra kadar en",
    "id": "yang dan di dari ini itu dengan untuk pada adalah dalam tidak oleh sebagai juga",
    "vi": "và của là các có trong được cho không một những với người này đã",
}
_LISTS = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
_ENGLISH = _LISTS["en"]
_WORD = re.compile(r"[^\W\d_]+")
_DECLARED = re.compile(
    r"^[ \t]*[\"']?lang(?:uage)?[\"']?[ \t]*[:=][ \t]*[\"']?([A-Za-z]{2,3})\b", re.MULTILINE | re.IGNORECASE
)
_CODES = frozenset(
    [
        "de",
        "fr",
        "es",
        "pt",
        "it",
        "nl",
        "sv",
        "da",
        "nb",
        "nn",
        "no",
        "pl",
        "cs",
        "sk",
        "sl",
        "hr",
        "sr",
        "ru",
        "uk",
        "be",
        "bg",
        "el",
        "tr",
        "hu",
        "fi",
        "et",
        "lv",
        "lt",
        "ro",
        "ca",
        "gl",
        "eu",
        "ja",
        "zh",
        "ko",
        "ar",
        "he",
        "fa",
        "hi",
        "bn",
        "ta",
        "te",
        "th",
        "vi",
        "id",
        "ms",
        "ka",
        "hy",
        "az",
        "kk",
        "uz",
    ]
)
_MOST = 4_000  # words that are counted: more tell nothing new
_FEWEST = 3


def language_of(article: Article) -> str:
    """An ISO 639 code; the configured one where nothing else tells."""
    counted = by_words(article.prose)
    return counted or _declared(article) or article.language.partition("-")[0].lower()


def by_words(prose: str) -> str:
    """The language that a text's small words tell, or nothing: a few foreign words in an English text tell none."""
    words = [found[0].lower() for _, found in zip(range(_MOST), _WORD.finditer(prose), strict=False)]
    counts = Counter(words)
    english = sum(counts[word] for word in _ENGLISH)
    scores = {
        language: sum(counts[word] for word in own - _ENGLISH) for language, own in _LISTS.items() if language != "en"
    }
    most, best = max((score, language) for language, score in scores.items())
    if most >= _FEWEST and most > 2 * english and len([word for word in _LISTS[best] if counts[word]]) >= _FEWEST:
        return best
    if english >= _FEWEST or (english and english >= most):
        return "en"
    letters = "".join(words)
    foreign = sum(not (c.isascii() or c < "\u0250") for c in letters)
    return "und" if foreign * 2 > len(letters) else ""


def _declared(article: Article) -> str:
    front = article.front_matter
    found = _DECLARED.search(article.text, front.span.start, front.span.end) if front else None
    if found:
        return found[1].lower()
    *folders, name = article.path.replace("\\", "/").split("/")
    parts = [*folders, *name.split(".")[1:-1]]
    return next((code for part in reversed(parts) if (code := re.split("[-_]", part.lower())[0]) in _CODES), "")
