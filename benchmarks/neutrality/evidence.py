"""Writes beside each entry of the neutrality pages how often it was right of how many times it was met.

    python benchmarks/neutrality/evidence.py SET.jsonl... [--least 3]

For weasel a hit is a sentence labelled biased, in sets without spans; for the other rules a mark that overlaps a labelled span. The figures are
comments in the page's rule block (`# .71 of 14`): they cost nothing when the page is read, and `articlelint rule` shows them.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2]))

import labelled
from tools import RULES

from articlelint.engine import catalogue, checker
from articlelint.parsing import parse_source
from articlelint.prose.judge import judge
from articlelint.prose.surroundings import Surroundings
from articlelint.text.source import Source

PAGES = Path(__file__).parents[2] / "rules" / "neutrality"
ENTRY = re.compile(
    r'^  (?:"(?P<plain>(?:[^"\\]|\\.)*)"|\{ phrase = "(?P<phrase>(?:[^"\\]|\\.)*)".*\}),(?P<figure>  # \S+ of \d+)?$',
    re.MULTILINE,
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--least", type=int, default=3, help="entries met less often get no figure")
    options = parser.parse_args()
    rows = [row for path in options.sets for row in labelled.read(path)]
    for rule in RULES:
        right, met = count(rule, rows)
        page = PAGES / f"{rule}.md"
        page.write_text(annotated(page.read_text(encoding="utf-8"), right, met, options.least), encoding="utf-8")


def count(name: str, rows: list[labelled.Row]) -> tuple[Counter[str], Counter[str]]:
    """How often each entry was right, and met."""
    rule = catalogue.load()[f"neutrality/{name}"]
    scanner = checker.plan([rule]).scanner
    assert scanner is not None
    right: Counter[str] = Counter()
    met: Counter[str] = Counter()
    for row in rows:
        if (row.spans is None) != (name == "weasel"):
            continue
        article = parse_source(Source(f"S\n\n{row.text}\n", "s.txt"))
        around = Surroundings(article)
        for match in scanner.scan(article).get(rule.name, ()):
            if judge(match, around, rule.options) == "skip":
                continue
            met[match.entry.phrase] += 1
            hit = (
                row.biased
                if row.spans is None
                else any(a < match.span.end - 3 and match.span.start - 3 < b for a, b in row.spans)
            )
            right[match.entry.phrase] += hit
    return right, met


def annotated(page: str, right: Counter[str], met: Counter[str], least: int) -> str:
    def write(entry: re.Match[str]) -> str:
        phrase = (entry["plain"] or entry["phrase"]).replace('\\"', '"')
        line = entry[0].removesuffix(entry["figure"] or "")
        if met[phrase] < least:
            return line
        share = f"{right[phrase] / met[phrase]:.2f}".removeprefix("0")
        return f"{line}  # {share} of {met[phrase]}"

    return ENTRY.sub(write, page)


if __name__ == "__main__":
    main()
