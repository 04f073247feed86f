"""Where the user's own folders are: what is kept there, no repository can supply. One sub-folder or file for each corpus."""

from __future__ import annotations

import os
import secrets
from hashlib import blake2b
from pathlib import Path

_APP = "articlelint"
_KEY_BYTES = 32


def cache_folder(root: Path) -> Path | None:
    """Where a corpus keeps its cache; None when the user has no folder for that."""
    import platformdirs

    base = platformdirs.user_cache_path(_APP, appauthor=False)
    return (
        base / _name_of(root) if base.is_absolute() else None
    )  # without a home, `~/.cache` would be a folder right here


def journal_file(root: Path) -> Path | None:
    """Where a renaming in a corpus is written down until it is done; None when the user has no folder for that."""
    import platformdirs

    base = platformdirs.user_state_path(_APP, appauthor=False)
    return base / "renamings" / f"{_name_of(root)}.sqlite" if base.is_absolute() else None


def key() -> bytes | None:
    """The user's own random key, made when it is first asked for; None when it cannot be kept."""
    import platformdirs

    folder = platformdirs.user_cache_path(_APP, appauthor=False)
    if not folder.is_absolute():
        return None
    place = folder / "key"
    try:
        found = _read(place)
        if len(found) == _KEY_BYTES:
            return found
        place.unlink(missing_ok=True)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        staged = folder / f"key.{secrets.token_hex(8)}"
        handle = os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(_KEY_BYTES))
        os.replace(staged, place)
        return _read(place)
    except OSError:
        return None


def _read(place: Path) -> bytes:
    return place.read_bytes() if place.is_file() else b""


def _name_of(root: Path) -> str:
    return blake2b(os.fsencode(os.path.realpath(root)), digest_size=16).hexdigest()
