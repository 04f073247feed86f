"""What is installed is what the checkout holds: rules, types, licence; and the lock file fits the declared ranges."""

import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "build", "-q", "--no-isolation", "-o", folder, ROOT], check=True)
    return folder


def _declared() -> Iterator[Requirement]:
    data = tomllib.loads((ROOT / "pyproject.toml").read_text())
    extras = data["project"]["optional-dependencies"].values()
    groups = data["dependency-groups"]
    for group in (data["project"]["dependencies"], *extras, groups["dev"], groups["build"]):
        yield from (Requirement(each) for each in group if isinstance(each, str))


def _pinned(lock: str = "requirements-dev.lock") -> dict[str, Version]:
    pins = re.findall(r"^([\w.-]+)==([\w.+!]+)", (ROOT / lock).read_text(), re.MULTILINE)
    return {name.lower().replace("_", "-"): Version(version) for name, version in pins}


def test_every_declared_requirement_is_locked_within_its_range() -> None:
    pinned = _pinned()
    for requirement in _declared():
        name = requirement.name.lower().replace("_", "-")
        if name == "articlelint":
            continue
        assert name in pinned, f"{name} is not in requirements-dev.lock: run `make lock`"
        assert requirement.specifier.contains(pinned[name], prereleases=True), f"{name}: run `make lock`"


def test_the_core_is_locked_at_the_same_versions() -> None:
    core, everything = _pinned("requirements-core.lock"), _pinned()
    assert core.items() <= everything.items()
    data = tomllib.loads((ROOT / "pyproject.toml").read_text())
    for group in (data["project"]["dependencies"], data["dependency-groups"]["build"]):
        assert {Requirement(each).name.replace("_", "-") for each in group} <= core.keys()


@pytest.mark.parametrize("lock", ["requirements-core.lock", "requirements-dev.lock", "requirements-fuzz.lock"])
def test_every_locked_file_has_its_hash(lock: str) -> None:
    entries = re.split(r"^(?=[\w.-]+==)", (ROOT / lock).read_text(), flags=re.MULTILINE)[1:]
    assert entries
    for entry in entries:
        assert "--hash=sha256:" in entry, entry


def test_what_builds_the_wheel_is_what_runs() -> None:
    """hatch_build runs the linter once, so it needs what that needs, in the same ranges."""
    data = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert set(data["build-system"]["requires"]) <= {
        *data["project"]["dependencies"],
        *data["dependency-groups"]["build"],
    }


@pytest.mark.parametrize("lock", ["requirements-core.lock", "requirements-dev.lock", "requirements-fuzz.lock"])
def test_the_lock_file_names_no_index(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text


def test_contributing_is_short() -> None:
    assert len((ROOT / "CONTRIBUTING.md").read_text().splitlines()) < 130


def test_the_map_names_what_exists() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = {word for word in re.findall(r"`([\w./]+(?:/|\.py|\.md|\.txt))`", text) if "<" not in word}
    assert len(named) > 20
    assert not {word for word in named if not any((ROOT / home / word).exists() for home in ("", "articlelint"))}


@pytest.mark.slow
def test_the_wheel_holds_every_rule_page_types_and_licence(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
    pages = {f"articlelint/{page.relative_to(ROOT).as_posix()}" for page in (ROOT / "rules").rglob("*.md")}
    assert pages
    assert pages <= names
    assert {"articlelint/py.typed", "articlelint/rules/catalogue.json"} <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not any(name.startswith(("tests/", "docs/", "benchmarks/")) for name in names)


@pytest.mark.slow
def test_the_wheel_serves_every_interpreter(built: Path) -> None:
    """No compiled module, no byte code, nothing marshalled: only text that any Python from the oldest on reads."""
    wheel = next(built.glob("*.whl"))
    assert wheel.stem.endswith("-py3-none-any")
    with zipfile.ZipFile(wheel) as files:
        kinds = {Path(name).suffix for name in files.namelist()}
        for name in files.namelist():
            files.read(name).decode("utf-8")
    assert not kinds & {".pyc", ".pyo", ".so", ".pyd"}


def _pythons() -> dict[str, Path]:
    """The Pythons of this machine that we promise to run on: those in the PATH, and those installed beside this one."""
    oldest = Version(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"].strip(">="))
    found: dict[str, Path] = {}
    for minor in range(oldest.minor, oldest.minor + 4):
        name = f"python3.{minor}"
        beside = sorted(Path(sys.base_prefix).parent.glob(f"3.{minor}.*/bin/{name}"))
        on_path = shutil.which(name)
        for place in (*beside, *([Path(on_path)] if on_path else [])):
            asked = subprocess.run([place, "-c", "import venv"], capture_output=True, check=False)
            if asked.returncode == 0:
                found.setdefault(name, place)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("python", _pythons().values(), ids=_pythons().keys())
def test_the_wheel_runs_on_every_python(python: Path, built: Path, tmp_path: Path) -> None:
    subprocess.run([python, "-m", "venv", tmp_path], check=True)
    install = [tmp_path / "bin/python", "-m", "pip", "install", "-q", "--only-binary=:all:", next(built.glob("*.whl"))]
    subprocess.run(install, check=True, cwd=tmp_path)
    command = [tmp_path / "bin/articlelint", "check", "examples", "--no-cache"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (1, "")
    assert ran.stdout.strip() == (ROOT / "examples/expected.txt").read_text().strip()


@pytest.mark.slow
def test_a_wheel_is_built_of_the_same_bytes_each_time(built: Path, tmp_path: Path) -> None:
    """Whoever doubts a published wheel can build it again: from the checkout here, from the sdist in `built`."""
    subprocess.run([sys.executable, "-m", "build", "-q", "-w", "--no-isolation", "-o", tmp_path, ROOT], check=True)
    assert next(tmp_path.glob("*.whl")).read_bytes() == next(built.glob("*.whl")).read_bytes()


@pytest.mark.slow
def test_the_sdist_can_be_tested_and_built(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert {"pyproject.toml", "LICENSE", "README.md", "rules/sections/empty-section.md"} <= names
    assert "tests/test_rules.py" in names


@pytest.mark.slow
def test_every_module_imports_on_its_own() -> None:
    """Each module is imported in a fresh interpreter by name, so that no import order hides a circle."""
    modules = sorted(
        ".".join(path.relative_to(ROOT).with_suffix("").parts) for path in (ROOT / "articlelint").rglob("*.py")
    )
    script = (
        "import sys, importlib\n"
        "for name in sys.argv[1:]:\n"
        "    for loaded in [m for m in sys.modules if m.split('.')[0] == 'articlelint']: del sys.modules[loaded]\n"
        "    importlib.import_module(name)\n"
    )
    names = [name for name in modules if not name.endswith("__main__")]
    subprocess.run([sys.executable, "-c", script, *names], check=True, cwd=ROOT)
