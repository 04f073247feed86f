"""`python -m articlelint`."""

from articlelint.entry import entry

entry()
