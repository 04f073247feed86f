"""The phrases of every selected rule, found in one pass over an article's prose.

`fold` gives text and phrases their normal form, `entry` is one line of a rule's list, `pattern` the small language of phrases
with choices in them, `precompiled` what a wheel brings of them, `scanner` the automaton, `exceptions` the longer phrases within
which an entry is left alone.
"""

from articlelint.phrases.entry import Entry, PhraseOptions
from articlelint.phrases.scanner import Match, Matches, Scanner

__all__ = ["Entry", "Match", "Matches", "PhraseOptions", "Scanner"]
