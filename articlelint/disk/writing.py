"""The one door through which files are written: whole or not at all, and never through a link that leaves the corpus.

Whoever lints a stranger's repository must be able to trust that nothing outside of it changes. A repository may hold symbolic links under
any name, so no name is taken on trust: temporary files are made exclusively, and what a link leads to is found out before it is written.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from articlelint.errors import ArticlelintError

_DEVICES = ("/dev/", "/proc/")
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


class NotWrittenError(ArticlelintError):
    """A file could not be written; it is as it was."""


def write(
    place: Path, data: bytes, root: Path | None, expected: bytes | None = None, *, durable: bool = True, name: str = ""
) -> tuple[str, ...]:
    """Puts `data` into a file, in the place of `expected` if that is given; what could not be kept of the old file, in sentences.

    `name` is that of the temporary file. What may be lost in a power cut need not be `durable`. Raises NotWrittenError when the file holds something else by now, when a link leads it out of `root`, or when the system refuses.
    """
    try:
        target = target_of(place, root)
        if target.exists() and not target.is_file():
            raise NotWrittenError(f"{place}: is no regular file; it is left alone")
        if expected is not None and target.read_bytes() != expected:
            raise NotWrittenError(f"{place}: was changed by another program meanwhile; it is left alone, run again")
        lost = _put(target, (data,), name or temporary_name(), durable=durable)
    except OSError as error:
        raise NotWrittenError(f"{place}: cannot be written: {error.strerror or error}") from error
    return tuple(f"{place}: {each}" for each in lost)


def write_output(place: Path, pieces: Iterable[str], root: Path | None) -> None:
    """Puts a text into the file that the user named on the command line, which may be a device, a pipe or a descriptor (`/dev/stdout`).

    Raises NotWrittenError as `write` does.
    """
    data = (piece.encode("utf-8", "backslashreplace") for piece in pieces)
    try:
        target = place if _is_device(place) else target_of(place, root)
        if _is_device(target) or (target.exists() and not target.is_file()):
            with open(target, "wb") as file:
                file.writelines(data)
            return
        _put(target, data, temporary_name())
    except OSError as error:
        raise NotWrittenError(f"{place}: cannot be written: {error.strerror or error}") from error


def _put(target: Path, pieces: Iterable[bytes], name: str, *, durable: bool = True) -> list[str]:
    target.parent.mkdir(parents=True, exist_ok=True)
    staged = target.parent / name
    try:
        lost = stage(staged, pieces, target, durable=durable)
        os.replace(staged, target)
    except BaseException:
        discard(staged)
        raise
    if durable:
        sync_folder(target.parent)
    return lost


def target_of(place: Path, root: Path | None = None) -> Path:
    """The file that is to be written for `place`: itself, or what links lead to.

    Raises NotWrittenError for a path that enters the root, or the repository that it stands in by its name, and leaves that by a link. A
    path that never was in it is the user's own word.
    """
    target = Path(os.path.realpath(place))
    if target.is_symlink():  # realpath gives up on links that go round in a circle
        raise NotWrittenError(f"{place}: is a symbolic link that leads nowhere; it is left alone")
    folders = Path(os.path.abspath(place)).parents
    for home in (_repository(folders), *([Path(os.path.realpath(root))] if root else [])):
        if not target.is_relative_to(home) and any(
            Path(os.path.realpath(each)).is_relative_to(home) for each in folders
        ):
            raise NotWrittenError(f"{place}: a symbolic link leads out of {home}; nothing is written there")
    return target


def _repository(folders: Sequence[Path]) -> Path:
    """The nearest of these folders that is a git repository and no link to one; without any, the folder that one stands in."""
    for each in folders:
        if (each / ".git").exists() and os.path.realpath(each) == str(each):
            return each
    return Path.cwd()


def temporary_name() -> str:
    """A name that nobody can have foreseen, for a file that stands beside another until it takes its place."""
    return f".articlelint-{secrets.token_hex(8)}.tmp"


def stage(staged: Path, pieces: Iterable[bytes], target: Path, *, durable: bool = True) -> list[str]:
    """Writes a new file that is to take the place of `target`, down to the disk; what of the old one it could not take over.

    It has the old one's owner, mode, extended attributes. Raises OSError; the new file may stand there then.
    """
    try:
        before = target.stat()
    except FileNotFoundError:
        before = None
    # A rename asks the folder alone; a file that may not be written is meant to stay.
    if before is not None and not os.access(target, os.W_OK):
        raise PermissionError(13, "Permission denied")
    handle = os.open(staged, _CREATE, 0o600 if before else 0o666)
    with os.fdopen(handle, "wb") as file:
        file.writelines(pieces)
        file.flush()
        if durable:
            os.fsync(file.fileno())
    return _take_over(staged, target, before) if before else []


def _take_over(staged: Path, target: Path, before: os.stat_result) -> list[str]:
    lost = []
    if before.st_nlink > 1:
        lost.append("had further hard links, which keep the old text")
    mine = staged.stat()
    if hasattr(os, "chown") and (mine.st_uid, mine.st_gid) != (before.st_uid, before.st_gid):
        try:
            os.chown(staged, before.st_uid, before.st_gid)
        except PermissionError:
            lost.append("belonged to another user or group, which only an administrator can set again")
            with suppress(PermissionError):
                os.chown(staged, -1, before.st_gid)
    shutil.copystat(target, staged)  # mode and extended attributes, after chown, which takes bits of the mode away
    os.utime(staged)
    return lost


def discard(staged: Path) -> None:
    """Removes a file that was to take another's place and will not."""
    with suppress(OSError):
        os.unlink(staged)


def sync_folder(folder: Path) -> None:
    """Brings the names of a folder to the disk, where the system can do that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _is_device(place: Path) -> bool:
    """Whether this names a device or an open descriptor: `/dev/stdout` may be a file by now, which must not be replaced under its writer."""
    return os.path.abspath(place).startswith(_DEVICES)
