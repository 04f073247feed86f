"""defaults < extended files < config file < environment < `--config 'key = value'`, as one frozen Settings."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from articlelint.config import environment, excerpts, layers, toml
from articlelint.config.layers import Layer
from articlelint.config.settings import DEFAULTS, Settings
from articlelint.disk import reading
from articlelint.errors import ConfigError

CONFIG_NAMES = ("articlelint.toml", ".articlelint.toml", "pyproject.toml")
_NAMING = ("extend", "titles", "baseline", "rule-folders")
_NO_LAYERS: Sequence[Layer] = ()


class Found(NamedTuple):
    """The root of the corpus, the config file that decides, if any, and whether there is a corpus at all.

    `origins` tells for each setting where its value came from.
    """

    root: Path
    config: Path | None
    settings: Settings
    lone: bool = False
    origins: Mapping[str, str] = {}


def find(
    start: Path,
    explicit: Path | None = None,
    *,
    isolated: bool = False,
    inline: Sequence[str] = (),
    environ: Mapping[str, str] = os.environ,
) -> Found:
    """Root and settings for a path: the nearest config file, else the git root, else the path itself.

    `inline` are TOML snippets that go on top (`--config 'key = value'`); `isolated` leaves config files out.
    """
    start = _start(start)
    folder = start if start.is_dir() else start.parent
    path = explicit or (None if isolated else _nearest(folder))
    within = None if explicit else folder if path is None else path.parent
    above = [
        *(_file_layers(path, within=within) if path else _NO_LAYERS),
        *environment.layers(environ),
        *map(_inline, inline),
    ]
    settings, origins = layers.build(above)
    root = _root(folder, path)
    return Found(root or folder, path, settings, root is None and start.is_file(), origins)


def _start(path: Path) -> Path:
    """Where the search begins: a link to an article belongs to the corpus that it stands in, if there is one."""
    if path.is_symlink() and path.is_file():
        here = path.parent.resolve()
        if _nearest(here) or _root(here, None):
            return here / path.name
    return path.resolve()


def _nearest(folder: Path) -> Path | None:
    for place in (folder, *folder.parents):
        for name in CONFIG_NAMES:
            if _is_readable(place / name) and read_table(place / name) is not None:
                return place / name
    return None


def _is_readable(path: Path) -> bool:
    """Whether a config file stands there. A pyproject.toml may be of other tools alone; all else that is none is an error."""
    if path.is_dir() or not path.exists():
        return False
    if path.parent not in path.resolve().parents:
        if path.name == "pyproject.toml":
            return False
        raise ConfigError(f"{_short(path)}: is a symbolic link that leads out of its folder; name it by `--config`")
    if path.is_file():
        return True
    raise ConfigError(f"{_short(path)}: is no regular file")


def _root(folder: Path, config: Path | None) -> Path | None:
    """The config file's folder, when the path lies below it (a file named by `--config` may stand anywhere), else the git root."""
    places = (folder, *folder.parents)
    if config is not None and (home := config.resolve().parent) in places:
        return home
    for place in places:
        if (place / ".git").exists():
            return place
    return None


def load(path: Path) -> Settings:
    """The settings of one config file. Raises ConfigError that names the file, the key and a near name."""
    return layers.build(_file_layers(path))[0]


def _file_layers(path: Path, seen: tuple[Path, ...] = (), *, within: Path | None = None) -> list[Layer]:
    """A file's table, above those of the files that it extends.

    A config that nobody named by `--config` came with the articles, perhaps from a stranger: it may name files `within` the corpus only.
    """
    table = read_table(path)
    if table is None:
        raise ConfigError(f"{_short(path)}: has no [tool.articlelint] table")
    text = _text(path)
    if within is not None:
        _require_within(within, path, table, text)
    given = dict(table)
    extended: list[Layer] = []
    named = given.pop("extend", ())
    for name in [named] if isinstance(named, str) else named:
        base = (path.parent / name).resolve()
        if base in seen or base == path.resolve():
            raise ConfigError(f"{_short(path)}: extend: {name} extends itself, by way of {path.name}")
        if not base.exists():
            raise ConfigError(f"{_short(path)}: extend: {_short(base)}: no such file")
        extended += _file_layers(base, (*seen, path.resolve()), within=within)
    return [*extended, Layer(_short(path), given, text)]


def _require_within(within: Path, path: Path, table: Mapping[str, Any], text: str) -> None:
    """Raises ConfigError for a key that names a file outside, by `..`, outright or by way of a symbolic link."""
    for key in _NAMING:
        given = table.get(key, table.get(key.replace("-", "_"), ()))
        for name in given if isinstance(given, list) else (given,):
            place = (path.parent if key == "extend" else within) / name if isinstance(name, str) else within
            if within not in (place.resolve(), *place.resolve().parents):
                told = f"{key}: {name} leads out of the corpus {within}; a config may name such a file only if `--config` names the config"
                raise ConfigError(excerpts.pointed(_short(path), excerpts.of_key(text, key), told))


def _short(path: Path) -> str:
    """The path from where the user stands, when that is shorter."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


def _inline(snippet: str) -> Layer:
    where = f"--config {snippet!r}"
    try:
        return Layer(where, _parsed(snippet))
    except ValueError as error:
        raise ConfigError(f"{where}: is neither a file nor TOML, such as 'language = \"de\"': {error}") from error


def read_table(path: Path) -> Mapping[str, Any] | None:
    """The articlelint table of a TOML file; None when a pyproject.toml has none."""
    text = ""
    try:
        text = _text(path)
        data = {} if says_nothing(text) else _parsed(text)
    except OSError as error:
        raise ConfigError(f"{_short(path)}: cannot be read: {error.strerror}") from error
    except ValueError as error:  # of TOML, or of its encoding
        place, said = excerpts.of_toml_error(text, str(error))
        raise ConfigError(excerpts.pointed(_short(path), place, f"does not parse as TOML: {said}")) from error
    if path.name == "pyproject.toml":
        table: Mapping[str, Any] | None = data.get("tool", {}).get("articlelint")
        return table
    return data


def _text(path: Path) -> str:
    return reading.read_text(path, "utf-8-sig")


def says_nothing(text: str) -> bool:
    """Whether a file of TOML holds comments alone, as one may that only marks the root of a corpus: its parser is slow to import."""
    lines = (line.removesuffix("\r") for line in text.split("\n"))
    return all(line.isprintable() and line.lstrip(" ")[:1] in ("", "#") for line in lines)


def _parsed(text: str) -> dict[str, Any]:
    data = toml.loads(text)
    if any("\0" in word for word in _words(data)):
        raise ValueError("the character U+0000 is in a string, and no name or text may hold it")
    return data


def _words(data: Any) -> Iterator[str]:
    """All strings in parsed TOML, keys among them."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for each in data.items():
            yield from _words(each)
    elif isinstance(data, list | tuple):
        for each in data:
            yield from _words(each)


def from_table(table: Mapping[str, Any], where: Path | str) -> Settings:
    """Settings from a TOML table, on top of the defaults."""
    return layers.build([Layer(str(where), table)])[0] if table else DEFAULTS


def split(given: Iterable[str]) -> tuple[Path | None, list[str]]:
    """The values of `--config`: the last file named, and the TOML snippets."""
    path: Path | None = None
    inline: list[str] = []
    for value in given:
        if "=" in value and not os.path.isfile(value):  # which takes any text for a path
            inline.append(value)
        else:
            path = Path(value)
    return path, inline
