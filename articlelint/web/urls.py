"""Whether URLs answer: politely, one question at a time for each host, each URL once in a run."""

from __future__ import annotations

import http
import http.client
import socket
import ssl
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatch
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin

from articlelint.web.addresses import Refused, Unusable, read
from articlelint.web.permission import Reach, current
from articlelint.web.requests import Reply, TooLong, send

_HOSTS_AT_ONCE = 16
_MOST_REDIRECTS = 10
_MOST_SILENCES = (
    3  # a host that kept us waiting so often in a row is not asked again: articles may name it a thousand times
)
# Refusals of robots, of too many questions, of the moment: the page may well be there for readers.
_UNSURE = frozenset({401, 403, 405, 406, 407, 408, 409, 418, 423, 425, 429, 451, 999})
_ASK_AGAIN = frozenset({403, 404, 405, 406, 501})  # many servers answer HEAD with one of these, and GET with the page
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NO_ANSWER = "no answer in time"


class Answer(NamedTuple):
    """Why a URL is not known to work. `gone` tells that it surely does not."""

    gone: bool
    said: str


_known: dict[tuple[str, bool], Answer | None] = {}


def ask_all(
    urls: Iterable[str], timeout: float, pause: float, allow: Iterable[str] = ()
) -> Mapping[str, Answer | None]:
    """An answer for each URL; None for one that works, or that matches one of the patterns in `allow`.

    Nothing is asked, and nothing known, where this run may not use the network.
    """
    reach = current()
    if reach is None:
        return {}
    patterns = tuple(allow)
    asked = [url for url in dict.fromkeys(urls) if not any(fnmatch(url, pattern) for pattern in patterns)]
    by_host: dict[str, list[str]] = {}
    for url in asked:
        if (url, reach.private) not in _known:
            by_host.setdefault(_host_of(url), []).append(url)

    def ask_host(of_host: list[str]) -> None:
        silences = 0
        for number, url in enumerate(of_host):
            if silences == _MOST_SILENCES:
                _known[url, reach.private] = Answer(False, f"its host gave {_NO_ANSWER}, {_MOST_SILENCES} times")
                continue
            if number:
                time.sleep(pause)
            answer = _known[url, reach.private] = ask(url, timeout, reach)
            silences = silences + 1 if answer and answer.said == _NO_ANSWER else 0

    if by_host:
        with ThreadPoolExecutor(_HOSTS_AT_ONCE) as pool:
            list(pool.map(ask_host, by_host.values()))
    return {url: _known[url, reach.private] for url in asked}


def _host_of(url: str) -> str:
    try:
        return read(url).host
    except (Refused, Unusable):
        return url


def ask(url: str, timeout: float, reach: Reach) -> Answer | None:
    """Asks for a page's head, and for the page itself where servers do not answer that. None when it is there.

    All of it, with redirects, takes no longer than `timeout`.
    """
    deadline = time.monotonic() + timeout
    answer: Answer | None = None
    for method in ("HEAD", "GET"):
        try:
            status = _followed(url, method, deadline, reach).status
            answer = _judged(status)
        except (http.client.HTTPException, ConnectionResetError, BrokenPipeError) as error:
            answer = _broken(error)  # some servers break off when they meet HEAD
            continue
        except Unusable as error:
            return Answer(True, str(error))
        except Refused as error:
            return Answer(False, str(error))
        except (OSError, UnicodeError) as error:
            return _failed(error)
        if status not in _ASK_AGAIN:
            break
    return answer


def _followed(url: str, method: str, deadline: float, reach: Reach) -> Reply:
    """The last answer, after redirects. Each hop is looked at as the URL itself was."""
    here = urldefrag(url).url
    seen: set[str] = set()
    reply = send(read(here), method, deadline, reach)
    while reply.status in _REDIRECTS and reply.location:
        seen.add(here)
        try:
            here = urldefrag(urljoin(here, reply.location)).url
            target = read(here)
        except Refused as error:
            raise Refused(f"it redirects elsewhere: {error}") from error
        except ValueError as error:
            raise Refused("it redirects to a malformed URL") from error
        if here in seen or len(seen) > _MOST_REDIRECTS:
            raise Refused("it redirects in a circle" if here in seen else "it redirects too often")
        try:
            reply = send(target, method, deadline, reach)
        except Refused as error:
            raise Refused(f"it redirects elsewhere: {error}") from error
    return reply


def _judged(status: int) -> Answer | None:
    if 200 <= status < 400:
        return None
    try:  # what the server calls it may be anything, escape sequences for a terminal included
        name = f"{status} {http.HTTPStatus(status).phrase}"
    except ValueError:
        name = str(status)
    return Answer(status not in _UNSURE and 400 <= status < 500, name)


def _broken(error: http.client.HTTPException | OSError) -> Answer:
    if isinstance(error, TooLong | http.client.LineTooLong) or "headers" in str(error):
        return Answer(False, "the head of its answer is too long")
    closed = isinstance(error, OSError)  # of http.client, RemoteDisconnected is one
    return Answer(False, "the connection was closed without an answer" if closed else "its answer is not HTTP")


def _failed(error: OSError | UnicodeError) -> Answer:
    if isinstance(error, TimeoutError):
        return Answer(False, _NO_ANSWER)
    if isinstance(error, socket.gaierror | UnicodeError):
        gone = isinstance(error, UnicodeError) or error.errno == socket.EAI_NONAME
        return Answer(gone, "no such host" if gone else "its host could not be looked up")
    if isinstance(error, ConnectionRefusedError):
        return Answer(True, "connection refused")
    if isinstance(error, ssl.SSLCertVerificationError):
        return Answer(False, f"its certificate is not valid: {error.verify_message.rstrip('.')}")
    if isinstance(error, ssl.SSLError):
        return Answer(False, "no secure connection could be made")
    return Answer(False, error.strerror or "the connection failed")
