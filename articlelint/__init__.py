r"""Lint and link-check repositories of encyclopedia-style articles.

>>> import articlelint
>>> report = articlelint.lint("# Lyon\n\nLyon is a city.\n\n## See also\n", path="lyon.md")
>>> report.diagnostics[0].message
'section `See also` is empty'

What is named in `__all__` is the public face; each name is imported when it is first used, so that `import articlelint`
costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from articlelint.version import __version__

if TYPE_CHECKING:
    from articlelint.api import Corpus, Graph, check, fix_text, lint, parse, rules
    from articlelint.engine.rule import Rule
    from articlelint.errors import ArticlelintError, ConfigError, RuleError, UsageError
    from articlelint.model.article import Article, Block, FrontMatter, Heading, Inline, Reference, Section, Title
    from articlelint.model.diagnostics import Diagnostic, Edit, Finding, Fix, Report, Severity
    from articlelint.model.edits import apply_edits
    from articlelint.resolve import Link, Resolution
    from articlelint.text.source import Position, Source, Span

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
    "api": ("Corpus", "Graph", "check", "fix_text", "lint", "parse", "rules"),
    "engine.rule": ("Rule",),
    "errors": ("ArticlelintError", "ConfigError", "RuleError", "UsageError"),
    "model.article": ("Article", "Block", "FrontMatter", "Heading", "Inline", "Reference", "Section", "Title"),
    "model.diagnostics": ("Diagnostic", "Edit", "Finding", "Fix", "Report", "Severity"),
    "model.edits": ("apply_edits",),
    "resolve": ("Link", "Resolution"),
    "text.source": ("Position", "Source", "Span"),
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
