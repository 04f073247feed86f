"""Paths as the reader of a report uses them: from the folder that the command was started in, so that they can be clicked, opened and passed on."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace

from articlelint.model.diagnostics import Report, in_order

STDIN = "<stdin>"


def from_here(report: Report, root: str | os.PathLike[str]) -> Report:
    """A report on a corpus with its paths as they lead there from the current folder, in the order of these paths."""
    way = way_to(root)
    if way == ".":
        return report
    diagnostics = in_order(replace(each, path=joined(way, each.path)) for each in report.diagnostics)
    return replace(report, diagnostics=diagnostics, root=way)


def way_to(root: str | os.PathLike[str]) -> str:
    """How a folder is reached from the current one, with `/`; its whole path where no way leads there, as from one drive of Windows to another."""
    try:
        way = os.path.relpath(root)
    except ValueError:
        way = os.path.abspath(root)
    return way.replace(os.sep, "/")


def joined(way: str, path: str) -> str:
    """A path of the corpus behind the way to its root: `..` and `articles/rivers.md` are `rivers.md` within `articles`."""
    if way == "." or path == STDIN:
        return path
    if not way.startswith(".."):
        return f"{way}/{path}"
    return os.path.relpath(os.path.join(way, path)).replace(os.sep, "/")


def way_of_patch(root: str | os.PathLike[str], paths: Iterable[str]) -> str:
    """`git apply` takes names from the current folder, and none that lead out of it: a patch of such files is for the root."""
    way = way_to(root)
    return "." if any(joined(way, path).startswith("../") for path in paths) else way
