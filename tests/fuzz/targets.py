"""What is fuzzed. Each target takes any bytes and raises when a promise is broken: no crash, spans that hold, fixes that keep their laws.

A target knows nothing of the fuzzer, so a finding is seen again by calling it, and the suite runs the seeds through it.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import articlelint
from articlelint.checks import _json_schema
from articlelint.config import loading
from articlelint.disk import gitignore
from articlelint.engine.plans import Plans
from articlelint.errors import ArticlelintError
from articlelint.run import baseline
from articlelint.web import addresses

sys.path.insert(0, str(Path(__file__).parent.parent))
import fix_laws
import invariants

Target = Callable[[bytes], None]


class Broken(AssertionError):
    """A promise that is not kept."""


def markdown(data: bytes) -> None:
    """The reader of Markdown, and all rules on what it reads."""
    _lint(_text(data), "a.md")


def plain(data: bytes) -> None:
    """The reader of plain text, and all rules."""
    _lint(_text(data), "a.txt")


def wikitext(data: bytes) -> None:
    """The reader of wikitext, and all rules."""
    _lint(_text(data), "a.wiki")


def references(data: bytes) -> None:
    """References in prose, resolved against a few titles."""
    with _corpus() as folder:
        (folder / "a.md").write_text(f"# A\n\nSee {_text(data)}.\n\n## See also\n\n{_text(data)}\n", encoding="utf-8")
        for name in ("Rivers and lakes", "United States", "St. Ives", "Lyon (city)"):
            (folder / f"{name}.md").write_text(f"# {name}\n\nText.\n", encoding="utf-8")
        _require_whole(articlelint.check([folder], severity="info"))


def front_matter(data: bytes) -> None:
    """Front matter in YAML, TOML and JSON."""
    text = _text(data)
    for before, after in (("---\n", "\n---\n"), ("+++\n", "\n+++\n"), ("{\n", "\n}\n")):
        _lint(f"{before}{text}{after}\n# A\n\nA is a lake.\n", "a.md")


def fixes(data: bytes) -> None:
    """The laws of the fixes, for safe ones and for all."""
    with _corpus() as folder:
        (folder / "a.md").write_bytes(data)
        (folder / "b.md").write_text("# B\n\nB is a lake.\n", encoding="utf-8")
        for unsafe in (False, True):
            for law in fix_laws.broken(folder, unsafe=unsafe):
                raise Broken(law)


def settings(data: bytes) -> None:
    """A config file, with the rules that it configures."""
    with _corpus() as folder, _only_our_errors():
        (folder / "articlelint.toml").write_bytes(data)
        Plans(loading.load(folder / "articlelint.toml"), folder)


def known_findings(data: bytes) -> None:
    """A baseline."""
    with _corpus() as folder, _only_our_errors():
        (folder / "baseline.json").write_bytes(data)
        baseline.load(folder / "baseline.json")


def urls(data: bytes) -> None:
    """A URL's host, and which addresses it may be. Nothing is looked up and nothing connected to."""
    try:
        target = addresses.read(f"http://{_text(data)}")
        if target.address:
            addresses.require_reachable(target.address, private=False)
    except (addresses.Refused, addresses.Unusable):
        return
    sent = f"{target.authority}{target.path}"
    if not sent.isascii() or not sent.isprintable() or " " in sent:
        raise Broken(f"{sent!r} goes into a request")


def schemas(data: bytes) -> None:
    """A JSON schema, held against itself."""
    try:
        schema = json.loads(_text(data))
    except (ValueError, RecursionError):
        return
    if isinstance(schema, dict) and schema:
        try:
            list(_json_schema.compiled(schema)(_json_schema.plain(schema)))
        except _json_schema.SchemaProblem:
            return


def patterns(data: bytes) -> None:
    """Git ignore patterns."""
    text = _text(data)
    with _only_our_errors():
        gitignore.spec_of(text.splitlines()).match_file(text[:200].replace("\n", "/") or "a")


TARGETS: Mapping[str, Target] = {
    target.__name__: target
    for target in (
        markdown, plain, wikitext, references, front_matter, fixes, settings, known_findings, urls, schemas, patterns,
    )
}  # fmt: skip


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _lint(text: str, path: str) -> None:
    for law in invariants.broken(articlelint.parse(text, path)):
        raise Broken(law)
    _require_whole(articlelint.lint(text, path, severity="info"))


def _require_whole(report: articlelint.Report) -> None:
    if report.failures:
        raise Broken("; ".join(map(str, report.failures)))


@contextmanager
def _corpus() -> Iterator[Path]:
    silence = StringIO()
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder, redirect_stdout(silence), redirect_stderr(silence):
        (Path(folder) / "articlelint.toml").touch()
        yield Path(folder)


@contextmanager
def _only_our_errors() -> Iterator[None]:
    """Bad input is told in one of our own errors, of one sentence."""
    try:
        yield
    except ArticlelintError as error:
        if not str(error):
            raise Broken("an error without a word") from error
