"""Are the fixes of single articles safe? A helper for tests, and a script: `python tests/safe_fixes.py FOLDER ...`.

Every rule is tried by itself: its fixes are applied until none is left; then the text must hold no fixable finding of the
rule, and no other rule may say more than before.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from articlelint.engine import catalogue, checker
from articlelint.engine.rule import Rule
from articlelint.model.edits import apply_edits
from articlelint.parsing import format_of, parse_source
from articlelint.text.source import Source, decode

_ROUNDS = 12


def faults(path: Path, *, unsafe: bool = True) -> Iterator[str]:
    """What is wrong with the fixes for one file, in sentences."""
    source = decode(path.read_bytes(), path.as_posix())
    before = _told(source, checker.plan(_article_rules()))
    for rule in _article_rules():
        if any(told.finding.fix for told in before if told.rule == rule.name):
            yield from _faults_of(rule, source, before, unsafe=unsafe)


def _faults_of(rule: Rule, source: Source, before: list[checker.Told], *, unsafe: bool) -> Iterator[str]:
    plan = checker.plan([rule])
    text = source.text
    for _ in range(_ROUNDS):
        fixes = [told.finding.fix for told in _told(Source(text, source.path), plan) if told.finding.fix]
        fixes = [fix for fix in fixes if unsafe or fix.applicability == "safe"]
        if not fixes:
            break
        text = apply_edits(text, fixes)
    else:
        yield f"{source.path}: {rule.name}: still fixable after {_ROUNDS} rounds"
    counts = Counter(told.rule for told in before)
    for name, count in Counter(
        told.rule for told in _told(Source(text, source.path), checker.plan(_article_rules()))
    ).items():
        if name != rule.name and count > counts[name]:
            yield f"{source.path}: fixing {rule.name} makes {count - counts[name]} more of {name}"


def _article_rules() -> list[Rule]:
    return [
        rule for rule in catalogue.load().values() if rule.on and not {"Index", "Resolution"} & set(rule.check.wants)
    ]


def _told(source: Source, plan: checker.Plan) -> list[checker.Told]:
    article = parse_source(source)
    return [told for told in checker.examine(article, plan) if isinstance(told, checker.Told)]


def files_in(folder: Path) -> Iterator[Path]:
    """Every article below a folder."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place) / name for name in sorted(names) if format_of(name))


if __name__ == "__main__":
    number = 0
    for argument in sys.argv[1:]:
        for file in files_in(Path(argument)):
            number += 1
            for fault in faults(file):
                print(fault)
    print(f"{number} files")
