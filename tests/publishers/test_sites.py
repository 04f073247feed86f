"""Site generators: link by link, we blame what is dead on the site that the real tool builds, and nothing else.

The verdicts of the real tools are kept beside the sites; the slow test builds the sites again and demands the same ones.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.publishers import builders, judging

SITES = sorted(path.stem for path in (judging.HERE / "verdicts").glob("*.json"))

# What is dead and we do not say so.
MISSED = {
    "material": {
        "k11",  # the page puts in a snippet, whose headings it has
        "k18",  # in a tab, which our parser takes for indented code
    },
}


@pytest.mark.parametrize("name", SITES)
def test_we_blame_what_is_dead_on_the_site_and_nothing_else(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    works = judging.verdicts(name)
    root = judging.write(name, tmp_path)
    assert sorted(works) == judging.names(name)
    told = judging.ours(root, capsys)
    assert {each: told[each] for each in sorted(told) if works[each]} == {}, "these work"
    silent = {each for each in works if not works[each] and each not in told}
    assert silent == MISSED.get(name, set()), "these are dead"


@pytest.mark.slow
@pytest.mark.parametrize("name", SITES)
def test_the_real_tool_still_judges_so(name: str, tmp_path: Path) -> None:
    root = judging.write(name, tmp_path / "source")
    out, base = builders.BUILDS[name](root, tmp_path / "out")
    now = judging.judged(name, judging.served(out, base))
    if os.environ.get("PUBLISHERS_WRITE"):
        judging.keep(name, now)
    assert now == judging.verdicts(name)
