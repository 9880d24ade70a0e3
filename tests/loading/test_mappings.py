"""A mapping file: what it may say, what is wrong in it at its line, and that what is kept is read back the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from engine.diagnostics import KnowledgeError
from engine.loading.mappings import load_mapping, mapping_text
from engine.model.mapping import ColumnUse, LongForm, Reliability, TableMapping
from engine.service import open_wegwijzer

KNOWLEDGE = open_wegwijzer().base.knowledge


def test_a_mapping_that_is_kept_is_read_back_the_same(tmp_path: Path) -> None:
    mapping = TableMapping(
        "Leerling: nr",
        "Groep",
        "",
        (
            ColumnUse("M7 'lezen'", "achievement.percentile", "standard", 50, 10, "lezen", date(2025, 2, 1)),
            ColumnUse("Geslacht", "pupil.gender", values={"m": "boy", "?": None}),
            ColumnUse("Score", "achievement.percentile"),
        ),
        frozenset({"Mentor"}),
        LongForm("Score", "Vak", "Datum"),
        Reliability(0.8, 0.85, "handleiding"),
    )
    (tmp_path / "m.yaml").write_text(mapping_text(mapping), encoding="utf-8")
    assert load_mapping(tmp_path / "m.yaml", KNOWLEDGE) == mapping


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("group: Groep\n", "1:1", "shape.required"),
        ("pupil: L\ncolumns:\n  IQ: {fact: potential.iqq}\n", "3:14", "case.unknown_fact"),
        ("pupil: L\ncolumns:\n  G: {fact: pupil.gender, scale: iq}\n", "3:34", "mapping.scale"),
        ("pupil: L\ncolumns:\n  S: {fact: achievement.percentile, scale: standard}\n", "3:44", "mapping.standard"),
        ("pupil: L\ncolumns:\n  S: {fact: achievement.percentile, date: 2025-13-01}\n", "3:43", "shape.date"),
        ("pupil: L\ncolumns:\n  G: {fact: pupil.gender, values: {m: man}}\n", "3:39", "case.choice"),
        ("pupil: L\nlong: {score: Score}\n", "2:15", "mapping.score"),
    ],
)
def test_what_is_wrong_in_a_mapping_is_said_at_its_line(tmp_path: Path, text: str, place: str, code: str) -> None:
    (tmp_path / "m.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError) as problem:
        load_mapping(tmp_path / "m.yaml", KNOWLEDGE)
    assert [(f"{d.location.line}:{d.location.column}", d.code) for d in problem.value.diagnostics] == [(place, code)]
