"""The kept copy of a knowledge base: it saves time, and nothing that is wrong with it can be noticed otherwise."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.loading.compiled import cached

SOUND = Path(__file__).resolve().parents[1] / "golden" / "bad" / "sound_rules"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SOUND, tmp_path / "rules"))


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "kept"
    monkeypatch.setenv("WEGWIJZER_CACHE", str(folder))
    return folder


class _Counter:
    """Builds, and counts how often."""

    def __init__(self) -> None:
        self.built = 0

    def __call__(self) -> dict[str, int]:
        self.built += 1
        return {"built": self.built}


def test_the_second_time_the_copy_is_taken(rules: Path, kept: Path) -> None:
    build = _Counter()
    assert cached(rules, build) == cached(rules, build) == {"built": 1}
    assert len(list(kept.iterdir())) == 1


def test_changed_rules_are_built_anew(rules: Path, kept: Path) -> None:
    build = _Counter()
    cached(rules, build)
    facts = rules / "rules" / "facts.yaml"
    facts.write_text(facts.read_text(encoding="utf-8") + "# anders\n", encoding="utf-8")
    assert cached(rules, build) == {"built": 2}
    assert len(list(kept.iterdir())) == 2


def test_a_new_file_is_built_anew(rules: Path, kept: Path) -> None:
    build = _Counter()
    cached(rules, build)
    (rules / "rules" / "more.yaml").write_text("findings: {}\n", encoding="utf-8")
    assert cached(rules, build) == {"built": 2}
    assert kept.is_dir()


def _spoil(path: Path) -> None:
    path.write_bytes(b"no pickle")


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _halve(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5])


def _miss_a_class(path: Path) -> None:
    path.write_bytes(b"cnowhere\nNothing\n.")


def _let_others_write(path: Path) -> None:
    path.chmod(0o666)


@pytest.mark.parametrize("damage", [_spoil, _empty, _halve, _miss_a_class, _let_others_write])
def test_a_copy_that_is_damaged_or_not_ours_alone_is_not_taken(rules: Path, kept: Path, damage: Callable[[Path], None]) -> None:
    build = _Counter()
    cached(rules, build)
    (copy,) = kept.iterdir()
    damage(copy)
    assert cached(rules, build) == {"built": 2}


def test_where_nothing_can_be_kept_all_else_works(rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("WEGWIJZER_CACHE", str(tmp_path / "file" / "kept"))
    build = _Counter()
    assert [cached(rules, build), cached(rules, build)] == [{"built": 1}, {"built": 2}]


def test_it_can_be_switched_off(rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEGWIJZER_CACHE", "off")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    build = _Counter()
    assert [cached(rules, build), cached(rules, build)] == [{"built": 1}, {"built": 2}]
    assert not (tmp_path / "cache").exists()


def test_what_cannot_be_kept_leaves_nothing_behind(rules: Path, kept: Path) -> None:
    """A disk that fills up half-way, or a noun that cannot be pickled."""
    with pytest.raises((AttributeError, pickle.PicklingError)):
        cached(rules, lambda: lambda: None)
    assert list(kept.iterdir()) == []


def test_only_the_newest_copies_are_kept(rules: Path, kept: Path) -> None:
    for i in range(30):
        cached(rules, _Counter(), variant=str(i))
    assert len(list(kept.iterdir())) == 24


def test_a_faulty_knowledge_base_is_not_kept(rules: Path, kept: Path) -> None:
    def fail() -> None:
        message = "faulty"
        raise ValueError(message)

    with pytest.raises(ValueError, match="faulty"):
        cached(rules, fail)
    assert not kept.exists()
