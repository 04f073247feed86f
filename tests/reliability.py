"""Writes docs/reliability.md from runs on the present code: `make reliability`, or `python tests/reliability.py [KILLS] [TEXT_BYTES]`."""

from __future__ import annotations

import argparse
import json
import math
import platform
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
PAGE = ROOT / "docs" / "reliability.md"
sys.path[:0] = [str(HERE), str(ROOT)]


def _commit() -> str:
    called = subprocess.run(
        ("git", "rev-parse", "--short", "HEAD"), cwd=ROOT, capture_output=True, text=True, check=False
    )
    return called.stdout.strip() or "unknown"


def _run_faults(kills: int) -> str:
    return subprocess.run(
        (sys.executable, str(HERE / "faults.py"), str(kills), "20"),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout


def _faults(text: str) -> dict[str, dict[str, int]]:
    """What `faults.py` counts, by kind."""
    lines = (line.partition(": ") for line in text.splitlines() if ": {" in line)
    return {kind: json.loads(counts) for kind, _, counts in lines}


def _slowest(size: int) -> list[tuple[float, float, str]]:
    """Seconds for a megabyte and the exponent of growth of each hostile kind of text, the slowest first."""
    import test_growth

    from articlelint.config import settings
    from articlelint.run import pipeline
    from articlelint.text.source import Source

    everything = settings.Settings(select=("all",), severity="info")
    rows = []
    for kind, (suffix, text) in test_growth._KINDS.items():
        seconds = []
        for each in (size // 4, size):
            source = Source(text(each), f"a.{suffix}")
            began = time.process_time()
            pipeline.check_text(source, everything)
            seconds.append(time.process_time() - began)
        rows.append((seconds[1] / size * 1e6, math.log(seconds[1] / seconds[0], 4), kind))
    return sorted(rows, reverse=True)


def _expressions() -> tuple[int, int]:
    """How many regular expressions were tried, and how many of them grow faster than their text."""
    called = subprocess.run(
        (sys.executable, str(HERE / "pattern_growth.py")), capture_output=True, text=True, check=False
    )
    return int(called.stderr.split()[0]), len(called.stdout.splitlines())


def _rows(size: int, faults: dict[str, dict[str, int]]) -> list[str]:
    """The table's rows."""
    kinds, (tried, slow) = _slowest(size), _expressions()
    harmless = ("killed", "half", "damaged", "failed")
    lost = sum(count for counts in faults.values() for name, count in counts.items() if name not in harmless)
    killed = sum(counts.get("killed", 0) for counts in faults.values())
    steepest = max(exponent for _, exponent, _ in kinds)
    return [
        f"| kinds of hostile text, of {size:,} bytes, with every rule | {len(kinds)} |",
        f"| the slowest of them in seconds of processor time for a megabyte ({kinds[0][2]}) | {kinds[0][0]:.1f} |",
        f"| the steepest growth, as the exponent of the size | {steepest:.2f} |",
        f"| regular expressions tried with texts made to hurt them | {tried} |",
        f"| of these, grow faster than their text | {slow} |",
        f"| processes killed while they fixed, renamed, wrote a baseline or the cache | {killed} |",
        f"| renamings found half done, reported, and finished or undone by the next call | {faults['mv']['half']} |",
        f"| caches damaged | {faults['cache']['damaged']} |",
        *[f"| writes refused by a full disk | {faults[kind]['failed']} |" for kind in ("full_disk",) if kind in faults],
        f"| files torn, left over or lost, findings changed, failures not reported | {lost} |",
    ]


def main() -> None:
    """Runs everything, and writes the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=125, help="for each of the four kinds (default: 125)")
    parser.add_argument("--bytes", type=int, default=200_000, help="of each hostile text (default: 200,000)")
    parser.add_argument(
        "--faults", nargs=2, metavar=("FILE", "COMMIT"), help="what `faults.py` has printed at a commit"
    )
    options = parser.parse_args()
    commit = _commit()
    text = Path(options.faults[0]).read_text(encoding="utf-8") if options.faults else _run_faults(options.kills)
    faults_at = options.faults[1] if options.faults else commit
    where = f"{platform.system()}, Python {platform.python_version()}"
    said = f"Measured on {datetime.now(UTC):%Y-%m-%d} at commit {commit}, the faults at {faults_at}; {where}."
    head = [
        "# Reliability",
        "",
        said,
        "`make reliability` measures it anew.",
        "",
        "| what | number |",
        "| --- | ---: |",
    ]
    PAGE.write_text("\n".join([*head, *_rows(options.bytes, _faults(text)), ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
