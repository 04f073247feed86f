"""Puts into the wheel what a run would otherwise work out each time: the compiled rule pages and lists of phrases."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Compile(BuildHookInterface[Any]):
    """Runs when a wheel is built; an editable install reads the pages themselves."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        for name, data in _made(Path(self.root)).items():
            place = Path(self.directory) / Path(name).name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
            self._places = (*self._places, place)
            build_data["force_include"][str(place)] = name

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        for place in self._places:
            place.unlink(missing_ok=True)

    _places: tuple[Path, ...] = ()


def _made(root: Path) -> dict[str, bytes]:
    """What the wheel holds beside our sources, by its name in the wheel."""
    from articlelint.engine import catalogue
    from articlelint.phrases import precompiled

    phrases = [rule.options for rule in catalogue.load().values() if "Matches" in rule.declared.wants]
    return {
        f"articlelint/rules/{catalogue.COMPILED}": catalogue.compiled(root / "rules").encode(),
        f"articlelint/rules/{precompiled.SHIPPED}": precompiled.precompile(phrases).encode(),
    }
