"""Writes several files as one: either all of them hold their new contents, or none does."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from articlelint.errors import UsageError


def write_all(contents: Mapping[Path, bytes], moved: tuple[Path, Path] | None = None) -> None:
    """Puts contents in the place of files, and moves one file. Raises UsageError, with everything as it was, when that fails."""
    done: list[tuple[Path, Path]] = []
    staged: dict[Path, Path] = {}
    try:
        for place, data in contents.items():
            staged[place] = place.with_name(f".{place.name}.articlelint-new")
            staged[place].write_bytes(data)
            shutil.copymode(place, staged[place])
        for place, new in staged.items():
            kept = place.with_name(f".{place.name}.articlelint-old")
            shutil.copy2(place, kept)
            done.append((place, kept))
            os.replace(new, place)
        if moved is not None:
            os.makedirs(moved[1].parent, exist_ok=True)
            os.rename(*moved)
    except OSError as error:
        for place, kept in done:
            os.replace(kept, place)
        raise UsageError(f"{error.filename}: cannot be written: {error.strerror}; nothing was changed") from error
    finally:
        for new in staged.values():
            new.unlink(missing_ok=True)
        for _, kept in done:
            kept.unlink(missing_ok=True)
