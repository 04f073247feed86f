"""What a run was asked to do, as plain frozen values. Config files and flags become this; see config.py for how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from articlelint.model.diagnostics import FailOn, Severity
from articlelint.model.nodes import CueSettings, Format

LinkDialect = Literal["auto", "markdown", "obsidian", "gollum", "mediawiki", "foam", "logseq"]
AnchorDialect = Literal["auto", "github", "gitlab", "mkdocs", "docusaurus", "mediawiki", "obsidian"]
WikiCase = Literal["first-letter", "case-sensitive"]

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


ProfileName = Literal["", "wikipedia", "markdown-wiki", "plain-export", "glossary"]
OutputFormat = Literal["full", "concise", "grouped", "json", "jsonl", "github", "gitlab", "junit", "sarif"]
OUTPUT_FORMATS: tuple[OutputFormat, ...] = get_args(OutputFormat)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that decides what a run says, but for the paths it is given.

    `select` and `ignore` hold rule names, families (`neutrality`) or `all`; the most exact word wins, `ignore` on a tie.
    `rules` holds per-rule severities and options by rule name. Paths are relative to the root. docs of every key: KEYS.
    """

    profile: ProfileName = ""
    include: tuple[str, ...] = DEFAULT_INCLUDE
    exclude: tuple[str, ...] = DEFAULT_EXCLUDE
    extend_exclude: tuple[str, ...] = ()
    select: tuple[str, ...] = ("all",)
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Severity = "warning"
    fail_on: FailOn = "warning"
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    suppressions: tuple[Suppressed, ...] = ()
    require_reason: bool = False
    baseline: str = ""
    rule_folders: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    language: str = "en"
    cue_languages: tuple[str, ...] = ()
    cue_words: tuple[str, ...] = ()
    reference_marks: tuple[str, ...] = ()
    link_dialect: LinkDialect = "auto"
    anchor_dialect: AnchorDialect = "auto"
    site_root: str = ""
    ignore_links: tuple[str, ...] = ()
    namespaces: tuple[str, ...] = ()
    interwiki: tuple[str, ...] = ()
    wiki_case: WikiCase = "first-letter"
    formats: Mapping[str, Format] = field(default_factory=dict)
    respect_gitignore: bool = True
    force_exclude: bool = False
    max_file_size: int = 10_000_000
    output_format: OutputFormat = "full"

    @property
    def cues(self) -> CueSettings:
        """What announces a reference in prose, as the parser wants it."""
        return CueSettings(self.cue_languages, self.cue_words, self.reference_marks)


DEFAULTS = Settings()

KEYS: Mapping[str, str] = {
    "profile": "Settings for a kind of house, below all others: `wikipedia`, `markdown-wiki`, `plain-export` or `glossary`.",
    "include": "Which files are articles, as git ignore patterns.",
    "exclude": "Which of these are not. Replaces the default list, and what is left out beside it (dependencies, virtual environments, "
    "builds, test fixtures, templates, data in `.txt`: `--show-files` tells); `extend-exclude` adds to it.",
    "extend_exclude": "More files that are no articles.",
    "select": "The rules that run: names (`sections/empty-section`), families (`neutrality`) or `all`. The most exact word wins.",
    "extend_select": "More rules that run, such as those that are off or `info` by default.",
    "ignore": "The rules that do not run; wins over an equally exact word of `select`.",
    "severity": "The least severity that is shown.",
    "fail_on": "The least severity that makes the exit status 1.",
    "rules": 'Severity and options by rule: `[rules."sections/empty-section"]`. `articlelint rule NAME` tells a rule\'s options.',
    "overrides": "Other rules, severities and options for the paths that match a pattern.",
    "suppressions": "Findings that are silenced in articles that cannot hold comments.",
    "require_reason": "Whether every suppression must say why.",
    "baseline": "The file of known findings, which are not told again. Written by `articlelint check --write-baseline`.",
    "rule_folders": "Folders of your own rule pages, `FOLDER/family/name.md`.",
    "titles": "Files of titles that exist outside the corpus, one on a line; also `.gz`. Within the corpus, unless `--config` names the config.",
    "language": "The language of the articles, as an ISO 639 code.",
    "cue_languages": "Other languages whose cue words (`siehe`, `voir`, `véase`) announce references in prose too.",
    "cue_words": 'Words of your own that announce references in prose, as "see" does.',
    "reference_marks": "Marks around or before a name that make it a reference, with X for the name: `{X}`, `→ X`.",
    "link_dialect": "How wiki links are read; `auto` looks at the corpus.",
    "anchor_dialect": "How a heading becomes an anchor; `auto` looks at the corpus.",
    "site_root": "The folder that links beginning with `/` start from.",
    "ignore_links": "Link targets that are never checked, as git ignore patterns: `drafts/` is all below such a folder, `/old.md` that at the root, `!keep.md` takes one out again, the last pattern that matches decides. They are held against the target as it is written.",
    "namespaces": "Namespaces of the wiki beyond those of Wikipedia, in wikitext: `[[Recipe:Bread]]` is then no article.",
    "interwiki": "Prefixes of other wikis beyond those of Wikipedia, in wikitext.",
    "wiki_case": "Whether `[[lyon]]` means the page `Lyon`: `first-letter` for yes, as on Wikipedia, `case-sensitive` for no, as on Wiktionary. A dump says so itself.",
    "formats": "The format of the files that match a pattern: `markdown`, `plain` or `wikitext`.",
    "respect_gitignore": "Whether files that git ignores are left out.",
    "force_exclude": "Whether `exclude` holds even for files that are named on the command line, as pre-commit does.",
    "max_file_size": "Files of more bytes are skipped, with a note; `--fail-on info` fails on them.",
    "output_format": "How findings are shown.",
}
