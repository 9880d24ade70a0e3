"""Archives: a bomb is refused with a sentence before anything opens it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest

from engine.diagnostics import KnowledgeError
from engine.interchange.archives import check_archive
from engine.limits import ARCHIVE_PARTS

ENTITIES = '<?xml version="1.0"?><!DOCTYPE lol [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'


def _packed(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def _code(path: Path, limit: int = 5_000_000) -> str:
    with pytest.raises(KnowledgeError) as refused:
        check_archive(path, limit=limit)
    (only,) = refused.value.diagnostics
    assert only.line("nl").startswith(str(path))
    return only.code


def test_a_real_document_passes(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("gewoon")
    document.save(str(tmp_path / "brief.docx"))
    check_archive(tmp_path / "brief.docx")


def test_what_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    bomb = _packed(tmp_path / "b.xlsx", {f"xl/sheet{i}.xml": bytes(1_000_000) for i in range(6)})
    assert bomb.stat().st_size < 10_000
    assert _code(bomb) == "archive.too_large"


def test_a_zip_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    bomb = _packed(tmp_path / "b.xlsx", {"xl/sheet1.xml": bytes(6_000_000)})
    said = (6_000_000).to_bytes(4, "little")
    bomb.write_bytes(bomb.read_bytes().replace(said, (10).to_bytes(4, "little")))
    assert _code(bomb) == "archive.broken"


def test_a_zip_of_very_many_parts_is_refused(tmp_path: Path) -> None:
    assert _code(_packed(tmp_path / "b.xlsx", {f"{i}.xml": b"" for i in range(ARCHIVE_PARTS + 1)})) == "archive.parts"


@pytest.mark.parametrize("coding", ["utf-8", "utf-16"])
def test_entities_of_its_own_are_refused_in_any_coding(tmp_path: Path, coding: str) -> None:
    padded = ENTITIES.replace("<!DOCTYPE", " " * ((1 << 20) - 30) + "<!DOCTYPE") if coding == "utf-8" else ENTITIES
    assert _code(_packed(tmp_path / "b.xlsx", {"xl/workbook.xml": padded.encode(coding)})) == "archive.declares"


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04" + bytes(100), b"geen zip"])
def test_what_is_no_zip_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "b.xlsx"
    path.write_bytes(content)
    assert _code(path) == "archive.broken"


def test_half_a_zip_is_told(tmp_path: Path) -> None:
    whole = _packed(tmp_path / "b.xlsx", {"a.xml": bytes(range(256)) * 50})
    whole.write_bytes(whole.read_bytes()[:-40])
    assert _code(whole) == "archive.broken"
