"""What the README and the docs show is what the commands say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.transcripts import ROOT, commands, kept, pages, renewed

LONG = "beleid.md"  # a whole afternoon of a policy maker, in every command: `.ci/run` tries it, `make test` does not


def _marked(page: Path) -> object:
    return pytest.param(page, marks=[pytest.mark.thorough] if page.name == LONG else [], id=page.name)


@pytest.mark.parametrize("page", [_marked(p) for p in pages() if commands(p.read_text(encoding="utf-8"))])
def test_a_transcript_shows_the_real_output(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text == renewed(text), "run `make docs`, and read what changed"
    assert {name: (page.parent / name).read_bytes() for name in kept(text)} == kept(text)


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


@pytest.mark.parametrize("page", [*pages(), ROOT / "tests" / "README.md"], ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
    assert [t for t in targets if "://" not in t and not (page.parent / t).exists()] == []


def test_every_page_that_the_code_names_exists() -> None:
    sources = [path for folder in ("engine", "cli", "tests") for path in (ROOT / folder).rglob("*.py")]
    named = {name for path in sources for name in re.findall(r"\bdocs/[\w/-]+\.md", path.read_text(encoding="utf-8"))}
    assert named
    assert sorted(name for name in named if not (ROOT / name).is_file()) == []
