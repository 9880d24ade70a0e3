"""The gallery shows what is drawn now."""

from __future__ import annotations

import pytest

from docs.gallery import FOLDER, PAGE, drawn, sheets, text
from tests.rendering.test_diagram_sheets import NAMES

AGAIN = "run `make docs`, and look at what changed"


@pytest.mark.parametrize("name", NAMES)
def test_each_picture_is_current(name: str) -> None:
    assert (FOLDER / f"{name}.svg").read_text(encoding="utf-8") == drawn(name), AGAIN


def test_the_page_shows_every_picture_and_no_other() -> None:
    assert PAGE.read_text(encoding="utf-8") == text(), AGAIN
    assert {path.stem for path in FOLDER.glob("*.svg")} == set(sheets())
