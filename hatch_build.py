"""Puts into the wheel what a run would otherwise work out each time: the compiled rule pages and regular expressions."""

from __future__ import annotations

import importlib
import pkgutil
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
    from articlelint import catalogue, constructors, regexes

    made = {f"articlelint/rules/{catalogue.COMPILED}": catalogue.compiled(root / "rules").encode()}
    try:
        from articlelint.phrases import known

        phrases = [rule.options for rule in catalogue.load().values() if "Matches" in rule.declared.wants]
        made[f"articlelint/rules/{known.SHIPPED}"] = known.compiled(phrases).encode()
        _use_every_pattern(phrases)
    except (
        ImportError
    ) as error:  # without build isolation our dependencies may be missing; then each run works these out
        print(f"articlelint: no compiled patterns in this wheel: {error}", file=sys.stderr)
        return made
    made[f"articlelint/{Path(constructors.SHIPPED).name}"] = constructors.learnt()
    return {**made, f"articlelint/{Path(regexes.SHIPPED).name}": regexes.learnt()}


def _use_every_pattern(phrases: list[Any]) -> None:
    import articlelint
    from articlelint.phrases import excuse

    for module in pkgutil.walk_packages(articlelint.__path__, "articlelint."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    articlelint.lint("# A\n\nText.\n", path="a.md")  # compiles what the rules' pages bring
    for options in phrases:
        excuse.compile_all(options)
