"""What is too much is refused with a sentence, and thousands of faults are told as a few and a count."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cli.main import main
from engine import limits
from engine.cases.answers import read_answer
from engine.cases.writing import with_answer
from engine.diagnostics import KnowledgeError, Location
from engine.language.parser import parse
from engine.loading import folders
from engine.loading.cases import parse_case
from engine.loading.document import read_text
from engine.model.case import Observation
from engine.service import Wegwijzer

ODD_FILES = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")


def codes(problem: pytest.ExceptionInfo[KnowledgeError]) -> list[str]:
    return [each.code for each in problem.value.diagnostics]


def run(*words: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(word) for word in words])
    return int(str(ended.value.code))


def test_a_file_with_very_many_values_is_refused_before_it_is_composed() -> None:
    with pytest.raises(KnowledgeError) as refused:
        read_text("facts: [" + "[]," * limits.FILE_VALUES + "]", "f.yaml")
    assert codes(refused) == ["yaml.values"]


def test_what_ships_is_far_from_the_limits() -> None:
    root = Path(__file__).resolve().parents[2]
    sizes = [path.stat().st_size for part in ("rules", "protocols") for path in (root / part).rglob("*.yaml")]
    assert max(sizes) * 20 < limits.FILE_BYTES
    assert sum(sizes) / 5 < limits.FILE_VALUES * 5


def test_a_condition_of_great_length_is_refused() -> None:
    with pytest.raises(KnowledgeError) as refused:
        parse(" or ".join(["home.unsafe"] * limits.CONDITION_CHARACTERS), Location("r.yaml", 2, 3))
    assert codes(refused) == ["condition.too_long"]


def test_thousands_of_wrong_names_are_told_as_a_few_and_a_count(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And only for those that are told a name is looked for that was meant: for all of them it took minutes."""
    looked: list[str] = []
    monkeypatch.setattr("engine.diagnostics.nearest", lambda name, _: looked.append(name))
    wrong = tmp_path / "c.yaml"
    wrong.write_text("case: x\nfacts:\n" + "".join(f"  pupil.sector{i}: 1\n" for i in range(3_000)), encoding="utf-8")
    assert run("advise", wrong) == 2
    *told, last = capfd.readouterr().err.splitlines()
    assert len(told) == limits.FAULTS_SAID
    assert last == f"{wrong}: en nog {3_000 - limits.FAULTS_SAID} fouten; herstel eerst deze"
    assert len(looked) == limits.FAULTS_SAID


def test_a_folder_with_more_than_we_look_at_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "FOLDER_ENTRIES", 5)
    for i in range(6):
        (tmp_path / f"{i}.txt").touch()
    with pytest.raises(KnowledgeError) as refused:
        folders.yaml_files(tmp_path)
    assert codes(refused) == ["file.too_many"]


@ODD_FILES
def test_a_pipe_among_cases_or_rules_is_told_and_not_waited_for(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "school.yaml").write_text("school: x\n", encoding="utf-8")
    for name in ("p.yaml", "rules/p.yaml"):
        os.mkfifo(tmp_path / name)
    assert run("overrides", tmp_path) == 2
    assert run("check", tmp_path) == 1
    told = capfd.readouterr()
    assert f"{tmp_path}/p.yaml: dit is geen bestand maar een doorgeefluik; noem een gewoon bestand" in told.err
    assert "rules/p.yaml: dit is geen bestand maar een doorgeefluik" in told.out


def test_a_source_text_that_is_no_utf_8_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    root = Path(__file__).resolve().parents[1] / "verification" / "base"
    (tmp_path / "boek.txt").write_bytes(b"caf\xe9")
    assert run("check", root, "--sources", tmp_path) == 2
    assert f"{tmp_path / 'boek.txt'}:1:4: dit bestand is geen UTF-8-tekst (byte 0xe9)" in capfd.readouterr().err


def test_a_name_that_is_too_long_for_any_folder_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    assert run("check", "--rules", "x" * 300) == 2
    assert "de naam is te lang" in capfd.readouterr().err


@pytest.mark.parametrize("text", ["9" * 5_000, "٣", "²", "0", "-1", "1_0"])
def test_a_number_of_a_list_is_one_of_its_own_numbers(text: str, wegwijzer: Wegwijzer) -> None:
    fact = next(f for f in wegwijzer.base.knowledge.facts.values() if f.type == "choice")
    with pytest.raises(KnowledgeError):
        read_answer(fact, text)


@pytest.mark.parametrize("who", ["\ufffe", "\x7f", "\x9b2J", "\u2028", "\ufeff", "\x00"])
def test_a_sign_that_no_yaml_file_has_is_written_so_that_it_can_be_read_back(who: str, wegwijzer: Wegwijzer) -> None:
    answer = Observation("home.unsafe", True, "parent", f"a{who}b")  # noqa: FBT003 - a value
    written = with_answer("case: x\n", answer)
    assert written.isprintable() or "\n" in written
    (read,) = parse_case(written, "c.yaml", wegwijzer.base.knowledge).observations
    assert read.who == f"a{who}b"


def test_half_a_character_is_written_as_a_question_mark(wegwijzer: Wegwijzer) -> None:
    written = with_answer("case: x\n", Observation("home.unsafe", True, "parent", "a\udc80b"))  # noqa: FBT003 - a value
    (read,) = parse_case(written, "c.yaml", wegwijzer.base.knowledge).observations
    assert read.who == "a?b"


@pytest.mark.parametrize("begin", ["", "\ufeff"])
def test_an_answer_can_be_written_into_any_file_that_can_be_read(begin: str, wegwijzer: Wegwijzer) -> None:
    """A tab after a colon was read by one form of the YAML library and broke the other."""
    text = f"{begin}case: x\r\n# é😀\r\nfacts:\r\n  pupil.year:\t6 # ü\r\n  home.unsafe: unknown\r\n"
    written = with_answer(text, Observation("home.unsafe", True, "parent"))  # noqa: FBT003 - a value
    assert written == text.replace("unknown", "{value: true, by: parent}")
    assert len(parse_case(written, "c.yaml", wegwijzer.base.knowledge).observations) == 2
