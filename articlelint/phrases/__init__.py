"""The phrases of every selected rule, found in one pass over an article's prose.

`fold` makes text and phrases comparable, `entry` is one line of a rule's list, `pattern` the small language of phrases
with choices in them, `scanner` the automaton.
"""

from articlelint.phrases.entry import Entry, PhraseOptions
from articlelint.phrases.scanner import Match, Matches, Scanner

__all__ = ["Entry", "Match", "Matches", "PhraseOptions", "Scanner"]
