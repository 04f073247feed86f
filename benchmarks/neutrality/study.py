"""How well our neutrality rules and other tools agree with editors: the table of the README's claim.

    python benchmarks/neutrality/study.py SET.jsonl... [--node-modules FOLDER] [--ablate]

Prints a Markdown table per set: precision and recall of marked places, marks per 1,000 sentences of featured articles, and the ratio of biased
to featured sentences marked. `--ablate` adds our rules with each context switched off. write-good, alex, retext-intensify and
retext-english are looked for in FOLDER, proselint among the Python packages; what is not there is left out. labelled.py tells the format of a set.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2]))

import labelled
import tools


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--node-modules", type=Path, default=Path("node_modules"))
    parser.add_argument("--ablate", action="store_true", help="also with each context switched off")
    options = parser.parse_args()
    contenders = list(_contenders(options.node_modules.resolve(), ablate=options.ablate))
    for path in options.sets:
        rows = labelled.read(path)
        print(f"\n{path.name}: {len(rows)} sentences\n")
        print("| tool | marks | precision | recall | marks per 1,000 featured | ratio |\n|---|---|---|---|---|---|")
        for name, tool in contenders:
            score = labelled.score(rows, tool([row.text for row in rows]))
            print(f"| {name} | {score.marks} | " + " | ".join(map(_figure, score[1:])) + " |", flush=True)


def _contenders(modules: Path, *, ablate: bool) -> Iterator[tuple[str, tools.Tool]]:
    yield "articlelint", tools.articlelint()
    yield "articlelint --severity info", tools.articlelint("info")
    for context in tools.CONTEXTS if ablate else ():
        yield f"articlelint without {context}", tools.articlelint(without=context)
    for name in ("write-good", "alex", "retext-intensify"):
        if tool := tools.node(name, modules):
            yield name, tool
    if tool := tools.proselint():
        yield "proselint", tool


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}" if value >= 2 else f"{value:.3f}"


if __name__ == "__main__":
    main()
