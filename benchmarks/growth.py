"""How time and memory grow with the corpus: `python benchmarks/growth.py [--counts 1000,10000] [--bytes 10000] [--articlelint PROGRAM]`.

Writes corpora of generated articles into a passing folder and prints, for each size, a cold run, an unchanged one, and one of a single changed
file: median wall time, time per article, and the peak memory of all processes together.
"""

from __future__ import annotations

import argparse
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import generate
from timing import run

from articlelint.disk import user_folders


def peak(command: list[str], folder: Path) -> float:
    """The most memory, in MB, that a command and its children hold at one time. Pages that they share count once."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    most = 0.0
    done = threading.Event()

    def watch() -> None:
        nonlocal most
        while not done.is_set():
            most = max(most, sum(map(proportional, tree(process.pid))))
            time.sleep(0.1)

    watcher = threading.Thread(target=watch)
    watcher.start()
    process.wait()
    done.set()
    watcher.join()
    return most


def tree(pid: int) -> list[int]:
    """A process and its children."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(each for child in children for each in tree(int(child)))]


def proportional(pid: int) -> float:
    """A process's share of memory, in MB (Linux)."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counts", default="1000,10000")
    parser.add_argument("--bytes", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--articlelint", default="articlelint")
    options = parser.parse_args()
    print(f"<!-- {platform.machine()}, Python {platform.python_version()} -->")
    print("| articles | MB | cold s | ms per article | peak MB | unchanged s | one changed file s |")
    print("|---|---|---|---|---|---|---|")
    for count in map(int, options.counts.split(",")):
        with tempfile.TemporaryDirectory() as place:
            print(measure(Path(place), count, options), flush=True)


def measure(folder: Path, count: int, options: argparse.Namespace) -> str:
    """One row of the table."""
    size = generate.write(folder, count, options.bytes)
    check = [options.articlelint, "check", "--output-format", "concise", "."]
    one = [*check[:-1], generate.path(count // 2)]
    cold = []
    for _ in range(options.rounds):
        shutil.rmtree(str(user_folders.cache_folder(folder)), ignore_errors=True)
        cold.append(run(check, folder).wall)
    shutil.rmtree(str(user_folders.cache_folder(folder)), ignore_errors=True)
    memory = peak(check, folder)
    run(check, folder)
    warm = [run(check, folder).wall for _ in range(options.rounds)]
    changed = []
    for number in range(options.rounds):
        with (folder / generate.path(count // 2)).open("a") as file:
            file.write(f"\nLine {number}.\n")
        changed.append(run(one, folder).wall)
    middle = statistics.median
    figures = (middle(cold), middle(cold) / count * 1000, memory, middle(warm), middle(changed))
    return f"| {count} | {size / 1e6:.0f} | " + " | ".join(f"{figure:.3f}" for figure in figures) + " |"


if __name__ == "__main__":
    main()
