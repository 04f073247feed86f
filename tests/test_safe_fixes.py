"""Fixing mends what was told and nothing else, on the articles that we ship."""

from pathlib import Path

import pytest
from safe_fixes import faults, files_in

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.mark.parametrize("path", sorted(files_in(EXAMPLES)), ids=lambda path: path.name)
def test_a_fix_is_safe(path: Path) -> None:
    assert list(faults(path)) == []
