"""`make fuzz`, or `python tests/fuzz/run.py [--seconds N] [TARGET ...]`: atheris throws mutated seeds at the targets, each for N seconds.

A finding is kept under `.fuzz/findings`, and printed with the call that shows it again: `python tests/fuzz/run.py TARGET FILE`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
WORK = ROOT / ".fuzz"
SLOWEST = 10  # seconds that one text of at most LONGEST bytes may take
LONGEST = 4096


def main(words: Sequence[str]) -> int:
    """Fuzzes the targets in turn; 1 when one of them broke."""
    sys.path[:0] = [str(ROOT), str(HERE)]
    if words[:1] == ["--child"]:
        return _child(words[1], words[2:])
    if len(words) == 2 and Path(words[1]).is_file():
        return _again(words[0], Path(words[1]))
    from targets import TARGETS

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="for each target (default: 60)")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    options = parser.parse_args(words)
    unknown = sorted(set(options.targets) - TARGETS.keys())
    if unknown:
        parser.error(f"no target is called {unknown[0]!r}; known are {', '.join(TARGETS)}")
    broken = [name for name in options.targets or TARGETS if not _fuzz(name, options.seconds)]
    return 1 if broken else 0


def _again(name: str, file: Path) -> int:
    """One target on one file, without the fuzzer."""
    from targets import TARGETS

    TARGETS[name](file.read_bytes())
    print(f"{name}: {file} breaks nothing")
    return 0


def _fuzz(name: str, seconds: int) -> bool:
    corpus, findings = WORK / "corpus" / name, WORK / "findings"
    corpus.mkdir(parents=True, exist_ok=True)
    findings.mkdir(parents=True, exist_ok=True)
    known = set(findings.iterdir())
    print(f"{name}: {seconds} s", flush=True)
    done = subprocess.run(
        [
            sys.executable, str(Path(__file__)), "--child", name, str(corpus), str(HERE / "seeds" / name),
            f"-artifact_prefix={findings}/{name}-", f"-max_total_time={seconds}", f"-timeout={SLOWEST}", f"-max_len={LONGEST}",
            f"-dict={HERE / 'words.dict'}", "-rss_limit_mb=2048", "-print_final_stats=1",
        ],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", check=False,
    )  # fmt: skip
    found = sorted(set(findings.iterdir()) - known)
    lines = done.stdout.splitlines()
    print("\n".join(line for line in lines if line.startswith("stat::number_of_executed_units")), flush=True)
    if done.returncode or found:
        print("\n".join(lines[-40:]))
    for file in found:
        print(f"\nto see it again:\n    {sys.executable} tests/fuzz/run.py {name} {file.relative_to(ROOT)}", flush=True)
    return done.returncode == 0 and not found


def _child(name: str, words: Sequence[str]) -> int:
    import atheris

    with atheris.instrument_imports(include=["articlelint"]):
        from targets import TARGETS
    atheris.Setup([sys.argv[0], *words], TARGETS[name])
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
