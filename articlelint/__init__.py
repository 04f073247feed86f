r"""Lint and link-check repositories of encyclopedia-style articles.

>>> import articlelint
>>> report = articlelint.lint("# Lyon\n\nLyon is a city.\n\n## See also\n", path="lyon.md")
>>> report.diagnostics[0].message
'section `See also` is empty'

What is named in `__all__` is the public face; each name is imported when it is first used, so that `import articlelint`
costs next to nothing.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from articlelint.version import __version__

if TYPE_CHECKING:
    from articlelint.diagnostic import Diagnostic, Edit, Finding, Fix, Report, Severity
    from articlelint.errors import ArticlelintError, ConfigError, RuleError, UsageError
    from articlelint.fix import apply_edits
    from articlelint.library import Corpus, Graph, check, fix_text, lint, parse, rules
    from articlelint.model import Article, Block, FrontMatter, Heading, Inline, Reference, Section, Title
    from articlelint.resolve import Link, Resolution
    from articlelint.rule import Rule
    from articlelint.text import Position, Source, Span

__all__ = [
    "Article",
    "ArticlelintError",
    "Block",
    "ConfigError",
    "Corpus",
    "Diagnostic",
    "Edit",
    "Finding",
    "Fix",
    "FrontMatter",
    "Graph",
    "Heading",
    "Inline",
    "Link",
    "Position",
    "Reference",
    "Report",
    "Resolution",
    "Rule",
    "RuleError",
    "Section",
    "Severity",
    "Source",
    "Span",
    "Title",
    "UsageError",
    "__version__",
    "apply_edits",
    "check",
    "fix_text",
    "lint",
    "parse",
    "rules",
]

_HOMES = {
    "diagnostic": ("Diagnostic", "Edit", "Finding", "Fix", "Report", "Severity"),
    "errors": ("ArticlelintError", "ConfigError", "RuleError", "UsageError"),
    "fix": ("apply_edits",),
    "library": ("Corpus", "Graph", "check", "fix_text", "lint", "rules"),
    "model": ("Article", "Block", "FrontMatter", "Heading", "Inline", "Reference", "Section", "Title"),
    "resolve": ("Link", "Resolution"),
    "rule": ("Rule",),
    "text": ("Position", "Source", "Span"),
}


def __getattr__(name: str) -> object:
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names:
            value = globals()[name] = getattr(import_module(f"articlelint.{home}"), name)
            return value
    raise AttributeError(f"module 'articlelint' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Face(type(sys)):  # type: ignore[misc]
    """Keeps `articlelint.parse` the function: importing the package of that name would put itself in its place."""

    @property
    def parse(self) -> object:
        """See `articlelint.library.parse`."""
        from articlelint.library import parse

        return parse

    @parse.setter
    def parse(self, _package: object) -> None:
        pass


sys.modules[__name__].__class__ = _Face
