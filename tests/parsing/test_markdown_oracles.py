"""Our own Markdown, read as mistune and pulldown-cmark read it; `python -m tests.equality FOLDER` does the same for any folder."""

from pathlib import Path

import pytest

from articlelint.text.source import decode
from tests.equality import compare, differs_on_purpose

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("rules/*/*.md"), *ROOT.glob("examples/**/*.md"), *ROOT.glob("docs/**/*.md")]
)

SAMPLE = """\
Lead with `code [no](no.md)` and [a *b*](c.md "t"), <http://d.org>, ![e](f.png).
> Quote [g][h]
lazy, and
> - item
>   [i](<j k.md>)

1. one
   * two

     three
   * ~~~
     # no
     ~~~
2. four

   | a | b |
   |---|---|
   | `c\\|d` | [e](f\\)g.md) |

Setext *one*
---

<div>
[not](a.md)
</div>

***
    code

- \\[x](y) [[1]](z.md) [m [n](o.md) p](q.md)
[h]: r.md
+ [s](t_(u).md)
"""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_our_pages_are_read_alike(page: Path) -> None:
    _read_alike(page.read_bytes())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_sample_of_constructs_is_read_alike(end: str) -> None:
    _read_alike(SAMPLE.replace("\n", end).encode())


def _read_alike(data: bytes) -> None:
    source = decode(data)
    differences = {what: difference for what, difference in compare(source) if difference}
    if not differs_on_purpose(source.text):
        assert differences == {}
