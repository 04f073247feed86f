"""A proposal as parts of a config file, each with its reason as a comment."""

from __future__ import annotations

from articlelint.config import toml
from articlelint.config.profiles import PROFILES
from articlelint.starter.propose import Proposal


def as_toml(proposal: Proposal) -> str:
    """The proposal as the text of a config file, each reason as a comment."""
    parts = (profile_toml(proposal), marks_toml(proposal), ignore_toml(proposal), tables_toml(proposal))
    return "\n".join(filter(None, parts))


def profile_toml(proposal: Proposal) -> str:
    """The line of the profile, and why it was chosen."""
    summary = PROFILES[proposal.profile].summary
    lines = (f"# {summary[:1].upper()}{summary[1:]}.", f"# Proposed because {proposal.reasons[0]}.")
    return "\n".join((*lines, f'profile = "{proposal.profile}"', ""))


def marks_toml(proposal: Proposal) -> str:
    """The marks around names, and why; empty when there are none."""
    marks = proposal.table.get("reference-marks", ())
    why = next((reason for reason in proposal.reasons if reason.startswith("reference-marks: ")), "")
    return f"# {why.partition(': ')[2]}\nreference-marks = {toml.value(marks)}\n" if marks else ""


def ignore_toml(proposal: Proposal) -> str:
    """The rules that are at odds with the style of the house; empty when there are none."""
    rules = proposal.table.get("ignore", ())
    reasons = dict(reason.split(": ", 1) for reason in proposal.reasons[1:])
    lines = [f'    "{rule}",  # {reasons[rule]}' for rule in rules]
    return "\n".join(("ignore = [", *lines, "]\n")) if lines else ""


def tables_toml(proposal: Proposal) -> str:
    """Options of rules, and overrides; in TOML, tables stand behind all other keys."""
    lines: list[str] = []
    for rule, options in proposal.table.get("rules", {}).items():
        lines += (f'[rules."{rule}"]', *(f"{key} = {toml.value(value)}" for key, value in options.items()))
    why = next((reason for reason in proposal.reasons if reason.startswith("overrides: ")), "")
    for override in proposal.table.get("overrides", ()):
        lines += ("", f"# {why.partition(': ')[2]}") if why else ()
        lines += ("[[overrides]]", *(f"{key} = {toml.value(value)}" for key, value in override.items()))
    return "\n".join((*lines, "")) if lines else ""
