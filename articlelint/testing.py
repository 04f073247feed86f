"""Proves a rule from its own page: every bad example is found exactly where it is marked, every good one is left alone.

For anybody's rules:

    from articlelint.testing import prove, rules_in
    for rule in rules_in("my-rules"):
        prove(rule)
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from articlelint.config import loading
from articlelint.config.settings import DEFAULTS, Settings
from articlelint.corpus import index
from articlelint.engine import catalogue, checker, selection, stamping
from articlelint.engine.plans import Plans
from articlelint.engine.rule import Example, Rule
from articlelint.model import facts
from articlelint.model.article import Article, Format
from articlelint.model.diagnostics import Finding
from articlelint.model.edits import apply_edits
from articlelint.parsing import parse_source
from articlelint.suppressions import judging
from articlelint.text.source import Source, Span, decode
from articlelint.web import permission

_SUFFIX: Mapping[Format, str] = {"markdown": ".md", "plain": ".txt", "wikitext": ".wiki"}


def rules_in(*folders: str | Path) -> list[Rule]:
    """The shipped rules when no folder is named, else the rules of these folders."""
    if not folders:
        return list(catalogue.load().values())
    shipped = catalogue.load()
    return [rule for rule in catalogue.load(map(Path, folders)).values() if shipped.get(rule.name) is not rule]


def prove(rule: Rule) -> None:
    """Runs every example of a rule's page. Raises AssertionError that names the page's line."""
    with permission.permitted(permission.Reach()):
        _prove(rule)


def _prove(rule: Rule) -> None:
    verdicts = {example.verdict for example in rule.examples}
    assert {"bad", "good"} <= verdicts, f"{rule.name}: a rule page needs a bad and a good example"
    settings = _settings(rule)
    bad: Example | None = None
    for example in rule.examples:
        if example.verdict == "bad":
            bad = example
            assert "⟦" in example.text, f"{rule.name}:{example.line}: a bad example marks the expected span with ⟦ ⟧"
        if example.verdict in ("bad", "good"):
            _prove_spans(rule, example, settings)
        if example.verdict == "fixed":
            assert bad is not None, f"{rule.name}:{example.line}: a fixed example follows the bad one that it mends"
            _prove_fix(rule, bad, example, settings)


def _settings(rule: Rule) -> Settings:
    return loading.from_table(rule.settings, Path(rule.page[:60] and rule.name)) if rule.settings else DEFAULTS


def _prove_spans(rule: Rule, example: Example, settings: Settings) -> None:
    text, expected = unmark(example.text)
    found = sorted({told.finding.span for told in findings(rule, example, text, settings)})
    said = [text[a:b] for a, b in found]
    wanted = [text[a:b] for a, b in expected]
    assert found == expected, f"{rule.name}:{example.line}: expected {wanted} at {expected}, found {said} at {found}"


def _prove_fix(rule: Rule, bad: Example, fixed: Example, settings: Settings) -> None:
    text, _ = unmark(bad.text)
    for _round in range(10):
        fixes = [told.finding.fix for told in findings(rule, bad, text, settings) if told.finding.fix]
        if not fixes:
            break
        text = apply_edits(text, fixes)
    assert text == fixed.text, f"{rule.name}:{fixed.line}: fixing the bad example gives\n{text}"


def findings(rule: Rule, example: Example, text: str, settings: Settings) -> Iterator[checker.Told]:
    """What one rule says of one example, with the page's `corpus` examples as companions."""
    rule = selection.configured(rule, settings.rules.get(rule.name, {}), rule.name)
    silencing = rule.family == judging.FAMILY
    plans = Plans(replace(settings, select=("all", rule.name)), Path()) if silencing else None
    plan = plans.default if plans else checker.plan([rule])
    path = example.file or f"example{_SUFFIX[example.format]}"
    article = parse_source(
        decode(text.encode(example.encoding), path), example.format, settings.language, settings.cues
    )
    own = facts.collect(article)
    others = list(_companions(rule, settings, path))
    corpus = index.build([own, *(fact for fact in others)], _files(rule, path), settings=settings)
    said = [*checker.examine(article, plan), *checker.relate(own, corpus, plan)]
    if plans:
        said = list(_settled(said, article, plans, rule))
    for told in said:
        assert isinstance(told, checker.Told), f"{rule.name}:{example.line}: {told.error}"
        yield told


def _settled(
    said: Sequence[checker.Told | checker.Crash], article: Article, plans: Plans, rule: Rule
) -> Iterator[checker.Told | checker.Crash]:
    """Whether a suppression is unused shows only when all rules have spoken."""
    told = stamping.stamp(said, article.source)
    for each in judging.settle(told, plans.judge(article.path, lone=False)):
        if each.rule == rule.name:
            yield checker.Told(each.rule, each.severity, Finding(each.span, each.message, each.help, each.fix))


def _companions(rule: Rule, settings: Settings, path: str) -> Iterator[facts.Facts]:
    for number, example in enumerate(e for e in rule.examples if e.verdict == "corpus"):
        name = example.file or f"companion-{number}{_SUFFIX[example.format]}"
        if name != path:
            yield facts.collect(
                parse_source(Source(example.text, name), example.format, settings.language, settings.cues)
            )


def _files(rule: Rule, path: str) -> set[str]:
    return {path, *(posixpath.normpath(e.file) for e in rule.examples if e.verdict == "corpus" and e.file)}


def unmark(text: str) -> tuple[str, list[Span]]:
    """The text without its ⟦ ⟧ marks, and the spans that they enclosed, sorted."""
    pieces: list[Any] = []
    spans: list[Span] = []
    starts: list[int] = []
    length = 0
    for c in text:
        if c == "⟦":
            starts.append(length)
        elif c == "⟧":
            spans.append(Span(starts.pop(), length))
        else:
            pieces.append(c)
            length += 1
    return "".join(pieces), sorted(spans)
