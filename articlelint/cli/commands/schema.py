"""`articlelint schema`: the JSON schema of the config, for editors."""

from __future__ import annotations

import argparse

from articlelint.cli import console
from articlelint.cli.parser import Commands
from articlelint.text.escapes import json_text

_DESCRIPTION = """\
Print the JSON schema (draft 2020-12) of articlelint.toml and of [tool.articlelint]. Editors complete and check the config by it:

  #:schema ./articlelint.schema.json
"""
_EPILOG = """\
exit status:
  0  done
  2  bad usage, bad config, an unreadable path, an internal error

examples:
  articlelint schema > articlelint.schema.json  for an editor that reads it from a file
"""


def add(commands: Commands) -> None:
    """Declares the command's options."""
    parser = commands.add_parser(
        "schema", help="print the JSON schema of the config", description=_DESCRIPTION, epilog=_EPILOG
    )
    parser.set_defaults(run=_run)


def _run(_options: argparse.Namespace) -> int:
    from articlelint.engine import schema

    console.say_data(json_text(schema.config_schema(), indent=2) + "\n", "json")
    return 0
