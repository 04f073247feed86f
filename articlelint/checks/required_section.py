"""A section that articles of a type must have is missing, or the required ones are out of order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any, ClassVar

from articlelint.engine.rule import check
from articlelint.model.article import Article
from articlelint.model.diagnostics import Finding
from articlelint.parsing.front_matter import data_of
from articlelint.text.appendices import canonical

Choice = str | tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Type:
    """Which articles are of a type, and which sections these must have.

    `paths` are globs, `when` keys of the front matter and their values; an article that fulfils all that is given is of
    the type. An entry of `sections` is a heading, or a list of headings one of which is enough. `ordered`: in this order.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    sections: tuple[Choice, ...]
    name: str = ""
    paths: tuple[str, ...] = ()
    when: Mapping[str, Any] = field(default_factory=dict)
    ordered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`types` of articles; an article may be of several."""

    types: tuple[Type, ...] = ()


@check()
def required_section(article: Article, options: Options) -> Iterator[Finding]:
    """Headings of any level count, in any case; synonyms of appendix sections count for each other."""
    for each in options.types:
        if not _is_of(article, each):
            continue
        places = [(choice, _place(article, choice)) for choice in each.sections]
        for choice, place in places:
            if place is None:
                yield _missing(article, each, choice)
        if each.ordered:
            yield from _out_of_order(article, [place for _, place in places if place is not None])


def _is_of(article: Article, type: Type) -> bool:
    if type.paths and not any(fnmatchcase(article.path, glob) for glob in type.paths):
        return False
    if not type.when:
        return True
    try:
        data = data_of(article.text, article.front_matter) if article.front_matter else {}
    except ValueError:  # metadata/invalid-front-matter tells it
        return False
    return all(_holds(data.get(key), wanted) for key, wanted in type.when.items())


def _holds(value: Any, wanted: Any) -> bool:
    return value == wanted or (isinstance(value, list) and wanted in value)


def _place(article: Article, choice: Choice) -> int | None:
    names = (choice,) if isinstance(choice, str) else choice
    wanted = {_key(name, article.language) for name in names}
    for number, heading in enumerate(article.headings):
        if _key(heading.text, article.language) in wanted:
            return number
    return None


def _key(heading: str, language: str) -> str:
    return canonical(heading, language) or " ".join(heading.casefold().split()).rstrip(":")


def _missing(article: Article, type: Type, choice: Choice) -> Finding:
    wanted = f"`{choice}`" if isinstance(choice, str) else " or ".join(f"`{name}`" for name in choice)
    of = f" of the type `{type.name}`" if type.name else ""
    message = f"an article{of} needs a section {wanted}"
    return Finding(article.source.first_line(), message, "add the section", data={"section": choice, "type": type.name})


def _out_of_order(article: Article, places: list[int]) -> Iterator[Finding]:
    for place, wanted in zip(sorted(places), places, strict=True):
        if place != wanted:
            early, late = article.headings[place], article.headings[wanted]
            yield Finding(
                early.span, f"section `{early.text}` stands before `{late.text}`", f"move it behind `{late.text}`"
            )
            return
