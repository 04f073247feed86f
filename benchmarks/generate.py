"""Writes a corpus of made-up articles: `python benchmarks/generate.py FOLDER COUNT [--bytes 10000] [--seed 1]`.

Every article has a lead, sections, lists, wiki links, Markdown links with anchors, prose references and a See also section. One in fifty points to
an article that does not exist. The same words give the same bytes.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

SYLLABLES = [
    "ba",
    "be",
    "bo",
    "da",
    "de",
    "di",
    "do",
    "ga",
    "go",
    "ha",
    "ka",
    "ki",
    "ko",
    "la",
    "le",
    "li",
    "lo",
    "ma",
    "me",
    "mi",
    "mo",
    "na",
    "ne",
    "no",
    "pa",
    "po",
    "ra",
    "re",
    "ri",
    "ro",
    "sa",
    "se",
    "si",
    "so",
    "ta",
    "te",
    "ti",
    "to",
    "va",
    "ve",
    "vi",
]
WORDS = [
    "the",
    "river",
    "flows",
    "past",
    "a",
    "town",
    "whose",
    "market",
    "was",
    "first",
    "held",
    "in",
    "spring",
    "and",
    "whose",
    "bridge",
    "carries",
    "a",
    "road",
    "to",
    "the",
    "hills",
    "where",
    "sheep",
    "graze",
    "while",
    "boats",
    "bring",
    "timber",
    "stone",
    "wool",
    "and",
    "salt",
    "from",
    "ports",
    "along",
    "the",
    "coast",
    "every",
    "year",
    "many",
    "travellers",
    "cross",
    "here",
    "because",
    "paths",
    "from",
    "several",
    "valleys",
    "meet",
    "below",
    "the",
    "old",
    "mill",
    "its",
    "wheel",
    "turned",
    "until",
    "new",
    "machines",
    "came",
    "by",
    "rail",
]
PER_FOLDER = 500


def title(number: int) -> str:
    """A name of its own for every number."""
    chosen = random.Random(number)
    name = "".join(chosen.choice(SYLLABLES) for _ in range(chosen.randint(2, 4))).capitalize()
    return f"{name} {number}"


def path(number: int) -> str:
    """Where an article stands."""
    return f"part-{number // PER_FOLDER:04d}/article-{number}.md"


def sentence(chosen: random.Random) -> str:
    """A sentence of ordinary words, none twice in a row."""
    words = chosen.choices(WORDS, k=chosen.randint(8, 22))
    return " ".join(word for word, last in zip(words, ["", *words], strict=False) if word != last).capitalize() + "."


def paragraph(chosen: random.Random, count: int) -> str:
    """Some sentences, now and then with a reference."""
    parts = [sentence(chosen) for _ in range(chosen.randint(3, 7))]
    kind = chosen.randint(0, 9)
    other = chosen.randrange(count)
    if kind == 0:
        parts.append(f"See {title(other)} and {title(chosen.randrange(count))} for more.")
    elif kind < 4:
        parts.append(f"It is near [[{title(other)}]].")
    elif kind < 6:
        parts.append(f"Read [more](../{path(other)}#history).")
    return " ".join(parts)


def article(number: int, count: int, size: int) -> str:
    """The text of one article, about `size` bytes."""
    chosen = random.Random(number * 7919 + 1)
    parts = [f"# {title(number)}", f"**{title(number)}** is a place. {paragraph(chosen, count)}"]
    length = 0
    for name in ("History", "Geography", "Economy", "People", "Culture", "Transport", "Nature", "Future"):
        parts.append(f"## {name}")
        while length < size:
            parts.append(paragraph(chosen, count))
            length += len(parts[-1])
            if chosen.randint(0, 3) == 0:
                parts.append("\n".join(f"- {sentence(chosen)}" for _ in range(4)))
                length += len(parts[-1])
            if length > size * len([p for p in parts if p.startswith("## ")]) / 8:
                break
    gone = [f"- [[Lost {number}]]"] if number % 50 == 0 else []
    parts.append(
        "## See also\n\n"
        + "\n".join([f"- [[{title((number * 31 + 7) % count)}]]", f"- [[{title((number + 1) % count)}]]", *gone])
    )
    return "\n\n".join(parts) + "\n"


def write(folder: Path, count: int, size: int) -> int:
    """Writes a corpus and returns its bytes."""
    total = 0
    for number in range(count):
        place = folder / path(number)
        place.parent.mkdir(parents=True, exist_ok=True)
        total += place.write_text(article(number, count, size), encoding="utf-8")
    (folder / "articlelint.toml").write_text("# A generated corpus.\n", encoding="utf-8")
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--bytes", type=int, default=10_000)
    options = parser.parse_args()
    write(options.folder, options.count, options.bytes)


if __name__ == "__main__":
    main()
