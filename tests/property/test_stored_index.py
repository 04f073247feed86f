"""The law of the cache: whatever happened to the files, a run with it says what a run without it says, and so does the index that it keeps."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from articlelint.cache.records import Cache
from articlelint.config.loading import Found
from articlelint.config.settings import Settings
from articlelint.corpus.index import Index
from articlelint.engine.plans import Plans
from articlelint.files import discovery
from articlelint.run import collect, resolve
from articlelint.run.article import Texts
from articlelint.run.pipeline import check_paths
from articlelint.run.stored_titles import index_of
from articlelint.text.names import normal

NAMES = [
    "Lyon",
    "lyon",
    "Lyons",
    "Paris, Treaty of",
    "Treaty of Paris",
    "Mercury (planet)",
    "Mercury",
    "Emma: a novel",
    "Emma",
    "Æther",
    "Aether",
    "C++",
]
PLACES = [
    "lyon.md",
    "sub/lyon.md",
    "sub/index.md",
    "README.md",
    "sub/deep/emma.md",
    "mercury.md",
    "new notes.md",
    "old.wiki",
]


def article(chosen: random.Random) -> str:
    """A small article with names, aliases, headings and references of all kinds."""
    name, other, third = (chosen.choice(NAMES) for _ in range(3))
    front = f"---\naliases: [{third}, /route/{third}]\n---\n\n" if chosen.random() < 0.3 else ""
    place = chosen.choice(PLACES).replace(" ", "%20")
    image = f"![x](images/{chosen.randint(0, 9)}.png) " * chosen.choice([0, 0, 30])
    return (
        f"{front}# {name}\n\n**{third}** is a place. See {other} and {third}. [[{other}]] [x]({place}#history) [y](/{place}) {image}\n\n"
        f"## {chosen.choice(['History', 'Geography'])}\n\nText.\n\n## See also\n\n- [[{third}]]\n- {other}\n"
    )


def change(root: Path, chosen: random.Random) -> None:
    """An edit, an addition, a deletion or a renaming."""
    files = sorted(path for path in root.rglob("*.md"))
    what = chosen.choice(["edit", "add", "append", "delete", "rename", "asset"]) if files else "add"
    some = chosen.choice(files) if files else root
    new = root / chosen.choice(PLACES)
    new.parent.mkdir(parents=True, exist_ok=True)
    if what in ("edit", "append"):
        some.write_text(article(chosen) if what == "edit" else some.read_text() + "\nOne more line.\n")
    elif what == "add" and new.suffix == ".wiki":
        new.write_text(f"#REDIRECT [[{chosen.choice(NAMES)}#History]]\n")
    elif what == "add":
        new.write_text(article(chosen))
    elif what == "delete":
        some.unlink()
    elif what == "rename":
        some.rename(new)
    else:
        (root / "images").mkdir(exist_ok=True)
        (root / "images" / f"{chosen.randint(0, 9)}.png").touch()


@pytest.fixture(params=range(8))
def histories(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Path, random.Random]]:
    root = tmp_path / "corpus"
    root.mkdir()
    chosen = random.Random(request.param)
    for _ in range(4):
        change(root, chosen)
    return iter([(root, chosen)])


def test_a_run_with_a_cache_says_what_one_without_it_says(histories: Iterator[tuple[Path, random.Random]]) -> None:
    root, chosen = next(histories)
    more = chosen.choice([(), ("references",)])  # the second asks who refers to whom
    found = Found(root, None, Settings(severity="info", extend_select=more))
    cache = root.parent / "cache"
    for step in range(12):
        change(root, chosen)
        files = sorted(root.rglob("*.md"))
        paths = [chosen.choice(files)] if files and step % 2 else [root]
        assert check_paths(paths, found, cache_folder=cache, jobs=1) == check_paths(paths, found, jobs=1)
    copy = shutil.copytree(root, root.parent / "clone")  # other times, the same contents
    found = found._replace(root=copy)
    assert check_paths([copy], found, cache_folder=cache) == check_paths([copy], found)


def test_the_stored_index_answers_as_a_fresh_one(histories: Iterator[tuple[Path, random.Random]]) -> None:
    root, chosen = next(histories)
    settings = Settings()
    plans = Plans(settings, root)
    for outside in ((), ("Lyon", "Atlas")):
        for _ in range(8):
            change(root, chosen)
            tree = discovery.walk(root, settings, with_stats=True)
            cache = Cache(root.parent / "cache", "x")
            known = collect.collect(tree.articles, tree, plans, cache, 1, Texts(root), b"")
            assert known.is_kept
            articles = resolve.Articles(known, references=False)
            asked = dict(resolve.Articles(known, references=False))
            fresh = resolve.build_index(articles, tree.files, outside, settings)
            assert dict(fresh.articles) == asked  # from the texts that are held as from the store
            assert_equal(index_of(articles, cache, tree.files, outside, settings), fresh)
            cache.close()


def assert_equal(stored: Index, fresh: Index) -> None:
    for name in (
        *NAMES,
        *map(str.upper, NAMES),
        "Treaty",
        "Mercurie",
        "Emmas",
        "Planet",
        "",
        "Nobody",
        *(p[:-3] for p in PLACES),
    ):
        assert stored.lookup(name) == fresh.lookup(name)
        assert stored.suggest(name) == fresh.suggest(name)
        assert stored.resembles(name) == fresh.resembles(name)
        assert stored.titles.claimants(normal(name)) == fresh.titles.claimants(normal(name))
    assert stored.titles.every == fresh.titles.every
    for path in fresh.articles:
        assert stored.is_redirect(path) == fresh.is_redirect(path) == (fresh.articles[path].redirect is not None)
    assert (stored.routes, stored.assets, stored.lone) == (fresh.routes, fresh.assets, fresh.lone)
    assert stored.absent_folders == fresh.absent_folders
