"""What a URL's host is to a browser, and whether its addresses are ones that a link checker may connect to.

A checker that runs in CI stands inside somebody's network, while the URLs come from whoever wrote the article. So only public addresses
are connected to, and the connection goes to the very address that was looked at: a second look-up could give another one.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_PORTS = {"http": 80, "https": 443}
# Ports that browsers do not open for a web page: https://fetch.spec.whatwg.org/#port-blocking
_BAD_PORTS = frozenset({
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110, 111, 113, 115,
    117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587,
    601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679,
    6697, 10080,
})  # fmt: skip
# https://url.spec.whatwg.org/#forbidden-domain-code-point
_FORBIDDEN = re.compile(r"[\x00-\x20#%/:<>?@\[\\\]^|\x7f]")
_NUMBER = re.compile(r"[0-9]+|0[xX][0-9a-fA-F]*")
_NOT_ASCII = re.compile(r"[^\x21-\x7e]+")

_INTRANET = tuple(
    map(
        ipaddress.ip_network,
        ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "::1/128", "fc00::/7"),
    )
)
# Where clouds tell a machine its secrets, beside 169.254.169.254: AWS over IPv6, Alibaba, Oracle, Azure.
_METADATA = frozenset(map(ipaddress.ip_address, ("fd00:ec2::254", "100.100.100.200", "192.0.0.192", "168.63.129.16")))
# Not for the public Internet, though `is_global` of some versions of Python says so.
_SPECIAL = tuple(
    map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "100.64.0.0/10", "2001::/23", "3fff::/20"))
)
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class Unusable(ValueError):
    """A URL that no browser opens. `str()` says why."""


class Refused(Exception):
    """A URL that this run must not ask for, though it may work for readers. `str()` says why."""


class Target(NamedTuple):
    """Where a request goes. `host` is ASCII; `address` is what it is when it is no name."""

    scheme: str
    host: str
    port: int
    path: str
    address: Address | None

    @property
    def authority(self) -> str:
        """The host and port as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def read(url: str) -> Target:
    """The parts of an http(s) URL, without what it says of a user. Raises Unusable, or Refused for another scheme."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:  # of a host that NFKC changes into something else, of brackets, of a port
        raise Unusable("its host or port is malformed") from error
    if parts.scheme not in _PORTS:
        raise Refused(f"`{parts.scheme[:20]}` is neither http nor https")
    port = _PORTS[parts.scheme] if port is None else port
    if port in _BAD_PORTS:
        raise Unusable(f"browsers do not open port {port}")
    name, address = _host(host, bracketed="[" in parts.netloc)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, name, port, _NOT_ASCII.sub(_percent_encoded, path), address)


def _percent_encoded(match: re.Match[str]) -> str:
    return quote(match[0].encode("utf-8", "replace"))


def _host(host: str, *, bracketed: bool) -> tuple[str, Address | None]:
    if bracketed:
        try:
            address: Address = ipaddress.IPv6Address(host)
        except ValueError as error:
            raise Unusable("its host is no IPv6 address") from error
        if "%" in host:
            raise Unusable("its IPv6 address names a network interface")
        return str(address), address
    name = ascii_host(unquote(host[:1000]))
    labels = name.removesuffix(".").split(".")
    if not all(labels) or len(name) > 254 or any(len(label) > 63 for label in labels):
        raise Unusable("it names no host" if not name.strip(".") else "no host can have that name")
    if not _NUMBER.fullmatch(labels[-1]):
        return name, None
    try:  # 2130706433, 0x7f.1 and 0177.0.0.1 are 127.0.0.1, to browsers as to the C library
        address = ipaddress.IPv4Address(socket.inet_aton(name.removesuffix(".")))
    except OSError as error:
        raise Unusable("its host is no IPv4 address") from error
    return str(address), address


def ascii_host(host: str) -> str:
    """A host in ASCII by UTS 46, as browsers write it: they take emoji and other names that IDNA 2008 forbids."""
    if not host.isascii():
        import idna

        try:
            host = idna.uts46_remap(host, std3_rules=False, transitional=False)
        except idna.IDNAError as error:
            raise Unusable("its host has letters that no host may have") from error
        host = ".".join(_ascii_label(label) for label in host.split("."))
    if _FORBIDDEN.search(host):
        raise Unusable("its host has letters that no host may have")
    return host.lower()


def _ascii_label(label: str) -> str:
    return label if label.isascii() else f"xn--{label.encode('punycode').decode('ascii')}"


def require_reachable(address: Address, *, private: bool) -> None:
    """Raises Refused for an address that is not public, nor, with `private`, of this machine or its intranet."""
    judged = _embedded(address)
    if judged not in _METADATA and (_is_public(judged) or (private and _is_within(judged, _INTRANET))):
        return
    way_out = "; --urls-allow-private asks it" if _is_within(judged, _INTRANET) and judged not in _METADATA else ""
    raise Refused(f"{address} is not a public address{way_out}")


def _embedded(address: Address) -> Address:
    """The IPv4 address that an IPv6 address leads to: mapped, by 6to4, or by the well-known prefix of NAT64 (RFC 6052)."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


def _is_public(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address) and address not in _GLOBAL_UNICAST:
        return False
    special = address.is_multicast or address.is_reserved or address.is_private or _is_within(address, _SPECIAL)
    return address.is_global and not special


def _is_within(address: Address, networks: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]) -> bool:
    return any(address in network for network in networks)
