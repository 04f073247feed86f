"""A folder -> the profile that suits it, and which rules its style is at odds with; each with the reason.

A rule of style that a good part of the articles breaks is no fault of theirs: it is a house of another style. Faults
such as empty sections are never explained away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from articlelint.config.profiles import PROFILES
from articlelint.config.settings import DEFAULTS
from articlelint.corpus.index import build
from articlelint.disk import reading
from articlelint.engine import checker, plans
from articlelint.files import discovery
from articlelint.files.discovery import Tree
from articlelint.model.article import Article
from articlelint.model.facts import collect
from articlelint.parsing import parse_source
from articlelint.prose.language import by_words
from articlelint.starter import style
from articlelint.text.escapes import visible
from articlelint.text.source import decode

_MOST_LOOKED_AT = 500
_HOUSE_STYLE = 0.25  # of the articles; what more of them do is meant
_FEWEST = 5
_SHORT = 250  # words
_FORMAT_NAMES = {"markdown": "Markdown", "plain": "plain text", "wikitext": "wikitext"}
_STYLE: Mapping[str, str] = {
    "structure/multiple-titles": "have several level-1 headings",
    "structure/missing-title": "have no title in the text; their file names are their titles",
    "structure/missing-lead": "begin with a section",
    "structure/heading-skip": "skip levels of headings",
    "structure/heading-style": "write headings with a colon, in bold, with links or in capitals",
    "structure/section-order": "have an order of their own for the last sections",
    "structure/duplicate-heading": "repeat headings",
    "neutrality/viewpoint": "speak to their readers",
}


class Proposal(NamedTuple):
    """A profile, the config table around it (with `profile` in it), and why, in sentences.

    `articles` is how many the folder has, `looked_at` how many were read.
    """

    profile: str
    table: Mapping[str, Any]
    reasons: tuple[str, ...]
    articles: int
    looked_at: int


class _Look(NamedTuple):
    article: Article
    words: int
    broken: frozenset[str]


def propose(root: Path) -> Proposal:
    """Looks at the articles under a folder; at an even sample of them when they are many."""
    tree = discovery.walk(root, DEFAULTS)
    looks = list(_looks(root, tree))
    if not looks:
        reason = "no article was found; this is the profile for Markdown"
        return Proposal("markdown-wiki", {"profile": "markdown-wiki"}, (reason,), 0, 0)
    profile, why = _profile(looks)
    table: dict[str, Any] = {"profile": profile}
    reasons = [
        why,
        *_own_language(looks, table),
        *_own_style(looks, profile, table),
        *_own_pages(tree, table),
        *_own_marks(tree, looks, table),
    ]
    return Proposal(profile, table, tuple(map(visible, reasons)), len(tree.articles), len(looks))


def _looks(root: Path, tree: Tree) -> Iterator[_Look]:
    rules = plans.Plans(replace(DEFAULTS, severity="warning"), root).default
    plan = checker.plan([rule for rule in rules.rules if rule.name in _STYLE])
    step = max(1, -(-len(tree.articles) // _MOST_LOOKED_AT))
    for path in tree.articles[::step]:
        try:
            data = reading.read(root / path, DEFAULTS.max_file_size)
        except OSError:
            continue
        if len(data) > DEFAULTS.max_file_size or b"\0" in data[:1024]:
            continue
        article = parse_source(decode(data, path))
        # Each article by itself: what all of them do is no custom yet, for the config is to say that it is one.
        facts = collect(article)
        told = (*checker.examine(article, plan), *checker.relate(facts, build([facts]), plan))
        broken = frozenset(each.rule for each in told if isinstance(each, checker.Told))
        yield _Look(article, len(article.text.split()), broken)


def _profile(looks: Sequence[_Look]) -> tuple[str, str]:
    formats = Counter(look.article.format for look in looks)
    format, number = formats.most_common(1)[0]
    words = int(median(look.words for look in looks))
    longest = sorted(look.words for look in looks)[len(looks) * 9 // 10]
    headings = median(len(look.article.headings) for look in looks)
    share = f"{number:,} of {len(looks):,} articles are {_FORMAT_NAMES[format]}"
    if format == "wikitext":
        return "wikipedia", share
    if words <= _SHORT and longest <= 2 * _SHORT and headings <= 4:
        return (
            "glossary",
            f"articles are short: {words} words (median), and nine of ten have no more than {longest}",
        )
    if format == "plain":
        return "plain-export", share
    return "markdown-wiki", f"{share}, of {words} words (median)"


def _own_language(looks: Sequence[_Look], table: dict[str, Any]) -> Iterator[str]:
    """The language that the small words of most articles tell, when it is not English."""
    counts = Counter(by_words(look.article.prose) for look in looks)
    language, count = counts.most_common(1)[0]
    if language not in ("", "en", "und") and count * 2 > len(looks):
        table["language"] = language
        yield f"language: {count:,} of {len(looks):,} articles read as `{language}`"


def _own_style(looks: Sequence[_Look], profile: str, table: dict[str, Any]) -> Iterator[str]:
    """Puts what the house does otherwise into the table, and tells it."""
    off = PROFILES[profile].table.get("ignore", ())
    counts = Counter(rule for look in looks for rule in look.broken if rule not in off)
    ignored: list[str] = []
    for rule, count in sorted(counts.items()):
        if count < _FEWEST or count < _HOUSE_STYLE * len(looks):
            continue
        known = PROFILES[profile].table.get("rules", {}).get(rule, {}).get("introductions", [])
        introductions = _introductions(looks) if rule == "structure/missing-lead" else []
        if introductions:
            if not set(introductions) <= set(known):
                table["rules"] = {
                    rule: {"introductions": [*introductions, *(each for each in known if each not in introductions)]}
                }
            names = ", ".join(f"`{name}`" for name in introductions)
            yield f"{rule}: {count:,} of {len(looks):,} articles begin with a section such as {names}, which stands for a lead"
            continue
        ignored.append(rule)
        yield f"{rule}: {count:,} of {len(looks):,} articles {_STYLE[rule]}, so it is the style of the house"
    addressed = style.addressed(look.article for look in looks)
    if addressed >= max(_FEWEST, _HOUSE_STYLE * len(looks)):
        ignored = ["neutrality", *(rule for rule in ignored if not rule.startswith("neutrality/"))]
        yield (
            f"neutrality: {addressed:,} of {len(looks):,} articles speak to their readers as `you`, so they instruct or play, "
            "and these rules judge articles that describe"
        )
    if ignored:
        table["ignore"] = ignored


def _own_pages(tree: Tree, table: dict[str, Any]) -> Iterator[str]:
    """The pages that speak for the project are held to no article's rules of wording and shape."""
    pages = style.about_the_project(tree.articles)
    if pages:
        table["overrides"] = [{"paths": pages, "ignore": ["neutrality", "structure"]}]
        yield f"overrides: {', '.join(pages)} speak for the project, and are no articles"


def _own_marks(tree: Tree, looks: Sequence[_Look], table: dict[str, Any]) -> Iterator[str]:
    marked = style.marked((look.article for look in looks), tree.articles)
    if marked >= max(_FEWEST, _HOUSE_STYLE * len(looks)):
        table["reference-marks"] = ["{X}"]
        yield f"reference-marks: {marked:,} of {len(looks):,} articles put the names of others in braces"


def _introductions(looks: Sequence[_Look]) -> list[str]:
    """The headings that open most of the articles without a lead, when they are few."""
    firsts: Counter[str] = Counter()
    for look in looks:
        article = look.article
        if "structure/missing-lead" in look.broken:
            firsts[next(each.text for each in article.headings if each is not article.title_heading).strip(" :.")] += 1
    common = [name for name, count in firsts.most_common(4) if count * 10 >= firsts.total()]
    return common if sum(firsts[name] for name in common) * 5 >= firsts.total() * 4 else []
