"""Lint and link-check repositories of encyclopedia-style articles."""

from articlelint.version import __version__

__all__ = ["__version__"]
