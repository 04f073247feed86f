"""Whether this run may use the network, and which addresses it may reach. Said on the command line, never by a repository.

A `Reach` is set where a command begins (`permitted`), and whoever opens a connection asks `current()` first. So no config, no rule page
that borrows a check under another name, and no article can make a run use the network.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

Resolver = Callable[[str, int], Sequence[str]]


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system's resolver has them. Raises OSError."""
    import socket  # few runs use the network

    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class Reach(NamedTuple):
    """What a run may reach: public addresses, and with `private` also those of this machine and its intranet.

    `proxies` are URLs by scheme. `resolver` answers for names; tests give one of their own.
    """

    private: bool = False
    proxies: Mapping[str, str] = {}
    resolver: Resolver = resolve


def reach(*, private: bool) -> Reach:
    """What a run may reach that its user lets use the network, by way of the proxies that the environment names."""
    from urllib.request import getproxies

    return Reach(private, getproxies())


_reach: ContextVar[Reach | None] = ContextVar("reach", default=None)


def current() -> Reach | None:
    """What this run may reach; None when it must not use the network at all."""
    return _reach.get()


@contextmanager
def permitted(reach: Reach | None) -> Iterator[None]:
    """Permits the network while the block runs, or with None forbids it."""
    token = _reach.set(reach)
    try:
        yield
    finally:
        _reach.reset(token)


def permit(reach: Reach | None) -> None:
    """What a process may reach from now on: a worker's word from the process that began it."""
    _reach.set(reach)
