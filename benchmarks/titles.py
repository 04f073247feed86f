"""Title index of a corpus of any size: how large it is, how long lookups and suggestions take.

    python benchmarks/titles.py [TITLES]        1,000,000 when no number is given

Prints memory of the whole process and processor time per question, each asked of names that were not asked before.
"""

from __future__ import annotations

import gc
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator

from articlelint.corpus.index import Index, build
from articlelint.model.facts import Facts
from articlelint.text.source import Span

SYLLABLES = [
    "al",
    "an",
    "ar",
    "ba",
    "be",
    "bri",
    "ca",
    "che",
    "chi",
    "co",
    "da",
    "de",
    "di",
    "do",
    "el",
    "en",
    "er",
    "fa",
    "fen",
    "gar",
    "gol",
    "ha",
    "hel",
    "in",
    "is",
    "ka",
    "kel",
    "la",
    "len",
    "lo",
    "ma",
    "mer",
    "mi",
    "na",
    "nor",
    "o",
    "per",
    "pol",
    "ra",
    "ri",
    "ro",
    "sa",
    "sel",
    "sol",
    "ta",
    "tel",
    "tor",
    "u",
    "va",
    "ver",
    "vi",
    "wes",
    "win",
    "yar",
    "zan",
]
KINDS = (
    "",
    "",
    "",
    " River",
    " County",
    " (village)",
    " railway station",
    " Bridge",
    "–{} relations",
    ", Battle of",
    "'s law",
)


def title(number: int) -> str:
    """A made-up title in the manner of an encyclopedia's, another one for each number below four thousand million."""
    scrambled = number * 2_654_435_761 % 4_294_967_291
    kind = KINDS[scrambled % len(KINDS)]
    words = [""]
    while scrambled:
        scrambled, place = divmod(scrambled, len(SYLLABLES))
        if len(words[-1]) > 4 and place % 3 == 0:
            words.append("")
        words[-1] += SYLLABLES[place]
    return " ".join(map(str.capitalize, words)) + kind.format("Soltania")


def articles(count: int) -> Iterator[Facts]:
    """The facts of that many articles."""
    for number in range(count):
        name = title(number)
        yield Facts(f"articles/{number % 997}/{number}.md", "markdown", name, Span(2, 2 + len(name)))


def megabytes() -> int:
    """The most memory that this process has used."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def misspelt(name: str, chance: random.Random) -> str:
    """A name with one letter left out, doubled, changed or moved."""
    place = chance.randrange(1, len(name) - 1)
    before, c, after = name[:place], name[place], name[place + 1 :]
    return chance.choice(
        (before + after, before + c + c + after, before + "x" + after, before + after[:1] + c + after[1:])
    )


def timed(label: str, ask: Callable[[str], object], names: list[str]) -> None:
    """Asks of each name, and prints the first, the median and the longest time."""
    took = []
    for name in names:
        start = time.process_time()
        ask(name)
        took.append((time.process_time() - start) * 1000)
    first, rest = took[0], sorted(took[1:])
    print(
        f"{label:<28} first {first:10.2f} ms   median {rest[len(rest) // 2]:8.3f} ms   99 % below {rest[len(rest) * 99 // 100]:8.3f} ms   longest {rest[-1]:8.3f} ms   {megabytes():5} MB"
    )


def main() -> None:
    """Builds the index and asks."""
    gc.disable()  # as the command does while it works: there are no circles to look for
    count = int(sys.argv[1].replace(",", "")) if len(sys.argv) > 1 else 1_000_000
    start = time.process_time()
    index: Index = build(articles(count))
    print(f"{count:,} titles indexed in {time.process_time() - start:.1f} s, {megabytes()} MB")
    chance = random.Random(11)
    known = [title(chance.randrange(count)) for _ in range(400)]
    wrong = [misspelt(name, chance) for name in known]
    timed("lookup of a title", index.lookup, known)
    timed("lookup in another case", index.lookup, [name.upper() for name in known[:200]])
    timed("lookup of a missing name", index.lookup, wrong)
    timed("suggestions for it", index.suggest, wrong)
    found = sum(name in index.suggest(bad) for name, bad in zip(known, wrong, strict=True))
    print(f"the right title was among the suggestions for {found} of {len(known)} misspelt names")


if __name__ == "__main__":
    main()
