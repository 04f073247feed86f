"""Us and every installed peer on the same folders: `python benchmarks/compare.py FOLDER... [--rounds 5] [--peer rumdl=PATH]`.

Prints a Markdown table: cold (no cache), warm (nothing changed) and one changed file, medians of runs in turn, the ratio to ours, and how
many findings each printed, so that a tool that did nothing is seen. Every tool runs with its default rules. Folders are copied first.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

from timing import Contender, Run, in_turn, median, ratio

from articlelint.disk import user_folders

EXCLUDED = shutil.ignore_patterns(".git", "node_modules", ".rumdl_cache")


class Peer(NamedTuple):
    """Another tool: its words without and with a cache, and how to count what it found."""

    cold: tuple[str, ...]
    warm: tuple[str, ...] = ()
    one: tuple[str, ...] = ()
    found: str = r"^.+?:\d+"
    slow: bool = False


OURS = Peer(
    ("articlelint", "check", "--no-cache", "--output-format", "concise", "."),
    ("articlelint", "check", "--output-format", "concise", "."),
    ("articlelint", "check", "--output-format", "concise", "FILE"),
)
PEERS = {
    "rumdl": Peer(
        ("rumdl", "check", "--no-cache", "--output-format", "concise", "."),
        ("rumdl", "check", "--output-format", "concise", "."),
        ("rumdl", "check", "--output-format", "concise", "FILE"),
    ),
    "markdownlint-cli2": Peer(("markdownlint-cli2", "**/*.md"), slow=True),
    "pymarkdown": Peer(("pymarkdown", "scan", "-r", "."), slow=True),
    "proselint": Peer(("proselint", "check", "."), slow=True),
    "remark": Peer(
        ("remark", "--frail", "--use", "remark-validate-links", "--no-stdout", "."), found="warning", slow=True
    ),
    "textlint": Peer(("textlint", "**/*.md"), slow=True),
    "write-good": Peer(("sh", "-c", "find . -name '*.md' -print0 | xargs -0 write-good"), found="on line", slow=True),
}


def contender(name: str, words: tuple[str, ...], exe: str, one: Path | None, before: Callable[[], None]) -> Contender:
    """A peer's command with its program and the one file put in."""
    program = (exe, *words[1:]) if words[0] != "sh" else words
    return Contender(name, tuple(str(one) if word == "FILE" else word for word in program), before)


def clean(folder: Path) -> Callable[[], None]:
    """Removes every cache before a cold run."""

    def remove() -> None:
        for place in (user_folders.cache_folder(folder), folder / ".rumdl_cache"):
            shutil.rmtree(str(place), ignore_errors=True)

    return remove


def touch(file: Path) -> Callable[[], None]:
    """Changes the one file a little before each run."""

    def change() -> None:
        with file.open("a", encoding="utf-8") as out:
            out.write("\nOne more line.\n")

    return change


def compare(folder: Path, tools: dict[str, tuple[Peer, str]], rounds: int) -> Iterator[str]:
    """The table's rows for one folder."""
    one = sorted(folder.rglob("*.md"))[:1] or sorted(folder.rglob("*.txt"))[:1]
    kinds = (
        ("cold", lambda peer: peer.cold, clean(folder)),
        ("warm", lambda peer: peer.warm, lambda: None),
        ("one file", lambda peer: peer.one, touch(one[0])),
    )
    for kind, words, before in kinds:
        chosen = {name: (words(peer), exe, peer) for name, (peer, exe) in tools.items() if words(peer)}
        taking_part = [contender(name, said, exe, one[0], before) for name, (said, exe, _) in chosen.items()]
        runs = in_turn(taking_part, folder, rounds)
        for name, (_, _, peer) in chosen.items():
            yield row(folder.name, kind, name, runs, peer)


def row(folder: str, kind: str, name: str, runs: dict[str, list[Run]], peer: Peer) -> str:
    """One line of the table."""
    own = runs[name]
    found = len(re.findall(peer.found, own[-1].output, re.MULTILINE))
    against = ratio(own, runs["articlelint"])
    figures = (
        f"{median(own, 'wall'):.3f}",
        f"{median(own, 'cpu'):.3f}",
        f"{median(own, 'memory'):.0f}",
        f"{against:.2f}",
    )
    return f"| {folder} | {kind} | {name} | {' | '.join(figures)} | {found} | {own[-1].status} |"


def installed(options: argparse.Namespace) -> dict[str, tuple[Peer, str]]:
    """The tools that are here: ours first."""
    named = dict(word.split("=", 1) for word in options.peer)
    tools = {"articlelint": (OURS, named.pop("articlelint", "articlelint"))}
    for name, peer in PEERS.items():
        exe = named.get(name) or shutil.which(name)
        if exe and (options.slow or not peer.slow):
            tools[name] = (peer, exe)
    return tools


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=PROGRAM")
    parser.add_argument("--slow", action="store_true", help="also the peers that take minutes")
    options = parser.parse_args()
    tools = installed(options)
    print(f"<!-- {platform.machine()}, Python {platform.python_version()}, {json.dumps(sorted(tools))} -->")
    print("| folder | run | tool | wall s | cpu s | MB | wall / ours | findings | exit |")
    print("|---|---|---|---|---|---|---|---|---|")
    for folder in options.folders:
        with tempfile.TemporaryDirectory() as place:
            copy = Path(place) / folder.name
            shutil.copytree(folder, copy, ignore=EXCLUDED)
            for line in compare(copy, tools, options.rounds):
                print(line, flush=True)


if __name__ == "__main__":
    main()
