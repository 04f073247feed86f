"""One HTTP request whose answer's head is all that is wanted, in a limited time and of a limited size.

The timeout of a socket begins anew with every byte, so a server that drips would never be given up: each wait here gets what is left of one
deadline. No body is read. The answer itself is parsed by http.client.
"""

from __future__ import annotations

import base64
import http.client
import io
import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit
from urllib.request import proxy_bypass

from articlelint.version import __version__
from articlelint.web.addresses import Address, Refused, Target, require_reachable
from articlelint.web.permission import Reach, Resolver

_AGENT = f"articlelint/{__version__} (link checker)"
_MOST_BYTES = 128 * 1024  # of a status line and headers; browsers stop at 256 KiB, servers send a few
_MOST_HINTS = 20
_MOST_ADDRESSES = 4
_LOCALHOST = ("127.0.0.1", "::1")


class TooLong(http.client.HTTPException):
    """The head of an answer has no end."""


class Reply(NamedTuple):
    """The head of an answer. `location` is where it redirects to."""

    status: int
    location: str


def send(target: Target, method: str, deadline: float, reach: Reach) -> Reply:
    """Asks once. `deadline` is a time of `time.monotonic`. Raises Refused, OSError (TimeoutError) or HTTPException."""
    proxy = None if _is_local(target) or proxy_bypass(target.host) else reach.proxies.get(target.scheme)
    with ExitStack() as stack:
        if proxy:
            connection = _through(proxy, target, deadline, reach, stack)
        else:
            connection = stack.enter_context(_connected(addresses_of(target, deadline, reach), target.port, deadline))
        if target.scheme == "https":
            connection.settimeout(_left(deadline))
            connection = stack.enter_context(_tls().wrap_socket(connection, server_hostname=target.host.rstrip(".")))
        if proxy and target.scheme == "http":
            path, more = f"http://{target.authority}{target.path}", _proxy_authorization(proxy)
        else:
            path, more = target.path, ""
        return _exchange(connection, method, path, f"Host: {target.authority}\r\n{more}", deadline)


def addresses_of(target: Target, deadline: float, reach: Reach) -> list[Address]:
    """The addresses to connect to, each of them looked at. Raises Refused when there is none that may be reached."""
    found: Sequence[Address] = [target.address] if target.address else _resolved(target, deadline, reach)
    allowed = []
    refusal: Refused | None = None
    for address in found:
        try:
            require_reachable(address, private=reach.private)
            allowed.append(address)
        except Refused as error:
            refusal = refusal or error
    if refusal and not allowed:
        raise refusal
    return allowed[:_MOST_ADDRESSES]


def _resolved(target: Target, deadline: float, reach: Reach) -> list[Address]:
    if _is_local(target):
        return list(map(ipaddress.ip_address, _LOCALHOST))
    return list(map(ipaddress.ip_address, _in_time(reach.resolver, target.host, target.port, deadline)))


def _is_local(target: Target) -> bool:
    """Whether the host is this machine. The DNS is never asked for `localhost` and what ends in it (RFC 6761, 6.3), nor is a proxy."""
    if target.address:
        return target.address.is_loopback
    return target.host.removesuffix(".").rpartition(".")[2] == "localhost"


def _in_time(resolver: Resolver, host: str, port: int, deadline: float) -> Sequence[str]:
    """A look-up cannot be told to hurry, so it is left behind in a thread of its own that nobody waits for."""
    answers: queue.SimpleQueue[Sequence[str] | OSError | UnicodeError] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            answers.put(resolver(host, port))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=look_up, daemon=True).start()
    try:
        answer = answers.get(timeout=_left(deadline))
    except queue.Empty as error:
        raise TimeoutError from error
    if isinstance(answer, Exception):
        raise answer
    return answer


def _connected(addresses: Sequence[Address], port: int, deadline: float) -> socket.socket:
    """A connection to the first address that takes one; each gets its share of the time."""
    problem: OSError = socket.gaierror(socket.EAI_NONAME, "no address")
    for number, address in enumerate(addresses):
        share = _left(deadline) / (len(addresses) - number)
        try:
            return socket.create_connection((str(address), port), timeout=share)
        except OSError as error:
            problem = error
    raise problem


def _through(proxy: str, target: Target, deadline: float, reach: Reach, stack: ExitStack) -> socket.socket:
    """A connection by way of a proxy, which the environment names and which is therefore trusted: it looks the name up, not we."""
    if target.address:
        require_reachable(target.address, private=reach.private)
    parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    if parts.scheme != "http" or not parts.hostname:
        raise Refused(f"a proxy must be an http:// URL, and this is none: {parts.scheme}://{parts.hostname}")
    port = parts.port or 80
    found = list(map(ipaddress.ip_address, _in_time(reach.resolver, parts.hostname, port, deadline)))
    connection = stack.enter_context(_connected(found, port, deadline))
    if target.scheme == "https":
        host = f"[{target.host}]" if ":" in target.host else target.host
        place = f"{host}:{target.port}"
        reply = _exchange(connection, "CONNECT", place, f"Host: {place}\r\n{_proxy_authorization(proxy)}", deadline)
        if reply.status != 200:
            raise Refused(f"the proxy does not connect to it ({reply.status})")
    return connection


def _proxy_authorization(proxy: str) -> str:
    user, at, _ = urlsplit(proxy).netloc.rpartition("@")
    return f"Proxy-Authorization: Basic {base64.b64encode(unquote(user).encode()).decode()}\r\n" if at else ""


def _exchange(connection: socket.socket, method: str, path: str, headers: str, deadline: float) -> Reply:
    end = "\r\n" if method == "CONNECT" else f"User-Agent: {_AGENT}\r\nAccept: */*\r\nConnection: close\r\n\r\n"
    connection.settimeout(_left(deadline))
    connection.sendall(f"{method} {path} HTTP/1.1\r\n{headers}{end}".encode("ascii"))
    stream: Any = _Stream(connection, deadline)  # of a socket, http.client asks no more than to make a file
    heads = [http.client.HTTPResponse(stream, method=method)]
    heads[-1].begin()
    while 100 < heads[-1].status < 200:  # such as 103 Early Hints; http.client itself passes over 100
        if len(heads) > _MOST_HINTS:
            raise TooLong
        heads.append(http.client.HTTPResponse(stream, method=method))
        heads[-1].begin()
    response = heads[-1]
    # Headers come as Latin-1, and browsers read a Location as UTF-8.
    location = (response.getheader("Location") or "").encode("latin-1", "replace").decode("utf-8", "replace")
    return Reply(response.status, location)


class _Stream(io.RawIOBase):
    """What a socket receives, until the deadline or the limit."""

    def __init__(self, connection: socket.socket, deadline: float) -> None:
        self._connection = connection
        self._deadline = deadline
        self._count = 0
        self._file: io.BufferedReader[Any] = io.BufferedReader(self)

    def makefile(self, _mode: str) -> io.BufferedReader[Any]:
        return self._file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._count > _MOST_BYTES:
            raise TooLong
        self._connection.settimeout(_left(self._deadline))
        count = self._connection.recv_into(buffer)
        self._count += count
        return count


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()
