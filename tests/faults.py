"""Is anything lost when the command is killed, or the disk is full? `python tests/faults.py [TIMES] [ARTICLES]` counts it.

Real processes over a corpus made for the purpose, killed at random points: `--fix`, `mv`, `--write-baseline`, and runs that write the cache.
Each file must hold its old text or its new one, and what is left over must be gone after the next run. As root on Linux, a full disk too.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

Tree = dict[str, bytes]
COMMAND = (sys.executable, "-m", "articlelint")
FIX, MV, BASELINE = ("check", "--fix", "."), ("mv", "lamp.md", "torch.md"), ("check", "--write-baseline", ".")
JSON = ("check", ".", "--output-format", "json")


class Site:
    """A corpus, the folders of a user, and the command that runs there."""

    def __init__(self, folder: Path, articles: int) -> None:
        self.source, self.work, self.user = folder / "source", folder / "work", folder / "user"
        self._environ = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
        self._environ.update(
            {f"XDG_{kind}_HOME": str(self.user / kind.lower()) for kind in ("CONFIG", "CACHE", "STATE")}
        )
        self.source.mkdir()
        (self.source / "articlelint.toml").touch()
        (self.source / "lamp.md").write_text("# Long Lamp\n\nA lamp is a light.\n", encoding="utf-8")
        for number in range(articles):
            text = f"# Article {number}\n\nIt tells of the the [[Long Lamp]], of a [lamp](lamp.md), of [[Nowhere {number}]].\n"
            (self.source / f"a{number:03}.md").write_text(text + "\nMore of it.\n" * 40, encoding="utf-8")

    def fresh(self, source: Path | None = None) -> None:
        """The corpus as it was, and a user who has run nothing yet."""
        for place in (self.work, self.user):
            shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(source or self.source, self.work)

    def run(self, words: tuple[str, ...], seconds: float | None = None) -> tuple[int, bytes, bytes]:
        """Runs the command, and kills it and its workers after some seconds."""
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        with subprocess.Popen(
            (*COMMAND, *words), cwd=self.work, env=self._environ, start_new_session=True, **pipes
        ) as process:
            try:
                out, err = process.communicate(timeout=seconds)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                out, err = process.communicate()
        return process.returncode, out, err

    def kept(self, words: tuple[str, ...]) -> tuple[float, Tree]:
        """How long the command takes, and what it makes of the corpus."""
        self.fresh()
        began = time.monotonic()
        self.run(words)
        return time.monotonic() - began, self.tree()

    def tree(self) -> Tree:
        """Every file of the corpus."""
        return {
            path.relative_to(self.work).as_posix(): path.read_bytes() for path in self.work.rglob("*") if path.is_file()
        }


def torn(before: Tree, now: Tree, after: Tree) -> int:
    """How many files hold neither their old text nor their new one, or are gone."""
    return sum(now.get(path) not in (before[path], after.get(path)) for path in before)


def fix(site: Site, times: int, chance: random.Random) -> Counter[str]:
    """Kills `--fix`; then it is called again."""
    seconds, after = site.kept(FIX)
    site.fresh()
    before, found = site.tree(), Counter[str]()
    for _ in range(times):
        site.fresh()
        found["killed"] += site.run(FIX, seconds * chance.uniform(0.5, 1.0))[0] < 0
        found["torn"] += torn(before, site.tree(), after)
        site.run(FIX)
        found["unfinished"] += site.tree() != after
    return found


def mv(site: Site, times: int, chance: random.Random) -> Counter[str]:
    """Kills `mv`; then it is called again, and half of the time killed in its recovery too."""
    seconds, after = site.kept(MV)
    site.fresh()
    before, found = site.tree(), Counter[str]()
    for _ in range(times):
        site.fresh()
        found["killed"] += site.run(MV, seconds * chance.uniform(0.5, 1.0))[0] < 0
        now = site.tree()
        found["torn"] += torn({path: data for path, data in before.items() if path != "lamp.md"}, now, after)
        found["torn"] += "lamp.md" not in now and "torch.md" not in now
        if now not in (before, after):
            found["half"] += 1
            found["not told"] += b"was interrupted" not in site.run(JSON)[2]
            if chance.random() < 0.5:
                site.run(MV, seconds * chance.uniform(0.3, 0.8))
        if now != after:
            site.run(MV)
        found["unfinished"] += site.tree() != after
    return found


def baseline(site: Site, times: int, chance: random.Random) -> Counter[str]:
    """Kills `--write-baseline` over an older baseline."""
    site.fresh()
    site.run(BASELINE)
    (site.work / "new.md").write_text("# New\n\nThe the new. [[Nowhere]].\n", encoding="utf-8")
    start = site.source.with_name("start")
    shutil.copytree(site.work, start)
    before = site.tree()
    began = time.monotonic()
    site.run(BASELINE)
    seconds, after, found = time.monotonic() - began, site.tree(), Counter[str]()
    for _ in range(times):
        site.fresh(start)
        found["killed"] += site.run(BASELINE, seconds * chance.uniform(0.5, 1.0))[0] < 0
        found["torn"] += torn(before, site.tree(), after)
        site.run(BASELINE)
        found["left over"] += site.tree() != after
    return found


def cache(site: Site, times: int, chance: random.Random) -> Counter[str]:
    """Kills runs that write the cache, and flips bits in it; the findings must be those of a run without."""
    seconds, _ = site.kept(JSON)
    wanted, found = site.run((*JSON, "--no-cache"))[1], Counter[str]()
    for number in range(times):
        if number % 5 == 0:
            site.fresh()
        os.utime(site.work / f"a{chance.randrange(10):03}.md")
        found["killed"] += site.run(JSON, seconds * chance.uniform(0.1, 1.0))[0] < 0
        found["wrong"] += site.run(JSON)[1] != wanted
        for place in (path for path in (site.user / "cache").rglob("*") if path.is_file() and path.stat().st_size):
            data = bytearray(place.read_bytes())
            for _ in range(chance.choice((1, 5, 50))):
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            place.write_bytes(data)
        found["damaged"] += 1
        found["wrong after damage"] += site.run(JSON)[1] != wanted
    return found


def full_disk(site: Site, times: int, chance: random.Random) -> Counter[str]:
    """Writes on a disk that has room for a part of it."""
    found = Counter[str]()
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not sys.platform.startswith("linux"):
        return found
    for number in range(times):
        words = (FIX, MV, BASELINE)[number % 3]
        _, after = site.kept(words)
        site.fresh()
        shutil.rmtree(site.work)
        site.work.mkdir()
        subprocess.run(("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(site.work)), check=True)
        try:
            shutil.copytree(site.source, site.work, dirs_exist_ok=True)
            if words == BASELINE:
                (site.work / "articlelint-baseline.json").write_text(
                    '{"version": 1, "findings": []}\n', encoding="utf-8"
                )
            before = site.tree()
            filler = site.work / "filler"
            with filler.open("wb", buffering=0) as file:
                while _grows(file, 4096):
                    pass
                file.truncate(max(0, file.tell() - 4096 * chance.randrange(1, 60)))
            status, _, err = site.run(words)
            filler.unlink()
            now = site.tree()
            found["failed"] += status == 2
            found["traceback"] += b"Traceback" in err
            found["torn"] += torn({path: data for path, data in before.items() if path != "lamp.md"}, now, after)
            found["half"] += words == MV and now not in (before, after)
            found["left over"] += sum(path not in before and path not in after for path in now)
        finally:
            subprocess.run(("umount", str(site.work)), check=True)
    return found


def _grows(file: object, size: int) -> bool:
    try:
        file.write(bytes(size))
    except OSError:
        return False
    return True


HARMLESS = {"killed", "half", "damaged", "failed"}
KINDS: tuple[Callable[[Site, int, random.Random], Counter[str]], ...] = (fix, mv, baseline, cache, full_disk)

if __name__ == "__main__":
    times, articles = (
        (int(word) for word in (*sys.argv[1:], "20", "60")[:2]) if len(sys.argv) < 3 else map(int, sys.argv[1:3])
    )
    lost = 0
    for kind in KINDS:
        with tempfile.TemporaryDirectory(prefix="articlelint-") as passing:
            counts = kind(Site(Path(passing), articles), times, random.Random(times))
        lost += sum(number for name, number in counts.items() if name not in HARMLESS)
        print(f"{kind.__name__}: {json.dumps(counts)}", flush=True)
    print(f"{lost} faults")
    sys.exit(bool(lost))
