"""URLs are asked politely, and only when told to."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest

from articlelint.cli.main import main


class Site(BaseHTTPRequestHandler):
    asked: ClassVar[list[tuple[str, str]]] = []

    def answer(self) -> None:
        self.asked.append((self.command, self.path))
        status = int(self.path.strip("/").split("-")[0])
        if self.path.endswith("-head") and self.command == "HEAD":
            status = 405
        self.send_response(status)
        if status == 301:
            self.send_header("Location", "/200")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET = answer  # noqa: N815 - the base class names them

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    Site.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_what_answers_and_what_does_not(site: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages = ["200", "301", "200-head", "404", "410", "403", "429", "500", "200"]
    links = " ".join(f"[p]({site}/{page}#place)" for page in pages)
    (tmp_path / "a.md").write_text(f"# A\n\n{links} [ü]({site}/200-ü)\n", encoding="utf-8")
    (tmp_path / "articlelint.toml").write_text('[rules."references/unreachable-url"]\npause = 0\n')
    words = ["check", str(tmp_path), "--select", "references", "--output-format", "json"]
    assert main([*words, "--no-cache"]) == 0
    assert json.loads(capsys.readouterr().out)["diagnostics"] == []
    assert Site.asked == []
    assert main([*words, "--urls", "--urls-allow-private"]) == 1
    said = [
        (each["data"]["target"].rpartition("/")[2], each["severity"])
        for each in json.loads(capsys.readouterr().out)["diagnostics"]
    ]
    assert said == [
        ("404#place", "error"),
        ("410#place", "error"),
        ("403#place", "warning"),
        ("429#place", "warning"),
        ("500#place", "warning"),
    ]
    assert Site.asked.count(("HEAD", "/404")) == 1
