"""The config that `articlelint init` writes: every key with its meaning and its default, commented out."""

from __future__ import annotations

from textwrap import wrap

from articlelint.config import toml
from articlelint.config.settings import DEFAULTS, KEYS
from articlelint.starter import toml as proposal_toml
from articlelint.starter.propose import Proposal

_HEAD = """\
# The config of articlelint: https://toml.io. What is commented out is the default.
# `articlelint check --show-settings` tells what holds and where it came from; `articlelint schema` prints a schema for editors.
"""
_TABLES = {
    "rules": '# [rules."sections/empty-section"]\n# severity = "warning"\n',
    "overrides": '# [[overrides]]\n# paths = ["drafts/"]\n# ignore = ["neutrality"]\n',
    "suppressions": (
        '# [[suppressions]]\n# paths = ["articles/cult.txt"]\n# rules = ["neutrality/loaded-label"]\n'
        '# text = "the cult of Isis"\n# reason = "the term of the field"\n'
    ),
    "formats": '# [formats]\n# "notes/*" = "markdown"\n',
}


def config_text(proposal: Proposal | None = None) -> str:
    """The text of an articlelint.toml: what is proposed, and all else as comments; without a proposal it changes nothing."""
    plain = [_entry(name) for name in KEYS if name not in _TABLES]
    tables = [f"{_comment(KEYS[name])}{_TABLES[name]}" for name in _TABLES]
    text = "\n".join((_HEAD, *plain, *tables))
    if proposal is None:
        return text
    text = text.replace('# profile = ""\n', proposal_toml.profile_toml(proposal), 1)
    text = text.replace("# ignore = []\n", proposal_toml.ignore_toml(proposal) or "# ignore = []\n", 1)
    text = text.replace("# reference-marks = []\n", proposal_toml.marks_toml(proposal) or "# reference-marks = []\n", 1)
    return "\n".join(filter(None, (text, proposal_toml.tables_toml(proposal))))


def _entry(name: str) -> str:
    value = toml.value(getattr(DEFAULTS, name))
    return f"{_comment(KEYS[name])}# {name.replace('_', '-')} = {value}\n"


def _comment(text: str) -> str:
    return "".join(f"# {line}\n" for line in wrap(text, 110))
