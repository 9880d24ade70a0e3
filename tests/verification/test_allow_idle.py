"""allow.idle: a comment that allows something that does not occur."""

from __future__ import annotations

import shutil
from pathlib import Path

from engine.knowledge.compiler import compile_knowledge
from engine.loading.collection import load_knowledge
from engine.verification.checking import check
from tests.verification.conftest import BASE, Checked
from tests.verification.kit import finding, lines

LABEL = "{nl: Iets, en: Something}  # wegwijzer: allow %s because it is so"


def test_allowing_what_does_not_occur_is_found(checked: Checked) -> None:
    assert lines(checked(finding("pupil.tired", label=LABEL % "translation.missing"))) == [
        "rules/extra.yaml:3:39: this allows something that does not occur (`translation.missing`); remove the line"
    ]


def test_what_was_not_looked_for_may_be_allowed(tmp_path: Path) -> None:
    """Without the sources no citation is looked up, so its allowance is not idle."""
    shutil.copytree(BASE, tmp_path / "base")
    for name, text in finding("pupil.tired", label=LABEL % "citation.lost").items():
        (tmp_path / "base" / name).write_text(text, encoding="utf-8")
    base = compile_knowledge(load_knowledge(tmp_path / "base"))
    assert check(base, tmp_path / "base").is_sound
    assert [d.code for d in check(base, tmp_path / "base", tmp_path / "base" / "sources").findings] == ["allow.idle"]
