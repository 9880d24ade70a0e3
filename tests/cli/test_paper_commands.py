"""Paper from the command line: whole files, text on standard output, and one sentence for what cannot be."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from cli import speech
from cli.main import main
from engine.service import Wegwijzer

JAIMO = str(Path(__file__).resolve().parents[2] / "examples" / "jaimo.yaml")
Outcome = tuple[int, bytes, str]


@pytest.fixture(autouse=True)
def one_opening(monkeypatch: pytest.MonkeyPatch, wegwijzer: Wegwijzer) -> None:
    """Let every command use the knowledge that is open already."""
    monkeypatch.setattr(speech, "open_wegwijzer", lambda *_: wegwijzer)


def run(words: Sequence[str], capfdbinary: pytest.CaptureFixture[bytes]) -> Outcome:
    with pytest.raises(SystemExit) as exit_:
        main(words)
    out, err = capfdbinary.readouterr()
    return int(str(exit_.value.code)), out, err.decode("utf-8")


@pytest.mark.parametrize(
    ("form", "begins"), [("md", b"# Advies"), ("html", b"<!doctype html>"), ("pdf", b"%PDF-"), ("docx", b"PK\x03\x04")]
)
def test_an_advice_comes_in_each_format(form: str, begins: bytes, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    status, out, err = run(["advise", JAIMO, "--format", form], capfdbinary)
    assert (status, err) == (0, "")
    assert out.startswith(begins)


@pytest.mark.parametrize("name", ["advies.pdf", "advies.HTML", "advies.docx"])
def test_the_name_of_a_file_says_its_format(name: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    file = tmp_path / name
    assert run(["advise", JAIMO, "-o", str(file), "--for", "parents"], capfdbinary) == (0, b"", "")
    assert file.read_bytes()[:2] in (b"%P", b"<!", b"PK")
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_without_a_format_an_advice_is_text(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["advise", JAIMO], capfdbinary)[1].startswith(b"WEGWIJZER   jaimo")


@pytest.mark.parametrize("form", ["text", "json"])
def test_text_and_json_are_for_the_school_and_say_so(form: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    status, out, err = run(["advise", JAIMO, "--format", form, "--for", "parents"], capfdbinary)
    assert (status, out) == (2, b"")
    assert err == f"wegwijzer advise: `--for` gaat over papier en niet over {form}; kies met `--format` uit md, html, pdf, docx\n"


def test_a_pdf_is_not_poured_over_a_screen(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    status, out, err = run(["guide", "plan_of_action", JAIMO, "--format", "pdf"], capfdbinary)
    assert (status, out) == (2, b"")
    assert "-o plan_of_action.pdf" in err


def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    status, _, err = run(["advise", JAIMO, "-o", str(tmp_path / "nergens" / "advies.pdf")], capfdbinary)
    assert status == 2
    assert err.startswith(str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_guide_alone_says_which_there_are(wegwijzer: Wegwijzer, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    status, out, _ = run(["guide"], capfdbinary)
    assert status == 0
    listed = [line.split()[0] for line in out.decode("utf-8").splitlines() if not line.startswith(" ")]
    assert listed == list(wegwijzer.base.knowledge.guides)


def test_a_guide_without_a_case_is_a_blank_form(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    status, out, _ = run(["guide", "intake_talk"], capfdbinary)
    assert status == 0
    assert "Leerling:" in out.decode("utf-8")
    assert "jaimo" not in out.decode("utf-8")


def test_an_unknown_guide_is_answered_with_the_nearest(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    status, out, err = run(["guide", "plan_of_actoin", JAIMO], capfdbinary)
    assert (status, out) == (2, b"")
    assert err == "wegwijzer guide: de leidraad `plan_of_actoin` bestaat niet; bedoel je `plan_of_action`?\n"


def test_a_reader_that_stops_listening_is_no_fault(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    kept = os.dup(1)
    os.dup2(writing, 1)
    os.close(writing)
    try:
        status, _, err = run(["advise", JAIMO, "--format", "pdf"], capfdbinary)
    finally:
        os.dup2(kept, 1)
        os.close(kept)
    assert (status, err) == (0, "")
