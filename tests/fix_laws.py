"""Do the fixes keep their word over a whole corpus? `python tests/fix_laws.py FOLDER ...` tells what they break.

The folder is copied and the copy mended by the command, as a user does, once with the safe fixes and once with all:

1. a fix changes what its finding is about: no edit stands far from the span that was told;
2. the mended text has no fixable finding left;
3. fixing again changes no byte;
4. no other rule says more of an article than before.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import articlelint
from articlelint.cli.main import main
from articlelint.model.diagnostics import Diagnostic, Report

_NEAR = 2  # lines between a finding and what its fix changes
_MOVES = {
    "structure/section-order",
    "structure/duplicate-paragraph",
}  # what they take away is a whole section or paragraph
_ALL = ("--severity", "info", "--no-cache", "--quiet", "--output-format", "concise", "--output-file")


def broken(folder: Path, *, unsafe: bool) -> Iterator[str]:
    """The laws that are broken, in sentences."""
    with tempfile.TemporaryDirectory(prefix="articlelint-") as passing:
        copy = Path(passing) / "corpus"
        shutil.copytree(folder, copy, symlinks=True)
        before = articlelint.check([copy], severity="info")
        yield from _far(copy, before, unsafe=unsafe)
        yield from _fix(copy, unsafe=unsafe)
        after = articlelint.check([copy], severity="info")
        for each in after.diagnostics:
            if _is_mended(each, unsafe=unsafe):
                yield f"{each.path}:{each.start.line}: {each.rule}: still fixable: {each.message}"
        yield from _gained(before, after)
        mended = _bytes(copy)
        yield from _fix(copy, unsafe=unsafe)
        yield from (f"{path}: fixing again changes it" for path, data in _bytes(copy).items() if data != mended[path])


def _fix(copy: Path, *, unsafe: bool) -> Iterator[str]:
    flags = ["--fix", *(["--unsafe-fixes"] if unsafe else [])]
    if main(["check", str(copy), *flags, *_ALL, str(copy.parent / "said")]) == 2:
        yield f"{copy}: the command failed"


def _is_mended(each: Diagnostic, *, unsafe: bool) -> bool:
    return each.fix is not None and (unsafe or each.fix.applicability == "safe")


def _far(copy: Path, report: Report, *, unsafe: bool) -> Iterator[str]:
    for each in report.diagnostics:
        if not each.fix or not _is_mended(each, unsafe=unsafe) or each.rule in _MOVES:
            continue
        text = (copy / each.path).read_bytes().decode("utf-8-sig", "replace")
        for edit in each.fix.edits:
            between = text[min(edit.end, each.span.end) : max(edit.start, each.span.start)]
            if between.count("\n") > _NEAR:
                yield f"{each.path}:{each.start.line}: {each.rule}: its fix changes a place {between.count(chr(10))} lines away"


def _gained(before: Report, after: Report) -> Iterator[str]:
    old, new = (Counter((each.path, each.rule) for each in report.diagnostics) for report in (before, after))
    for path, rule in sorted(new):
        if new[path, rule] > old[path, rule]:
            yield f"{path}: fixing makes {new[path, rule] - old[path, rule]} more of {rule}"


def _bytes(folder: Path) -> dict[str, bytes]:
    return {place.relative_to(folder).as_posix(): place.read_bytes() for place in folder.rglob("*") if place.is_file()}


if __name__ == "__main__":
    faults = 0
    for argument in sys.argv[1:]:
        for unsafe in (False, True):
            for fault in broken(Path(argument), unsafe=unsafe):
                faults += 1
                print(f"{'--unsafe-fixes ' if unsafe else ''}{fault}", flush=True)
    print(f"{faults} faults")
    sys.exit(bool(faults))
