"""The tools of the study: each takes sentences and gives the places that it marks. A tool that is not installed is left out."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from labelled import Marks

from articlelint.config.settings import Settings
from articlelint.engine.plans import Plans
from articlelint.model.diagnostics import Severity
from articlelint.run.article import examine, reported
from articlelint.text.source import Source

Tool = Callable[[Sequence[str]], list[Marks]]
HERE = Path(__file__).parent
CONTEXTS = ("quotations", "names", "attribution", "negation", "citation", "appendices", "captions")
RULES = ("puffery", "editorializing", "weasel", "loaded-label", "doubt", "viewpoint")


def articlelint(severity: Severity = "warning", without: str = "", rules: Sequence[str] = RULES) -> Tool:
    """Our own neutrality rules, each sentence as the lead of an article; `without` switches one context off, or `unless`."""
    names = [f"neutrality/{rule}" for rule in rules]
    options = {name: {without: "report"} for name in names} if without in CONTEXTS else {}
    settings = Settings(select=tuple(names), severity=severity, rules=options)

    def run(sentences: Sequence[str]) -> list[Marks]:
        plans = Plans(settings, Path())
        found: list[Marks] = []
        for sentence in sentences:
            examined = examine(Source(f"S\n\n{sentence}\n", "s.txt"), plans)
            left = reported("s.txt", examined.diagnostics, plans, lone=True)
            found.append([(each.span.start - 3, each.span.end - 3) for each in left])
        return found

    return run


def node(name: str, modules: Path) -> Tool | None:
    """write-good, alex or retext-intensify, from a folder of installed node modules."""
    if not (modules / name).is_dir() or shutil.which("node") is None:
        return None

    def run(sentences: Sequence[str]) -> list[Marks]:
        script = modules.parent / "articlelint-peers.mjs"
        script.write_text((HERE / "peers.mjs").read_text(encoding="utf-8"), encoding="utf-8")
        done = subprocess.run(
            ["node", str(script), name], input=json.dumps(sentences), capture_output=True, text=True, check=True
        )
        script.unlink()
        return [[(a, b) for a, b in marks] for marks in json.loads(done.stdout)]

    return run


def proselint() -> Tool | None:
    """proselint 0.16, as a library, with its default checks."""
    try:
        from proselint.checks import __register__
        from proselint.registry import CheckRegistry
        from proselint.tools import LintFile
    except ImportError:
        return None
    CheckRegistry().register_many(__register__)

    def run(sentences: Sequence[str]) -> list[Marks]:
        found: list[Marks] = []
        for sentence in sentences:
            results = LintFile("sentence", sentence).lint() if sentence.strip() else []
            found.append([(r.check_result.span[0] - 1, r.check_result.span[1] - 1) for r in results])
        return found

    return run


__all__ = ["CONTEXTS", "articlelint", "node", "proselint"]
