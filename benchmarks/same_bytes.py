"""Whether the same bytes come out with and without a cache, for any number of jobs: `python benchmarks/same_bytes.py FOLDER... [--articlelint PROGRAM]`.

Folders are copied first. Prints a line for each; the exit status is 1 when any differs.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

EXCLUDED = shutil.ignore_patterns(".git", "node_modules", ".rumdl_cache")


def outputs(folder: Path, program: str) -> Iterator[tuple[str, bytes]]:
    """What each way of running prints: the first is without a cache, by one process."""
    check = [program, "check", "--output-format", "json", "--severity", "info"]
    for words in ("--no-cache --jobs 1", "--no-cache --jobs 4", "--jobs 2", "--jobs 1", "--jobs 4"):
        done = subprocess.run([*check, *words.split(), "."], cwd=folder, capture_output=True, check=False)
        yield words, done.stdout
    for file in folder.rglob("*"):
        if file.is_file():
            file.touch()
    yield "touched", subprocess.run([*check, "."], cwd=folder, capture_output=True, check=False).stdout


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--articlelint", default="articlelint")
    options = parser.parse_args()
    status = 0
    for folder in options.folders:
        with tempfile.TemporaryDirectory() as place:
            copy = Path(place) / folder.name
            shutil.copytree(folder, copy, ignore=EXCLUDED)
            said = dict(outputs(copy, options.articlelint))
        expected = next(iter(said.values()))
        differing = [words for words, output in said.items() if output != expected]
        print(
            f"{folder.name}: {len(expected):,} bytes, "
            + (f"other for {', '.join(differing)}" if differing else "all the same")
        )
        status |= bool(differing)
    return status


if __name__ == "__main__":
    sys.exit(main())
