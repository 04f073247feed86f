"""What is printed: nothing foreign goes to standard output or standard error as it is."""

from __future__ import annotations

import codecs
import io
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

from articlelint.errors import UsageError
from articlelint.text.escapes import ENCODING_ERRORS, Kind, visible_lines, visible_message


def say(text: str) -> None:
    """Lines for people, to standard output. A foreign part that must not end a line goes through `escapes.visible` before."""
    say_data(visible_lines(text))


def say_data(text: str, kind: Kind = "text") -> None:
    r"""What a program reads, to standard output: JSON, XML, shell code. Whoever wrote it escaped what is foreign in it.

    What the encoding of standard output does not have is written as the format itself has it: `\u00e9` in JSON, `&#233;` in XML.
    """
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    if kind != "text" and codecs.lookup(encoding).name != "utf-8":
        text = text.encode(encoding, ENCODING_ERRORS[kind]).decode(encoding)
    with _told_when_it_fails():
        sys.stdout.write(text)


def flush() -> None:
    """What was said goes out now."""
    with _told_when_it_fails():
        sys.stdout.flush()


@contextmanager
def _told_when_it_fails() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:  # no failure: whoever read it has seen enough
        raise
    except OSError as error:
        raise UsageError(f"standard output: cannot be written: {error.strerror}") from error


def warn(message: str) -> None:
    """One sentence to standard error, and the excerpt below it, if there is one."""
    _to_stderr(f"articlelint: {visible_message(message)}\n")


def remark(text: str) -> None:
    """Lines for people, to standard error."""
    _to_stderr(visible_lines(text))


def _to_stderr(text: str) -> None:
    with suppress(OSError):  # when standard error is full or gone nobody can be told; the exit status still tells
        sys.stderr.write(text)


def say_bytes(data: bytes) -> None:
    """The very bytes of an article or a patch, to standard output."""
    with _told_when_it_fails():
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def is_read_by_people(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether standard output is a terminal, or is to be treated as one (FORCE_COLOR)."""
    return sys.stdout.isatty() or environ.get("FORCE_COLOR", "0") not in ("", "0")


def read_stdin(most: int = -1) -> bytes:
    """Standard input, or the beginning of it."""
    if sys.stdin is None:  # closed by whoever started us (`<&-`)
        raise UsageError("-: standard input is closed")
    try:
        return sys.stdin.buffer.read(most)
    except OSError as error:
        raise UsageError(f"-: standard input cannot be read: {error.strerror}") from error


@contextmanager
def streams() -> Iterator[io.BytesIO | None]:
    """Within it there are streams to write to, and nothing that is written fails for want of a letter in the terminal's encoding.

    What goes to a standard output that whoever started us had closed (`>&-`) is lost, and is in the buffer that this gives.
    """
    out, err = sys.stdout, sys.stderr
    lost = io.BytesIO() if out is None else None
    if lost is not None:
        sys.stdout = io.TextIOWrapper(lost, encoding="utf-8", write_through=True)
    if err is None:
        sys.stderr = io.StringIO()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        yield lost
    finally:
        sys.stdout, sys.stderr = out, err


def occupy_descriptors() -> None:
    """Opens what of the three standard descriptors is closed, lest a file that is opened later becomes standard output."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(descriptor)


def leave() -> None:
    """Drops what cannot be written any more: Python would try once more when it ends, and say so in words of its own."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, stream.fileno())
