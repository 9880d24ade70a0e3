"""YAML 1.2 with places: what a value is, where it stands, and what is refused before it can do harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.diagnostics import KnowledgeError, Location
from engine.limits import FILE_BYTES
from engine.loading.document import read_document, read_text


def _codes(text: str) -> list[str]:
    with pytest.raises(KnowledgeError) as caught:
        read_text(text, "f.yaml")
    return [d.code for d in caught.value.diagnostics]


@pytest.mark.parametrize(
    "word", ["yes", "no", "on", "off", "y", "n", "12:30", "010", "0x1F", "1_000", ".inf", ".nan", "2025-11-03", "=", "<<"]
)
def test_what_yaml_1_2_calls_text_is_text(word: str) -> None:
    assert read_text(f"a: {word}", "f").value == {"a": word}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("-3", -3),
        ("+4", 4),
        ("2.50", 2.5),
        (".5", 0.5),
        ("1e3", 1000.0),
    ],
)
def test_words_and_numbers_of_yaml_1_2(written: str, value: object) -> None:
    found = read_text(f"a: {written}", "f").value["a"]
    assert found == value
    assert type(found) is type(value)


def test_what_is_quoted_is_text() -> None:
    assert read_text("a: 'true'\nb: \"3\"\nc: |-\n  null\n", "f").value == {"a": "true", "b": "3", "c": "null"}


def test_a_number_too_large_to_keep_stays_text() -> None:
    assert read_text("a: 1e999", "f").value == {"a": "1e999"}
    assert read_text(f"a: {'9' * 400}", "f").value == {"a": "9" * 400}


def test_every_part_knows_its_place() -> None:
    document = read_text("a:\n  - b: 1\n    c: 'x'\n", "f")
    assert document.at(("a", 0, "b")) == Location("f", 2, 8)
    assert document.at(("a", 0, "b"), key=True) == Location("f", 2, 5)
    assert document.at(("a", 0), key=True) == Location("f", 2, 5), "a part of a list has no key"
    assert document.text_start(("a", 0, "c")) == Location("f", 3, 9), "after the quote"


def test_what_is_not_there_stands_where_it_would_be() -> None:
    assert read_text("a:\n  b: 1\n", "f").at(("a", "z")) == Location("f", 2, 3)


def test_lines_are_counted_as_yaml_ends_them() -> None:
    for end in ("\n", "\r\n", "\r", "\u2028"):
        assert read_text(f"a: 1{end}b: 2", "f").at(("b",)).line == 2


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\n")
    assert read_document(path).value == {"a": 1}
    assert read_text("\ufeffa: 1\n", "f").value == {"a": 1}


def test_a_file_is_called_as_the_caller_calls_it(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError) as caught:
        read_document(tmp_path / "f.yaml", name="rules/f.yaml")
    assert str(caught.value.diagnostics[0].location) == "rules/f.yaml"


@pytest.mark.parametrize("text", ["[" * 100_000, "{" * 100_000, "- " * 100_000, "? " * 100_000, "a: " + "{a: " * 100_000])
def test_depth_is_refused_before_it_can_crash_the_composer(text: str) -> None:
    assert _codes(text) in (["yaml.depth"], ["yaml.syntax"])


def test_a_file_that_is_too_large_is_refused_without_reading_all_of_it(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    with path.open("wb") as stream:
        stream.truncate(FILE_BYTES * 100)
    with pytest.raises(KnowledgeError) as caught:
        read_document(path)
    assert [d.code for d in caught.value.diagnostics] == ["file.too_large"]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no endless file")
def test_a_file_without_end_is_refused() -> None:
    with pytest.raises(KnowledgeError) as caught:
        read_document(Path("/dev/zero"))
    assert [d.code for d in caught.value.diagnostics] == ["file.too_large"]


def test_half_a_character_is_refused() -> None:
    """Text that does not come from a file can hold a lone surrogate, which no file can."""
    assert _codes("a: \ud800") == ["yaml.control"]


def test_all_doubled_keys_are_told_at_once() -> None:
    assert _codes("a: 1\na: 2\nb:\n  c: 1\n  c: 2\n") == ["yaml.duplicate", "yaml.duplicate"]


@pytest.mark.parametrize("name", ["with\0null.yaml", "x" * 5_000])
def test_a_name_that_no_file_can_have_is_no_crash(name: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        read_document(Path(name))
    assert caught.value.diagnostics[0].line().isprintable()
