"""What can go wrong that is not a finding. Every message names the place and the remedy in one sentence."""

from __future__ import annotations


class ArticlelintError(Exception):
    """Anything that ends a run with exit status 2. `key` is the word of a config that is wrong, when it is one.

    Its message is one sentence that names the place and the remedy.

    >>> from articlelint import lint
    >>> try:
    ...     lint("Lyon is a city.", select=["sections/empty-secton"])
    ... except ArticlelintError as error:
    ...     print(error)
    select: no rule or family is called 'sections/empty-secton'; did you mean 'sections/empty-section'?
    """

    def __init__(self, message: str, *, key: str = "") -> None:
        super().__init__(message)
        self.key = key


class UsageError(ArticlelintError):
    """The call's words are off: an unknown option, rule or format, a path that is not there."""


class ConfigError(ArticlelintError):
    """A config file or one of its values cannot be used."""


class RuleError(ArticlelintError):
    """A rule page does not load."""


class WorkerLost(ArticlelintError):
    """A worker process was ended from outside before its work was done."""


class CacheLost(ArticlelintError):
    """The cache cannot be read any more, or not as a whole. The run is done again without it."""
