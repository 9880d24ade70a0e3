"""What the README and the docs show is what the commands say."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs.transcripts import ROOT, commands, pages, renewed


@pytest.mark.parametrize("page", [p for p in pages() if commands(p.read_text(encoding="utf-8"))], ids=lambda p: p.name)
def test_a_transcript_shows_the_real_output(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text == renewed(text), "run `make docs`, and read what changed"


def test_the_readme_shows_what_the_demo_does() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (shown,) = commands(readme)
    demo = (ROOT / "Makefile").read_text(encoding="utf-8").split("\ndemo:")[1].split("\n\n")[0]
    assert f"wegwijzer {shown}\n" in demo


def test_every_verb_that_the_readme_names_is_in_the_makefile() -> None:
    verbs = {line.split(":")[0] for line in (ROOT / "Makefile").read_text(encoding="utf-8").splitlines() if ": " in line and "##" in line}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = {word.split("`")[0] for word in readme.split("`make ")[1:]}
    assert named
    assert named <= verbs
