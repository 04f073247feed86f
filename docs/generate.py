"""Writes what is made from something else: expected output, the table of rules, quotations in README and docs.

    python docs/generate.py           writes
    python docs/generate.py --check   only tells what is out of date, and fails if anything is

In Markdown files the fenced block behind `<!-- shows: FILE -->` is the text of that file, and the one behind
`<!-- prints: articlelint ... -->` is what the command prints when it is run at the root of the checkout.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from articlelint.cli.main import main as articlelint
from articlelint.config import settings, toml
from articlelint.config.profiles import PROFILES
from articlelint.engine import catalogue
from articlelint.engine.rule import Rule

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
    yield ROOT / "docs/config.md", settings_table()
    made = (ROOT / "docs/rules.md", ROOT / "docs/config.md")
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))):
        if path not in made:
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


_CONFIG = """# Settings

Generated from the settings themselves by `make generated`. `articlelint init` writes a config with every setting explained,
`articlelint schema` prints the JSON schema by which editors complete it, `articlelint check --show-settings` tells where each
value comes from.

Settings stand in `articlelint.toml`, or under `[tool.articlelint]` in `pyproject.toml`. The folder of that file is the
root of the corpus. Patterns are those of `.gitignore`, paths are relative to the root. Flags win over the config, an
override over what stands above it.

## Keys
"""
_MORE = """
## Severity and options of a rule

```toml
[rules."sections/empty-section"]
severity = "warning"
placeholders = ["To be written."]
```

## Other rules for some paths

```toml
[[overrides]]
paths = ["drafts/"]
ignore = ["sections", "text/placeholder"]

[[overrides]]
paths = ["index.md"]
ignore = ["structure/missing-lead"]
```

## Silencing a single finding

In Markdown and wikitext a comment does it, with a reason behind a colon:

```markdown title="awards.md"
# Awards of the island

<!-- articlelint-disable-next-line neutrality/puffery: the prize is really called so -->
The world-class award was first given in 1950.
```

| Comment | silences |
|---|---|
| `articlelint-disable-next-line` | the next line that is not empty |
| `articlelint-disable-line` | the line that it stands on |
| `articlelint-disable` ... `articlelint-enable` | what stands between, or to the end |
| `articlelint-disable-file` | the article |

They name rules or families, separated by commas; without a name, all rules are meant. In Markdown, front matter can silence a whole article:

```markdown title="prizes.md"
---
articlelint-disable: [neutrality/puffery]  # the prizes are really called so
---

# Prizes of the island

The world-class prize was first given in 1950.
```

Plain text has no comments, so the config speaks for it:

```toml title="articlelint.toml"
require-reason = true

[[suppressions]]
paths = ["medals.txt"]
rules = ["neutrality/puffery"]
text = "world-class medal"
reason = "the medal is really called so"
```

```text title="medals.txt"
Medals of the island

The world-class medal was first given in 1950.
```

```sh
articlelint check awards.md prizes.md medals.txt
```

```text
All good: no findings in 3 files.
```

A suppression that silences nothing, or names no rule, is reported itself; with `require-reason`, also one that gives no reason. `articlelint check
--add-suppressions="known since 2020"` silences all that is found now, in comments and, for plain text, in the config.

## Where a value comes from

Each of these wins over those before it: the defaults, the profile, the files that `extend` names, the config itself, environment
variables, `--config 'key = value'`, the flag of the same name. Lists that begin with `extend-`, `overrides` and `suppressions` are added up.

```toml title="house.toml"
fail-on = "error"
ignore = ["neutrality/weasel"]
```

```toml title="articlelint.toml"
extend = "house.toml"
ignore = ["neutrality/cliche"]
```

```sh
ARTICLELINT_LANGUAGE=de articlelint check awards.md --config 'severity = "info"' --fail-on never --show-settings
```

prints every setting, and behind it where it was made:

<!-- excerpt -->

```text
ignore = ["neutrality/cliche"]  # articlelint.toml
severity = "info"  # --config 'severity = "info"'
fail-on = "never"  # --fail-on
language = "de"  # ARTICLELINT_LANGUAGE
```

`extend` takes one path or a list of them, relative to the file that says it. Files that it, `titles`, `baseline` and `rule-folders` name stand within
the corpus, unless `--config` names the config: [a config that is found may be a stranger's](security.md).
"""


_PROFILES = """\
`profile = "glossary"` begins with settings that suit a kind of house. What the config sets wins over them, its `ignore` is
added to theirs, and a rule that it selects or gives options runs, whatever the profile ignores.

`articlelint init` looks at the articles, proposes a profile and says why. It also proposes to ignore those rules of style
that a quarter of the articles break, because that is the style of the house; faults are never ignored for being many. Where a quarter of the articles speak to their readers
("you"), they instruct or play and do not describe, so it proposes to leave out the family `neutrality`. Pages that speak for the project, such as
`CONTRIBUTING.md` or `style-guide/`, get an override, and names in braces become `reference-marks`.
"""


def settings_table() -> str:
    """The reference of settings: every key with its default and what it is for."""
    rows = [f"### `{name.replace('_', '-')}`\n\n{told} {_default(name)}\n" for name, told in settings.KEYS.items()]
    return _CONFIG + "\n" + "\n".join(rows) + _profiles() + _MORE


def _profiles() -> str:
    """What each profile sets, as the TOML that one would write oneself."""
    pieces = ["\n## Profiles\n\n" + _PROFILES]
    for name, profile in PROFILES.items():
        lines = [f"{toml.key(key)} = {toml.value(value)}" for key, value in profile.table.items()]
        pieces.append(f"\n### `{name}`\n\nFor {profile.summary}. It sets\n\n```toml\n" + "\n".join(lines) + "\n```\n")
    return "".join(pieces)


def _default(name: str) -> str:
    value = getattr(settings.DEFAULTS, name)
    kind = settings.Settings.__annotations__[name]
    known = [word for word in get_args(getattr(settings, kind, None)) if word] if kind.isidentifier() else []
    choice = f" One of {', '.join(f'`{word}`' for word in known)}." if known else ""
    if value in ((), {}, ""):
        return f"Empty by default.{choice}"
    shown = json.dumps(value) if isinstance(value, str | bool | tuple) else format(value, "_")
    return f"By default `{shown}`.{choice}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
