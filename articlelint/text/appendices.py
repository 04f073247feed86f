"""The sections that end an article, per language: their names, synonyms and order. See also, Notes, References, ..."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Literal

Appendix = Literal[
    "works", "see-also", "notes", "references", "bibliography", "further-reading", "external-links", "appendices", ""
]

# The first name of each kind is the one to write. "bibliography" is a list of literature that may be sources or further
# reading: it has no fixed place among the two. "appendices" is a parent that holds others (French "Annexes").
NAMES: Mapping[str, Mapping[Appendix, tuple[str, ...]]] = {
    "en": {
        "works": (
            "Works", "Publications", "Selected works", "Selected publications", "Discography", "Filmography", "Selected bibliography",
        ),
        "see-also": (
            "See also", "Also see", "See too", "Related articles", "Related topics", "Related pages", "Internal links",
            "See also these articles",
        ),
        "notes": ("Notes", "Footnotes", "Footnote", "Endnotes", "Explanatory notes", "Notes and citations"),
        "references": (
            "References", "Reference", "Citations", "Sources", "Source", "Works cited", "Notes and references", "References and notes",
            "Literature cited", "Reference literature", "Primary sources", "Works consulted", "Sources and references", "References and sources", "Footnotes and references", "Cited references",
            "Refrences", "Refferences", "Referenses", "Referances", "Reffrences",
        ),
        "bibliography": ("Bibliography", "Literature"),
        "further-reading": (
            "Further reading", "Further readings", "Further information", "Additional reading", "Recommended reading",
            "Suggested reading", "More information", "Additional information", "Learn more", "Read more",
            "Additional resources", "Further resources", "More resources", "Other resources", "Further reading and resources",
        ),
        "external-links": (
            "External links", "External link", "External sites", "External site", "Outside links", "Outside link", "Web links",
            "Web link", "Weblinks", "Exterior links", "Links", "Official links", "External resources", "External references", "Useful links",
        ),
    },
    "de": {
        "works": ("Werke", "Schriften", "Veröffentlichungen", "Publikationen", "Diskografie", "Filmografie"),
        "see-also": ("Siehe auch", "Verwandte Artikel", "Verwandte Themen"),
        "further-reading": ("Literatur", "Weiterführende Literatur", "Weiterlesen", "Weitere Informationen"),
        "external-links": ("Weblinks", "Weblink", "Externe Links", "Links"),
        "notes": ("Anmerkungen", "Anmerkung", "Fußnoten", "Fussnoten"),
        "references": (
            "Einzelnachweise", "Einzelnachweis", "Quellen", "Quelle", "Nachweise", "Belege", "Referenzen", "Quellenangaben",
            "Anmerkungen und Einzelnachweise", "Einzelnachweise und Anmerkungen", "Quellen und Anmerkungen",
        ),
    },
    "fr": {
        "works": ("Œuvres", "Oeuvres", "Publications", "Discographie", "Filmographie"),
        "notes": ("Notes",),
        "references": (
            "Notes et références", "Références", "Référence", "Sources", "Sources et références", "Notes, sources et références",
            "Notes et sources",
        ),
        "appendices": ("Annexes",),
        "see-also": ("Voir aussi", "Articles connexes", "Article connexe", "Articles liés"),
        "further-reading": ("Bibliographie", "Lectures complémentaires", "Pour aller plus loin", "Pour approfondir"),
        "external-links": ("Liens externes", "Lien externe", "Liens"),
    },
    "es": {
        "works": ("Obras", "Publicaciones", "Discografía", "Filmografía"),
        "see-also": ("Véase también", "Vease también", "Véase además", "Ver también", "Artículos relacionados"),
        "notes": ("Notas", "Nota", "Notas al pie"),
        "references": ("Referencias", "Referencia", "Fuentes", "Notas y referencias", "Referencias y notas", "Citas"),
        "further-reading": ("Bibliografía", "Lecturas adicionales", "Lectura adicional", "Para saber más", "Más información"),
        "external-links": ("Enlaces externos", "Enlace externo", "Vínculos externos", "Enlaces"),
    },
}  # fmt: skip

# From first to last, as each language's Wikipedia lays it out.
ORDER: Mapping[str, tuple[Appendix, ...]] = {
    "en": ("see-also", "notes", "references", "further-reading", "external-links"),
    "de": ("see-also", "further-reading", "external-links", "notes", "references"),
    "fr": ("notes", "references", "see-also", "further-reading", "external-links"),
    "es": ("see-also", "notes", "references", "further-reading", "external-links"),
}

# "7. See also", "iv) Notes": numbered sections.
_NUMBER = re.compile(r"(?:\d+(?:\.\d+)*|[ivx]+)[.)]?\s+")
# "References[edit]": what a scraper leaves of MediaWiki's edit links.
_RESIDUE = re.compile(r"\s*\[?edit(?: source)?\]?$")


@lru_cache(maxsize=16_384)
def canonical(heading: str, language: str = "en") -> Appendix:
    """The kind of appendix section that a heading's words name, or nothing: `See Also:` is `see-also`.

    English names count in every language. Case, numbering, a final colon and a glued "Edit" do not matter.
    """
    if len(heading) > 60:
        return ""
    key = " ".join(heading.casefold().split()).strip(" :.*_#=")
    table = _table(language.partition("-")[0])
    found = table.get(key)
    if found is None and key[:1] and (key[0].isdigit() or key.endswith(("edit", "]", "source")) or key[0] in "ivx"):
        found = table.get(_RESIDUE.sub("", _NUMBER.sub("", key, count=1)))
    return found or ""


@cache
def _table(language: str) -> Mapping[str, Appendix]:
    table: dict[str, Appendix] = {}
    for each in (language, "en"):
        for kind, names in NAMES.get(each, {}).items():
            for name in names:
                table.setdefault(name.casefold(), kind)
    return table


def order(language: str = "en") -> tuple[Appendix, ...]:
    """The kinds of appendix sections from first to last; a language that we do not know is laid out like English."""
    return ORDER.get(language.partition("-")[0], ORDER["en"])
