"""Writes what is made from something else: expected output, the table of rules, quotations in README and docs.

    python docs/generate.py           writes
    python docs/generate.py --check   only tells what is out of date, and fails if anything is

In Markdown files the fenced block behind `<!-- shows: FILE -->` is the text of that file, and the one behind
`<!-- prints: articlelint ... -->` is what the command prints when it is run at the root of the checkout.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

from articlelint import catalogue
from articlelint.cli import main as articlelint
from articlelint.rule import Rule

ROOT = Path(__file__).resolve().parent.parent
_SHOWN = re.compile(
    r"(?P<mark><!-- (?P<verb>shows|prints): (?P<what>.+?) -->\n+)(?P<fence>`{3,})(?P<info>[^\n]*)\n.*?^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)
_FAMILIES = {
    "structure": "The shape of an article",
    "sections": "Sections",
    "references": "What an article points to",
    "neutrality": "Wording",
    "text": "What should not be in the text at all",
    "metadata": "Front matter",
    "suppression": "Comments that silence rules",
}


def main(argv: list[str]) -> int:
    """Writes or checks every generated file."""
    os.chdir(ROOT)
    stale = [path for path, text in generated() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path, text in generated():
        if path in stale and "--check" not in argv:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for path in stale:
        print(path.relative_to(ROOT))
    return int("--check" in argv and bool(stale))


def generated() -> Iterator[tuple[Path, str]]:
    """Each generated file and what it should hold."""
    yield ROOT / "examples/expected.txt", printed("articlelint check examples")
    yield ROOT / "docs/rules.md", rules_table(list(catalogue.load().values()))
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))):
        if path != ROOT / "docs/rules.md":
            yield path, refreshed(path.read_text(encoding="utf-8"))


def refreshed(page: str) -> str:
    """A page with every marked block written anew."""

    def block(match: re.Match[str]) -> str:
        body = (
            (ROOT / match["what"]).read_text(encoding="utf-8") if match["verb"] == "shows" else printed(match["what"])
        )
        return f"{match['mark']}{match['fence']}{match['info']}\n{body.rstrip()}\n{match['fence']}"

    return _SHOWN.sub(block, page)


def printed(command: str) -> str:
    """What one of our commands prints."""
    words = shlex.split(command)[1:]
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        articlelint([*words, "--no-cache"] if words[0] == "check" else words)
    return out.getvalue()


def rules_table(rules: list[Rule]) -> str:
    """The reference's first page: every rule by family, with severity and fix."""
    lines = ["# Rules", "", "Generated from the rule pages by `make generated`.", ""]
    lines += ["Every rule is one page that explains it, shows what it finds and what it leaves alone, and is proved by", "these examples. `articlelint rule NAME` prints a page.", ""]  # fmt: skip
    families = sorted({rule.family for rule in rules}, key=[*_FAMILIES, *(r.family for r in rules)].index)
    for family in families:
        lines += [f"## {_FAMILIES.get(family, family.capitalize())}", ""]
        lines += ["| Rule | Severity | Fix | |", "|---|---|---|---|"]
        lines += [_row(rule) for rule in rules if rule.family == family]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _row(rule: Rule) -> str:
    severity = " or ".join(dict.fromkeys((rule.severity, *rule.severities)))
    off = "" if rule.on else ", off until selected or configured"
    return f"| [`{rule.name}`](../rules/{rule.name}.md) | {severity}{off} | {'yes' if rule.fixable else ''} | {rule.summary} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
