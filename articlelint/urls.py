"""Whether URLs answer: politely, one question at a time for each host, each URL once in a run."""

from __future__ import annotations

import http.client
import re
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatch
from typing import NamedTuple
from urllib.parse import quote, urldefrag, urlsplit

from articlelint.version import __version__

_HOSTS_AT_ONCE = 16
_AGENT = f"articlelint/{__version__} (link checker)"
# Refusals of robots, of too many questions, of the moment: the page may well be there for readers.
_UNSURE = frozenset({401, 403, 405, 406, 407, 408, 409, 418, 423, 425, 429, 451, 999})
_ASK_AGAIN = frozenset({403, 404, 405, 406, 501})  # many servers answer HEAD with one of these, and GET with the page
_NOT_ASCII = re.compile(r"[^\x21-\x7e]+")


class Answer(NamedTuple):
    """Why a URL is not known to work. `gone` tells that it surely does not."""

    gone: bool
    said: str


_known: dict[str, Answer | None] = {}


def ask_all(
    urls: Iterable[str], timeout: float, pause: float, allow: Iterable[str] = ()
) -> Mapping[str, Answer | None]:
    """An answer for each URL; None for one that works, or that matches one of the patterns in `allow`."""
    patterns = tuple(allow)
    asked = [url for url in dict.fromkeys(urls) if not any(fnmatch(url, pattern) for pattern in patterns)]
    by_host: dict[str, list[str]] = {}
    for url in asked:
        if url not in _known:
            by_host.setdefault(urlsplit(url).netloc.lower() if "[" not in url else url, []).append(url)

    def ask_host(of_host: list[str]) -> None:
        for number, url in enumerate(of_host):
            if number:
                time.sleep(pause)
            _known[url] = ask(url, timeout)

    if by_host:
        with ThreadPoolExecutor(_HOSTS_AT_ONCE) as pool:
            list(pool.map(ask_host, by_host.values()))
    return {url: _known[url] for url in asked}


def ask(url: str, timeout: float) -> Answer | None:
    """Asks for a page's head, and for the page itself where servers do not answer that. None when it is there."""
    answer: Answer | None = None
    for method in ("HEAD", "GET"):
        status, answer = _ask(url, method, timeout)
        if status not in _ASK_AGAIN:
            break
    return answer


def _ask(url: str, method: str, timeout: float) -> tuple[int, Answer | None]:
    plain = _NOT_ASCII.sub(lambda match: quote(match[0], errors="surrogatepass"), urldefrag(url).url)
    try:
        request = urllib.request.Request(plain, method=method, headers={"User-Agent": _AGENT, "Accept": "*/*"})  # noqa: S310 - only http(s) URLs come here
        with urllib.request.urlopen(request, timeout=timeout) as response:  # noqa: S310 - as above
            return int(response.status), None
    except urllib.error.HTTPError as error:
        unsure = error.code in _UNSURE or error.code >= 500
        return error.code, Answer(not unsure, f"{error.code} {error.reason}")
    except urllib.error.URLError as error:
        return 0, _failed(error.reason)
    except (OSError, ValueError) as error:
        return 0, _failed(error)
    except http.client.HTTPException as error:  # servers that speak no HTTP
        return 0, Answer(False, f"{type(error).__name__}: {error}")


def _failed(reason: object) -> Answer:
    if isinstance(reason, TimeoutError):
        return Answer(False, "no answer in time")
    if isinstance(reason, socket.gaierror):
        return Answer(reason.errno == socket.EAI_NONAME, "no such host")
    if isinstance(reason, ConnectionRefusedError):
        return Answer(True, "connection refused")
    return Answer(isinstance(reason, ValueError), str(reason))
