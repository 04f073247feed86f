"""Servers and URLs that mean harm: each URL is judged alone, in a limited time, and nothing but public addresses is connected to.

All servers are on loopback. Where an address is to be refused, it is refused before anything is sent, and names are looked up in a table.
"""

import ipaddress
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import articlelint
from articlelint.cli.main import main
from articlelint.web import permission, urls
from articlelint.web.addresses import Refused, Unusable, read, require_reachable
from articlelint.web.requests import addresses_of

Talk = Callable[[socket.socket, bytes], None]
LOCAL = permission.Reach(private=True, resolver=lambda host, port: ["127.0.0.1"])
EMPTY = b"Content-Length: 0\r\n\r\n"


@contextmanager
def server(talk: Talk) -> Iterator[tuple[str, list[bytes]]]:
    """A URL, and the request lines that come in. Each connection is given to `talk` in a thread of its own."""
    listener = socket.create_server(("127.0.0.1", 0))
    asked: list[bytes] = []

    def serve(connection: socket.socket) -> None:
        with connection:
            try:
                request = connection.recv(65536)
                asked.append(request.partition(b"\r\n")[0])
                talk(connection, request)
            except OSError:
                return  # the other end has had enough

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=serve, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}", asked
    listener.close()


def says(answer: bytes) -> Talk:
    return lambda connection, _request: connection.sendall(answer)


def redirect(location: str) -> Talk:
    return says(b"HTTP/1.1 302 Found\r\nLocation: " + location.encode() + b"\r\n" + EMPTY)


def drip(first: bytes) -> Talk:
    def talk(connection: socket.socket, _request: bytes) -> None:
        connection.sendall(first)
        while True:
            connection.sendall(b"X")
            time.sleep(0.02)

    return talk


def flood(first: bytes, more: bytes) -> Talk:
    def talk(connection: socket.socket, _request: bytes) -> None:
        connection.sendall(first)
        while True:
            connection.sendall(more)

    return talk


def asked(talk: Talk, timeout: float = 5.0, path: str = "/") -> urls.Answer | None:
    with server(talk) as (url, _):
        return urls.ask(url + path, timeout, LOCAL)


@pytest.mark.parametrize(
    "first", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nA: b\r\nC: "], ids=["status", "headers", "header"]
)
def test_a_server_that_drips_is_given_up_in_time(first: bytes) -> None:
    start = time.monotonic()
    assert asked(drip(first), 0.3) == (False, "no answer in time")
    assert time.monotonic() - start < 2


def test_a_server_that_does_not_speak_tls_is_given_up_in_time() -> None:
    start = time.monotonic()
    with server(lambda connection, _: time.sleep(5)) as (url, _):
        assert urls.ask(url.replace("http", "https"), 0.3, LOCAL) == (False, "no answer in time")
    with server(says(b"\x00\xff garbage \x16\x03")) as (url, _):
        assert urls.ask(url.replace("http", "https"), 5, LOCAL) == (False, "no secure connection could be made")
    assert time.monotonic() - start < 4


def test_a_queue_that_is_never_taken_up_is_given_up_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        start = time.monotonic()
        assert urls.ask(url, 0.3, LOCAL) == (False, "no answer in time")
        assert time.monotonic() - start < 2


def test_a_name_that_is_looked_up_for_ever_is_given_up_in_time() -> None:
    def slow(host: str, port: int) -> list[str]:
        time.sleep(5)
        return []

    start = time.monotonic()
    assert urls.ask("http://slow.example/", 0.3, permission.Reach(resolver=slow)) == (False, "no answer in time")
    assert time.monotonic() - start < 2


def test_an_endless_body_is_not_read() -> None:
    assert asked(flood(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", b"x" * 65536)) is None
    bomb = b"HTTP/1.1 404 Not Found\r\nContent-Encoding: gzip\r\n\r\n"
    assert asked(flood(bomb, b"\x1f\x8b" + b"\0" * 65536)) == (True, "404 Not Found")
    assert asked(says(b"HTTP/1.1 410 Gone\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n")) == (True, "410 Gone")


@pytest.mark.parametrize(
    "talk",
    [
        flood(b"HTTP/1.1 200 OK\r\n", b"A: b\r\n" * 1000),
        flood(b"HTTP/1.1 200 OK\r\nA: ", b"b" * 65536),
        flood(b"HTTP/1.1 200 ", b"O" * 65536),
        flood(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1000),
        flood(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n" * 1000),
    ],
    ids=["headers", "header", "status", "continue", "hints"],
)
def test_an_endless_head_is_given_up(talk: Talk) -> None:
    assert asked(talk) == (False, "the head of its answer is too long")


@pytest.mark.parametrize("answer", [b"\0\xff\0garbage\r\n\r\n", b"HTTP/1.1 99999 X\r\n\r\n", b"SSH-2.0-x\r\n"])
def test_an_answer_that_is_not_http(answer: bytes) -> None:
    assert asked(says(answer)) == (False, "its answer is not HTTP")


def test_a_connection_that_is_closed_without_a_word() -> None:
    assert asked(lambda connection, request: None) == (False, "the connection was closed without an answer")


def test_a_server_that_breaks_off_at_head_is_asked_for_the_page() -> None:
    def talk(connection: socket.socket, request: bytes) -> None:
        if request.startswith(b"GET"):
            connection.sendall(b"HTTP/1.1 200 OK\r\n" + EMPTY)

    assert asked(talk) is None


def test_hints_before_the_answer_are_passed_over() -> None:
    assert asked(says(b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 404 Not Found\r\n" + EMPTY)) == (
        True,
        "404 Not Found",
    )


def test_what_a_server_calls_its_status_is_not_shown() -> None:
    assert asked(says(b"HTTP/1.1 404 \x1b[31mall is well\x0b::error::x\r\n" + EMPTY)) == (True, "404 Not Found")


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("http://169.254.169.254/latest/meta-data/", "it redirects elsewhere: 169.254.169.254 is not a public address"),
        ("http://[fe80::1]/", "it redirects elsewhere: fe80::1 is not a public address"),
        ("ftp://127.0.0.1/x", "it redirects elsewhere: `ftp` is neither http nor https"),
        ("file:///etc/hostname", "it redirects elsewhere: `file` is neither http nor https"),
        ("javascript:alert(1)", "it redirects elsewhere: `javascript` is neither http nor https"),
        ("http://[::1", "it redirects to a malformed URL"),
        ("http://\u2100.example/", "it redirects to a malformed URL"),
        ("http://127.0.0.1:25/", "it redirects to a malformed URL"),
    ],
)
def test_each_redirect_is_looked_at(location: str, said: str) -> None:
    assert asked(redirect(location)) == (False, said)


def test_a_public_page_does_not_lead_to_this_machine() -> None:
    """The public page is a proxy's: with one, a redirect from a public site can be shown on loopback alone."""
    with server(says(b"HTTP/1.1 200 OK\r\n" + EMPTY)) as (inside, reached), server(redirect(inside)) as (proxy, asked):
        reach = permission.Reach(proxies={"http": proxy}, resolver=lambda host, port: ["127.0.0.1"])
        host = inside.removeprefix("http://").partition(":")[0]
        said = f"it redirects elsewhere: {host} is not a public address; --urls-allow-private asks it"
        assert urls.ask("http://public.example/page", 5, reach) == (False, said)
        assert asked == [b"HEAD http://public.example/page HTTP/1.1"]
        assert reached == []


def test_a_proxy_opens_a_tunnel_for_https() -> None:
    with server(says(b"HTTP/1.1 403 Forbidden\r\n" + EMPTY)) as (proxy, asked):
        reach = permission.Reach(proxies={"https": proxy}, resolver=lambda host, port: ["127.0.0.1"])
        assert urls.ask("https://public.example/", 5, reach) == (False, "the proxy does not connect to it (403)")
        assert asked == [b"CONNECT public.example:443 HTTP/1.1"]


def test_redirects_come_to_an_end() -> None:
    numbers = iter(range(1000))

    def onward(connection: socket.socket, request: bytes) -> None:
        redirect(f"/{next(numbers)}")(connection, request)

    assert asked(onward) == (False, "it redirects too often")
    assert asked(redirect("/"), path="/") == (False, "it redirects in a circle")


def test_redirects_are_followed_to_unicode_paths() -> None:
    def talk(connection: socket.socket, request: bytes) -> None:
        found = b"HTTP/1.1 200 OK\r\n" + EMPTY
        (says(found) if b"/%C3%BC" in request else redirect("/ü"))(connection, request)

    assert asked(talk) is None


def test_a_host_that_keeps_us_waiting_is_not_asked_for_ever() -> None:
    with server(drip(b"HTTP/1.1 200 OK\r\n")) as (url, asked), permission.permitted(LOCAL):
        answers = urls.ask_all([f"{url}/{number}" for number in range(50)], 0.1, 0)
    assert {answer.gone for answer in answers.values() if answer} == {False}
    assert len(answers) == 50
    assert len(asked) == 3


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001", "127.0.0.1.", "%31%32%37.0.0.1",
        "１２７.0.0.1", "127。0。0。1", "①②⑦.0.0.1", "0", "0.0.0.0", "0x0", "[::]", "[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::1]", "[2002:7f00:1::]", "[2001:0:1::1]", "10.0.0.1", "172.16.0.1",
        "172.31.255.255", "192.168.1.1", "100.64.0.1", "100.100.100.200", "169.254.169.254", "0xa9fea9fe", "2852039166", "192.0.0.192",
        "168.63.129.16", "198.18.0.1", "192.0.2.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "[fc00::1]",
        "[fd00:ec2::254]", "[fe80::1]", "[fec0::1]", "[ff02::1]", "[2001:db8::1]", "localhost", "LOCALHOST", "a.localhost", "localhost.",
        "user:pw@127.0.0.1", "例え.localhost",
    ],
)  # fmt: skip
def test_what_is_not_public_is_not_connected_to(host: str) -> None:
    target = read(f"http://{host}/")
    with pytest.raises(Refused, match="is not a public address"):
        addresses_of(target, time.monotonic() + 5, permission.Reach(resolver=_never))


def _never(host: str, port: int) -> list[str]:
    raise AssertionError(f"{host} was looked up")


@pytest.mark.parametrize("address", ["93.184.215.14", "1.1.1.1", "2606:2800::1", "64:ff9b::101:101", "::ffff:1.1.1.1"])
def test_what_is_public_may_be_connected_to(address: str) -> None:
    require_reachable(ipaddress.ip_address(address), private=False)


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "192.168.0.1", "100.64.0.1", "::1", "fd12::1"])
def test_the_intranet_may_be_allowed(address: str) -> None:
    require_reachable(ipaddress.ip_address(address), private=True)


@pytest.mark.parametrize(
    "address", ["169.254.169.254", "100.100.100.200", "fd00:ec2::254", "0.0.0.0", "224.0.0.1", "fe80::1", "::"]
)
def test_what_has_no_pages_is_never_allowed(address: str) -> None:
    with pytest.raises(Refused):
        require_reachable(ipaddress.ip_address(address), private=True)


def test_a_name_is_looked_up_once_and_only_what_was_looked_at_is_connected_to() -> None:
    """A name that is public at first and then this machine gets no second look-up."""
    answers = iter([["169.254.169.254", "127.0.0.1"], ["127.0.0.1"]])
    reach = permission.Reach(resolver=lambda host, port: next(answers))
    with pytest.raises(Refused):
        addresses_of(read("http://rebinding.example/"), time.monotonic() + 5, reach)
    mixed = permission.Reach(private=True, resolver=lambda host, port: ["169.254.169.254", "127.0.0.1"])
    found = addresses_of(read("http://mixed.example/"), time.monotonic() + 5, mixed)
    assert found == [ipaddress.ip_address("127.0.0.1")]


@pytest.mark.parametrize(
    "url",
    [
        "http://[::1", "http://\u2100.example/", "http://127.0.0.1:99999999/", "http://127.0.0.1:abc/", "http:///x", "http://../",
        "http://a..example/", f"http://{'x' * 70}.example/", "http://a b.example/", "http://1.2.3.4.5/", "http://256.256.256.256/",
        "http://[::1%25lo]/", "http://a\\b.example/", "http://a%2fb.example/", "http://a.example:22/", "http://a.example:6667/",
        "http://\ud800.example/", f"http://{'é' * 50_000}.example/",
    ],
)  # fmt: skip
def test_no_browser_opens_it(url: str) -> None:
    with pytest.raises(Unusable):
        read(url)
    answer = urls.ask(url, 5, permission.Reach(resolver=_never))
    assert answer
    assert answer.gone


@pytest.mark.parametrize(
    ("url", "authority", "path"),
    [
        ("http://bücher.example/", "xn--bcher-kva.example", "/"),
        ("http://straße.example", "xn--strae-oqa.example", "/"),
        ("http://例え.テスト/x", "xn--r8jz45g.xn--zckzah", "/x"),
        ("https://☃.example:443/", "xn--n3h.example", "/"),
        ("http://under_score.example:8080/?q#f", "under_score.example:8080", "/?q"),
        ("http://me:secret@a.example/ü b", "a.example", "/%C3%BC%20b"),
        ("http://[2606:2800::1]:80/", "[2606:2800::1]", "/"),
        ("http://A.EXAMPLE.", "a.example.", "/"),
    ],
)
def test_hosts_are_read_as_browsers_read_them(url: str, authority: str, path: str) -> None:
    target = read(url)
    assert (target.authority, target.path.partition("#")[0]) == (authority, path)


def test_credentials_are_not_sent() -> None:
    requests: list[bytes] = []

    def talk(connection: socket.socket, request: bytes) -> None:
        requests.append(request)
        connection.sendall(b"HTTP/1.1 200 OK\r\n" + EMPTY)

    with server(talk) as (url, _):
        assert urls.ask(url.replace("://", "://user:pw@"), 5, LOCAL) is None
    assert b"uthorization" not in requests[0]
    assert b"user" not in requests[0]


def test_a_certificate_that_is_not_valid_is_no_proof_that_a_page_is_gone() -> None:
    error = ssl.SSLCertVerificationError(1, "x")
    error.verify_message = "certificate has expired"
    resolver_failing = permission.Reach(resolver=_raises(error))
    assert urls.ask("https://a.example/", 5, resolver_failing) == (
        False,
        "its certificate is not valid: certificate has expired",
    )


def _raises(error: OSError) -> permission.Resolver:
    def resolver(host: str, port: int) -> list[str]:
        raise error

    return resolver


def _run(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> list[tuple[str, str]]:
    main(["check", str(folder), "--output-format", "json", "--select", "references", *words])
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    return [(each["data"]["target"], each["severity"]) for each in found]


def test_each_url_is_judged_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with server(says(b"HTTP/1.1 404 Not Found\r\n" + EMPTY)) as (url, _):
        text = f"# A\n\nA is a [lake](http://\u2100.example/), a [sea]({url}/sea) and a [bay](http://example:x/).\n"
        (tmp_path / "a.md").write_text(text, encoding="utf-8")
        assert _run(tmp_path, capsys, "--urls", "--urls-allow-private") == [
            ("http://\u2100.example/", "error"),
            (f"{url}/sea", "error"),
            ("http://example:x/", "error"),
        ]


def test_this_machine_is_not_asked_unless_the_command_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with server(says(b"HTTP/1.1 200 OK\r\n" + EMPTY)) as (url, asked):
        (tmp_path / "articlelint.toml").write_text("")
        (tmp_path / "a.md").write_text(f"# A\n\nA is a [lake]({url}/lake).\n", encoding="utf-8")
        assert _run(tmp_path, capsys, "--urls") == [(f"{url}/lake", "warning")]
        assert asked == []
        monkeypatch.setenv("ARTICLELINT_URLS_ALLOW_PRIVATE", "1")
        assert _run(tmp_path, capsys, "--urls") == []
        assert asked == [b"HEAD /lake HTTP/1.1"]


@pytest.mark.parametrize("key", ["urls-allow-private", "private", "urls"])
def test_a_repository_cannot_allow_it(key: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.md").write_text("# A\n\nA is a lake.\n", encoding="utf-8")
    for table in ("", '[rules."references/unreachable-url"]\n'):
        (tmp_path / "articlelint.toml").write_text(f"{table}{key} = true\n")
        assert main(["check", str(tmp_path), "--urls"]) == 2
        assert key in capsys.readouterr().err


def test_allowing_private_addresses_needs_urls(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", ".", "--urls-allow-private"]) == 2
    assert "--urls-allow-private needs --urls" in capsys.readouterr().err


PAGE = """\
# Ask

Ask.

```toml rule
check = "unreachable-url"
severity = "error"
```
"""


def test_no_config_and_no_rule_page_uses_the_network_without_urls(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rule page may borrow the check under any name."""
    monkeypatch.setenv("ARTICLELINT_URLS_ALLOW_PRIVATE", "1")
    (tmp_path / "own" / "house").mkdir(parents=True)
    (tmp_path / "own" / "house" / "ask.md").write_text(PAGE)
    (tmp_path / "articlelint.toml").write_text(
        'rule-folders = ["own"]\nselect = ["all", "references/unreachable-url", "house/ask"]\n'
    )
    with server(says(b"HTTP/1.1 404 Not Found\r\n" + EMPTY)) as (url, asked):
        (tmp_path / "a.md").write_text(f"# A\n\nA is a [lake]({url}/lake).\n", encoding="utf-8")
        (tmp_path / "b.md").write_text("# B\n\nSee A.\n", encoding="utf-8")
        assert main(["check", str(tmp_path)]) == 0
        assert main(["check", str(tmp_path), "--no-cache", "--jobs", "2"]) == 0
        report = articlelint.check(tmp_path)
        assert not [each for each in report.diagnostics if "url" in each.rule or each.rule == "house/ask"]
        assert asked == []
        capsys.readouterr()
        assert main(["check", str(tmp_path), "--urls"]) == 1
        assert asked
