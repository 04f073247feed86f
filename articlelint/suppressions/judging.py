"""Takes out what an author or the config has silenced, and tells which suppressions had nothing to silence.

The checks of the family `suppression` yield every suppression that they see (the first half of a run knows one article only);
here, where all rules have spoken, those that did their work are taken out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from articlelint.config.settings import Suppressed
from articlelint.model.diagnostics import Diagnostic

FAMILY = "suppression"


@dataclass(frozen=True, slots=True)
class Judge:
    """What is needed to judge suppressions: which words name something, and which could have had something to silence in this run.

    `quiet` are rules that run for their effect and whose own findings are not told.
    """

    is_known: Callable[[str], bool]
    has_run: Callable[[str], bool]
    hint: Callable[[str], str] = lambda _word: ""
    quiet: Collection[str] = ()


def settle(diagnostics: Iterable[Diagnostic], judge: Judge, entries: Sequence[Suppressed] = ()) -> Iterator[Diagnostic]:
    """What is left of one article's diagnostics. `entries` are the config's suppressions for this article's path."""
    ordinary: list[Diagnostic] = []
    own: list[Diagnostic] = []
    for each in diagnostics:
        (own if each.rule.startswith(f"{FAMILY}/") else ordinary).append(each)
    if not own and not entries:
        yield from ordinary
        return
    silencers = _Silencers(each for each in own if "silences" in each.data)
    used: set[int] = set()
    for each in ordinary:
        found = [] if "crash" in each.data else silencers.of(each)
        used.update(map(id, found))
        if not found and not any(_is_silenced(each, entry) for entry in entries):
            yield each
    for each in own:
        if id(each) not in used and each.rule not in judge.quiet:
            yield from _left_over(each, judge)


class _Silencers:
    """The suppressions of one article by the word they name and their verb, each list sorted by where its cover begins.

    Covers of one word and verb never cross, so only the last one that begins before a place can cover it: a look-up takes no
    longer when there are many.
    """

    def __init__(self, unused: Iterable[Diagnostic]) -> None:
        self._lists: dict[str, dict[str, list[tuple[int, Diagnostic]]]] = {}
        for each in unused:
            lists = self._lists.setdefault(each.data["silences"], {})
            lists.setdefault(each.data["by"], []).append((each.data["from"], each))
        for lists in self._lists.values():
            for entries in lists.values():
                entries.sort(key=lambda entry: entry[0])

    def of(self, diagnostic: Diagnostic) -> list[Diagnostic]:
        """The suppressions that silence a diagnostic."""
        found = []
        offset = diagnostic.span.start
        for word in (diagnostic.rule, diagnostic.rule.partition("/")[0], "all"):
            for entries in self._lists.get(word, {}).values():
                number = bisect_right(entries, offset, key=lambda entry: entry[0]) - 1
                if number >= 0 and offset < entries[number][1].data["to"]:
                    found.append(entries[number][1])
        return found


def _is_silenced(diagnostic: Diagnostic, entry: Suppressed) -> bool:
    names = (diagnostic.rule, diagnostic.rule.partition("/")[0], "all")
    return (
        any(word in names for word in entry.rules)
        and (not entry.text or entry.text in diagnostic.excerpt)
        and "crash" not in diagnostic.data
    )


def _left_over(diagnostic: Diagnostic, judge: Judge) -> Iterator[Diagnostic]:
    data = diagnostic.data
    if "unknown" in data:
        word = data["unknown"]
        if not judge.is_known(word):
            yield replace(diagnostic, help=judge.hint(word), data={"rule": word})
    elif "silences" not in data:
        yield diagnostic
    elif judge.has_run(data["silences"]):
        yield replace(diagnostic, data={"rule": data["silences"]})
