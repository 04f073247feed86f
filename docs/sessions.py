"""What mkdocstrings shows of our docstrings: sessions (`>>>`) stand in fences, or Markdown would take them for quotations."""

from __future__ import annotations

import re
from typing import Any

from griffe import Extension, Object

_SESSION = re.compile(r"^>>> .*(?:\n(?!\n).*)*", re.MULTILINE)


class Sessions(Extension):
    """Fences every session of every docstring."""

    def on_object(self, *, obj: Object, **_: Any) -> None:
        """Called for each module, class, function and attribute."""
        if obj.docstring is not None:
            obj.docstring.value = _SESSION.sub(lambda session: f"```pycon\n{session[0]}\n```", obj.docstring.value)
