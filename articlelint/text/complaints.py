"""What parsers complain of, in the words of a file's author: Python speaks of its own limits there."""

from __future__ import annotations

MOST_DIGITS = 4300  # of an integer that Python reads (sys.set_int_max_str_digits)
Unparsed = (ValueError, RecursionError)  # what a parser of the standard library raises for a text that it does not take


def complaint(error: Exception) -> str:
    """One sentence on a text that does not parse."""
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if str(error).startswith("Exceeds the limit"):
        return f"a number has more than {MOST_DIGITS:,} digits"
    return str(error)
