"""`python -m articlelint`."""

from articlelint.cli import entry

entry()
