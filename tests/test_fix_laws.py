"""The laws of fixing, over the corpus that we ship."""

from pathlib import Path

import pytest
from fix_laws import broken

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.mark.parametrize("unsafe", [False, True])
def test_fixing_the_examples_breaks_no_law(unsafe: bool) -> None:
    assert list(broken(EXAMPLES, unsafe=unsafe)) == []
