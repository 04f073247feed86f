"""`articlelint mv`: rename an article and rewrite what refers to it."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from articlelint.cli import console, flags
from articlelint.cli.parser import Commands
from articlelint.text.escapes import visible

if TYPE_CHECKING:
    from articlelint.refactor.rename import Renaming

_DESCRIPTION = """\
Rename an article, by path or title, and rewrite whatever refers to it: wiki links, Markdown links, "See X", redirects. Labels stay.

File and title follow each other as they did before: `mv rivers.md streams.md` makes the title "Streams" if it was "Rivers", and
`mv Rivers Streams` makes the file `streams.md`. Nothing is overwritten, and either everything is changed or nothing.

When it is interrupted half way, by a kill or a power cut, `check` tells so, and the next `mv` in this corpus finishes it, or undoes it if
no file was changed yet. What somebody has changed since is left alone.
"""
_EPILOG = """\
exit status:
  0  done
  2  bad usage, bad config, an unreadable path, an internal error

examples:
  articlelint mv articles/rivers.md articles/streams.md  the file, and the title with it
  articlelint mv "Long Lamp" "The Long Lamp"             the title, and the file with it
  articlelint mv --dry-run Rivers Streams                what would change, as a diff
"""


def add(commands: Commands) -> None:
    """Declares the command's options."""
    parser = commands.add_parser(
        "mv", help="rename an article and rewrite what refers to it", description=_DESCRIPTION, epilog=_EPILOG
    )
    parser.set_defaults(run=_run)
    parser.add_argument("old", metavar="OLD", help="the article's path or title")
    parser.add_argument("new", metavar="NEW", help="its new path or title")
    parser.add_argument("--dry-run", "-n", action="store_true", help="only show what would change, as a diff")
    flags.add_config(parser)


def _run(options: argparse.Namespace) -> int:
    from articlelint.cli import patch
    from articlelint.disk import journal
    from articlelint.model.diagnostics import counted
    from articlelint.refactor import rename
    from articlelint.run import pipeline

    start = Path(options.old) if Path(options.old).exists() else Path()
    found = flags.found(options, start)
    if found.lone and found.root.is_relative_to(
        Path.cwd()
    ):  # neither config nor git: all that one stands in may refer to it
        found = flags.found(options, Path())
    if not options.dry_run and _has_recovered(found.root, options):
        return 0
    plan = rename.plan(options.old, options.new, found, pipeline.load_index(found))
    contents = _encoded(plan, found.root)
    if options.dry_run:
        patch.show(_patch(plan, contents, found.root), for_people=console.is_read_by_people())
        return 0
    texts = {path: (_before(path, plan, found.root), contents[found.root / path]) for path in plan.texts}
    moved = (plan.old.path, plan.new.path) if plan.new.path != plan.old.path else ()
    lost = journal.carry_out(found.root, journal.Renaming(options.old, options.new, *moved), texts)
    for each in lost:
        console.warn(f"note: {each}")
    files = len(set(plan.texts) - {plan.old.path})
    console.say(f"{visible(plan.old.path)} is now {visible(plan.new.path)}, titled {plan.new.title!r}; ")
    console.say(f"{counted(plan.references, 'reference')} rewritten, {counted(files, 'other file')} changed\n")
    return 0


def _encoded(plan: Renaming, root: Path) -> dict[Path, bytes]:
    from articlelint.errors import UsageError
    from articlelint.text.source import encode

    contents: dict[Path, bytes] = {}
    for path, text in plan.texts.items():
        try:
            contents[root / path] = encode(plan.sources[path], text)
        except UnicodeError as error:
            raise UsageError(f"{path}: cannot be changed: {error}; save it as UTF-8. Nothing was changed") from error
    return contents


def _patch(plan: Renaming, contents: Mapping[Path, bytes], root: Path) -> bytes:
    from articlelint.cli import patch
    from articlelint.report.paths import joined, way_of_patch
    from articlelint.text.source import encode

    pieces: list[bytes] = []
    paths = sorted({plan.old.path, *plan.texts})
    way = way_of_patch(root, (*paths, plan.new.path))
    for path in paths:
        before = encode(plan.sources[path], plan.sources[path].text)
        to = joined(way, plan.new.path) if path == plan.old.path else ""
        pieces.append(patch.changed(joined(way, path), before, contents.get(root / path, before), moved_to=to))
    return b"".join(pieces)


def _before(path: str, plan: Renaming, root: Path) -> bytes:
    """What a file holds. Raises UsageError when that is not wholly what was read: it would be lost."""
    from articlelint.errors import UsageError
    from articlelint.text.source import encode

    source = plan.sources[path]
    before = (root / path).read_bytes()
    if encode(source, source.text) != before:
        raise UsageError(f"{path}: its bytes are not all {source.encoding}; save it as UTF-8. Nothing was changed")
    return before


def _has_recovered(root: Path, options: argparse.Namespace) -> bool:
    """Finishes or undoes what an interrupted call has left; tells whether that was all that is asked for now."""
    from articlelint.disk import journal

    found = journal.recover(root)
    if found is None:
        return False
    old, new = found.renaming[:2]
    done = "finished" if found.is_finished else "undone"
    console.say(f"The interrupted renaming of {visible(old)} to {visible(new)} was {done}.\n")
    for path in found.left:
        console.warn(f"note: {path}: was changed since; it is left alone")
    return found.is_finished and (old, new) == (options.old, options.new)
