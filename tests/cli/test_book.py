"""`wegwijzer book`: the handbook as a folder or a file, written whole or not at all."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest

from cli.delivery import deliver_folder
from engine.diagnostics import KnowledgeError
from tests.cli.conftest import Run

BASE = Path(__file__).resolve().parents[1] / "verification" / "base"
DAY = ("--as-of", "2026-11-03")


def test_a_folder_is_made_that_opens_at_its_index(run: Run, tmp_path: Path) -> None:
    assert run("book", BASE, "-o", tmp_path / "boek", *DAY) == (0, "", "")
    assert "<h1>Handboek</h1>" in (tmp_path / "boek" / "index.html").read_text(encoding="utf-8")
    assert {path.suffix for path in (tmp_path / "boek").iterdir()} == {".html"}


def test_a_handbook_that_was_made_before_is_replaced_whole(run: Run, tmp_path: Path) -> None:
    run("book", BASE, "-o", tmp_path / "boek", *DAY)
    shutil.copy(tmp_path / "boek" / "index.html", tmp_path / "boek" / "oud.html")
    assert run("book", "--rules", BASE, "-o", tmp_path / "boek", "--lang", "en", *DAY).status == 0
    assert not (tmp_path / "boek" / "oud.html").exists()
    assert "<h1>Handbook</h1>" in (tmp_path / "boek" / "index.html").read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["boek"]


def test_a_folder_with_anything_else_in_it_stays_as_it_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "belangrijk.docx").write_text("x", encoding="utf-8")
    done = run("book", BASE, "-o", tmp_path)
    assert (done.status, done.out) == (2, "")
    assert "hier staat iets anders dan een eerder gemaakt handboek" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["belangrijk.docx"]


def test_a_website_of_somebody_else_stays_as_it_is(run: Run, tmp_path: Path) -> None:
    for name in ("index.html", "search.html"):
        (tmp_path / name).write_text("<p>Onze school</p>", encoding="utf-8")
    assert run("book", BASE, "-o", tmp_path).status == 2
    assert {path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {"<p>Onze school</p>"}


PAGES = {"index.html": "nieuw MERK", "search.html": "nieuw MERK"}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Give a handbook that was made before."""
    deliver_folder(dict.fromkeys(PAGES, "oud MERK"), tmp_path / "boek", "MERK")
    return tmp_path / "boek"


def said(folder: Path) -> set[str]:
    return {path.read_text(encoding="utf-8") for path in folder.iterdir()}


@pytest.mark.parametrize("broken", [{2}, {2, 3}], ids=["the new one cannot come", "nor the old one go back"])
def test_when_a_rename_fails_the_old_handbook_is_not_lost(broken: set[int], old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first rename puts the old one aside, the second the new one in its place, the third would put the old one back."""
    rename, count = Path.rename, [0]

    def fails(self: Path, target: Path) -> Path:
        count[0] += 1
        if count[0] in broken:
            raise OSError(5, "Input/output error")
        return rename(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", fails)
        with pytest.raises(KnowledgeError):
            deliver_folder(PAGES, old, "MERK")
    assert said(old if old.exists() else old.with_name("boek.wegwijzer-old")) == {"oud MERK"}
    assert len(list(old.parent.iterdir())) == 1
    deliver_folder(PAGES, old, "MERK")
    assert said(old) == {"nieuw MERK"}
    assert [path.name for path in old.parent.iterdir()] == ["boek"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot split a process")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")  # the child does one thing, and ends
@pytest.mark.parametrize("moment", [1, 2, 3])
def test_when_it_is_killed_at_a_rename_the_old_handbook_is_not_lost(moment: int, old: Path) -> None:
    child = os.fork()
    if not child:
        rename, left = Path.rename, [moment]

        def dies(self: Path, target: Path) -> Path:
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
            return rename(self, target)

        Path.rename = dies  # type: ignore[assignment,method-assign]
        deliver_folder(PAGES, old, "MERK")
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) == (moment < 3)
    there = [path for path in old.parent.iterdir() if path.name.startswith("boek")]
    assert said(there[0]) == {"oud MERK" if moment < 3 else "nieuw MERK"}
    deliver_folder(PAGES, old, "MERK")
    assert said(old) == {"nieuw MERK"}


@pytest.mark.skipif(os.name != "posix", reason="links as POSIX has them")
def test_a_link_to_a_handbook_stays_a_link(old: Path) -> None:
    (old.parent / "link").symlink_to("boek")
    deliver_folder(PAGES, old.parent / "link", "MERK")
    assert (old.parent / "link").is_symlink()
    assert said(old) == {"nieuw MERK"}


def test_a_file_that_ends_with_pdf_is_a_pdf(run: Run, tmp_path: Path) -> None:
    assert run("book", BASE, "-o", tmp_path / "boek.pdf", *DAY).status == 0
    assert (tmp_path / "boek.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("words", "says"), [((), "hier ontbreekt `--output`"), (("nergens", "-o", "x"), "nergens: dit bestand of deze map bestaat niet")]
)
def test_bad_input_is_one_sentence_with_the_way_out(words: tuple[str, ...], says: str, run: Run) -> None:
    done = run("book", *words)
    assert (done.status, done.out) == (2, "")
    assert says in done.err
