"""Few names are searched for, many are looked up: the answers are the same."""

from hypothesis import given
from hypothesis import strategies as st

from articlelint.corpus.files import ARTICLE_SUFFIXES, FileMap

NAMES = st.text("aB.-/\né", min_size=1, max_size=4)
PATHS = st.builds(
    lambda folders, name, suffix: "/".join((*folders, name)) + suffix,
    st.lists(st.sampled_from(["a", "B", "a.md", ".a"]), max_size=2),
    st.text("aB.-", min_size=1, max_size=3),
    st.sampled_from(["", ".md", ".MD", ".txt", ".png", *ARTICLE_SUFFIXES]),
)


@given(st.lists(PATHS, unique=True, max_size=12), st.one_of(NAMES, PATHS))
def test_named(paths, name):
    searched, looked_up = FileMap(paths, ()), FileMap(paths, ())
    looked_up._asked = 1000
    assert searched.named(name) == looked_up.named(name)
    for path in paths:
        base = path.rpartition("/")[2]
        assert searched.named(base) == looked_up.named(base)
