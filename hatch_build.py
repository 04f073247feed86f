"""Puts the compiled rule pages into the wheel, beside the pages."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileRules(BuildHookInterface[Any]):
    """Runs when a wheel is built; an editable install reads the pages themselves."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from articlelint.catalogue import COMPILED, compiled

        place = Path(self.directory) / COMPILED
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(compiled(Path(self.root) / "rules"), encoding="utf-8")
        build_data["force_include"][str(place)] = f"articlelint/rules/{COMPILED}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version == "editable":
            return
        from articlelint.catalogue import COMPILED

        (Path(self.directory) / COMPILED).unlink(missing_ok=True)
