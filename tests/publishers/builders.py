"""Builds a site with the real tool, found on PATH or beside the interpreter that `PUBLISHERS_BIN` names."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

Build = Callable[[Path, Path], tuple[Path, str]]


def tool(name: str) -> str:
    """The program of this name; the test is skipped where it is not installed."""
    found = shutil.which(name, path=os.pathsep.join((os.environ.get("PUBLISHERS_BIN", ""), os.environ["PATH"])))
    if found is None:
        pytest.skip(f"{name} is not installed: put its folder into PUBLISHERS_BIN")
    return found


def _run(*command: str, cwd: Path) -> None:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=400, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def hugo(source: Path, out: Path) -> tuple[Path, str]:
    """Hugo."""
    _run(tool("hugo"), "--quiet", "--destination", str(out), cwd=source)
    return out, "/fens" if "/fens/" in "".join(path.read_text("utf-8") for path in source.glob("hugo.*")) else ""


def mkdocs(source: Path, out: Path) -> tuple[Path, str]:
    """MkDocs."""
    _run(tool("mkdocs"), "build", "--quiet", "--site-dir", str(out), cwd=source)
    return out, "/atlas" if "/atlas/" in (source / "mkdocs.yml").read_text("utf-8") else ""


def jekyll(source: Path, out: Path) -> tuple[Path, str]:
    """Jekyll, with the plug-ins that the config names; the Gemfile is ours to read, not Bundler's to install."""
    (source / "Gemfile").unlink(missing_ok=True)
    _run(tool("jekyll"), "build", "--quiet", "--destination", str(out), cwd=source)
    return out, "/mills" if "baseurl: /mills" in (source / "_config.yml").read_text("utf-8") else ""


def mdbook(source: Path, out: Path) -> tuple[Path, str]:
    """mdBook."""
    _run(tool("mdbook"), "build", "--dest-dir", str(out), cwd=source)
    return out, ""


def sphinx(source: Path, out: Path) -> tuple[Path, str]:
    """Sphinx with MyST."""
    _run(tool("sphinx-build"), "-q", "-b", "html", ".", str(out), cwd=source)
    return out, ""


def docusaurus(source: Path, out: Path) -> tuple[Path, str]:
    """Docusaurus, of the node_modules that its program stands in."""
    program = Path(tool("docusaurus")).absolute()
    (source / "node_modules").symlink_to(program.parent.parent)
    _run(str(program), "build", "--no-minify", "--out-dir", str(out), cwd=source)
    return out, "/kelp"


def vitepress(source: Path, out: Path) -> tuple[Path, str]:
    """VitePress, of the node_modules that its program stands in."""
    program = Path(tool("vitepress")).absolute()
    (source / "node_modules").symlink_to(program.parent.parent)
    _run(str(program), "build", ".", "--outDir", str(out), cwd=source)
    return out, "/dunes"


BUILDS: Mapping[str, Build] = {
    "hugo": hugo,
    "hugo-hook": hugo,
    "hugo-two": hugo,
    "mkdocs": mkdocs,
    "material": mkdocs,
    "vitepress": vitepress,
    "docusaurus": docusaurus,
    "sphinx": sphinx,
    "mdbook": mdbook,
    "jekyll-pages": jekyll,
    "jekyll-pretty": jekyll,
}
