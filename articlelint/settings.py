"""What a run was asked to do, as plain frozen values. Config files and flags become this; see config.py for how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from articlelint.diagnostic import Severity

LinkDialect = Literal["auto", "markdown", "obsidian", "gollum", "mediawiki", "foam"]
AnchorDialect = Literal["auto", "github", "gitlab", "mkdocs", "docusaurus", "mediawiki", "obsidian"]
FailOn = Literal["error", "warning", "info", "never"]

DEFAULT_INCLUDE = ("*.md", "*.markdown", "*.mdx", "*.txt", "*.text", "*.wiki", "*.mediawiki", "*.wikitext")
DEFAULT_EXCLUDE = (
    "LICENSE*", "LICENCE*", "COPYING*", "NOTICE*", "requirements*.txt", "robots.txt", "CMakeLists.txt", "node_modules/",
    "_site/", ".*/",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Override:
    """Settings for the paths that match one of `paths` (git ignore patterns, relative to the root)."""

    paths: tuple[str, ...]
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Suppressed:
    """Findings that the config silences, for articles that cannot hold comments.

    They are those of `rules` in the articles that match `paths` and, where `text` is given, in a line that holds it.
    """

    paths: tuple[str, ...]
    rules: tuple[str, ...]
    text: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that decides what a run says, but for the paths it is given.

    `select` and `ignore` hold rule names, families (`neutrality`) or `all`; the most exact word wins, `ignore` on a tie.
    `rules` holds per-rule severities and options by rule name. Paths are relative to the root.
    """

    include: tuple[str, ...] = DEFAULT_INCLUDE
    exclude: tuple[str, ...] = DEFAULT_EXCLUDE
    select: tuple[str, ...] = ("all",)
    ignore: tuple[str, ...] = ()
    severity: Severity = "warning"
    fail_on: FailOn = "warning"
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    suppressions: tuple[Suppressed, ...] = ()
    require_reason: bool = False
    extend_select: tuple[str, ...] = ()
    rule_folders: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    language: str = "en"
    link_dialect: LinkDialect = "auto"
    anchor_dialect: AnchorDialect = "auto"
    site_root: str = ""
    ignore_links: tuple[str, ...] = ()
    formats: Mapping[str, str] = field(default_factory=dict)
    respect_gitignore: bool = True
    max_file_size: int = 10_000_000


DEFAULTS = Settings()
