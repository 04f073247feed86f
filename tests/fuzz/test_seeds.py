"""The targets of the fuzzer hold for their seeds, and tell what is broken; the fuzzer itself is no part of the suite (`make fuzz`)."""

from pathlib import Path

import pytest
import run
import targets

FUZZ = Path(__file__).parent


@pytest.mark.parametrize(
    "seed", sorted((FUZZ / "seeds").glob("*/*")), ids=lambda path: f"{path.parent.name}-{path.name}"
)
def test_a_seed_breaks_nothing(seed: Path) -> None:
    targets.TARGETS[seed.parent.name](seed.read_bytes())


def test_every_target_has_seeds() -> None:
    assert {path.name for path in (FUZZ / "seeds").iterdir()} == targets.TARGETS.keys()


def test_a_finding_can_be_seen_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "found").write_bytes(b"# A\n")
    assert run.main(["markdown", str(tmp_path / "found")]) == 0

    def broken(_data: bytes) -> None:
        raise targets.Broken("so it is")

    monkeypatch.setattr(targets, "TARGETS", {"markdown": broken})
    with pytest.raises(targets.Broken, match="so it is"):
        run.main(["markdown", str(tmp_path / "found")])


def test_a_mistyped_target_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run.main(["markdwon"])
    assert "no target is called 'markdwon'" in capsys.readouterr().err
