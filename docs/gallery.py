"""Draws the gallery anew: `docs/gallery.md` and a picture for each sheet in `docs/gallery/`.

`python -m docs.gallery` writes; `tests/rendering/test_gallery.py` compares.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from engine.model.diagram import Diagram
from engine.rendering.diagrams.pictures import picture_names
from engine.rendering.diagrams.printing import printed
from engine.service import Wegwijzer, open_wegwijzer

__all__ = ["FOLDER", "PAGE", "drawn", "sheets", "text"]

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "gallery.md"
FOLDER = ROOT / "docs" / "gallery"
DAY = date(2026, 11, 23)  # the day on every sheet, so that a picture changes only when its content does
CASES = (("jaimo", "underachievement"), ("thuis", "safety_net"), ("thuis", "pyramid"))

_HEAD = """# Gallery

Every picture that `wegwijzer graph` draws of the shipped rules, as `make docs` made them. Each is an SVG that carries its steps in words
for screen readers; `--format text` gives those words alone. How they are read:

- Top down, a lane for each role. A step is a rounded box, a question has six corners and its answers on the ways, a bar at either side
  waits.
- A thick way up leads to a more intensive route, a thin dashed way down back to a lighter one; the box at its end names route and step.
- A pill with an arrow and a number says at which step of the same sheet to go on, where a line would run through the others.
- The numbers are those of the list of steps. Colour never says anything alone: print it in grey.

`wegwijzer graph NAME --format html` gives the page to show and to practise with; `--case CASE` lays a pupil's route over it;
`--against DIR` shows what another version of the rules changes.
"""


@lru_cache(maxsize=1)
def _wegwijzer() -> Wegwijzer:
    return open_wegwijzer()


@lru_cache(maxsize=1)
def sheets() -> dict[str, Diagram]:
    """Give every sheet of the gallery by the name of its file, without its ending."""
    return {name: _plain(sheet) for name, sheet in _sheets()}


def _sheets() -> Iterator[tuple[str, Diagram]]:
    wegwijzer = _wegwijzer()
    for name in picture_names(wegwijzer.base.knowledge):
        for sheet in wegwijzer.graph(name, as_of=DAY):
            yield sheet.id, sheet
    for case, name in CASES:
        loaded = wegwijzer.load(ROOT / "examples" / f"{case}.yaml")
        for sheet in wegwijzer.graph(name, case=loaded):
            yield f"{case}-{sheet.id}", sheet


def _plain(sheet: Diagram) -> Diagram:
    """Leave out the digest of the rules: any change of any rule would change every picture."""
    return replace(sheet, imprint=replace(sheet.imprint, digest=""))


def drawn(name: str) -> str:
    """Give one picture of the gallery as SVG."""
    return printed([sheets()[name]], "svg", name)[0].decode()


def text() -> str:
    """Give the page that shows them."""
    parts = [_HEAD]
    for name, sheet in sheets().items():
        title = sheet.title if name == sheet.id else f"{sheet.title}: {sheet.subtitle}"
        parts.append(f"## {title}\n\n![{title}](gallery/{name}.svg)\n")
    return "\n".join(parts)


def _write() -> None:
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.svg"):
        if old.stem not in sheets():
            old.unlink()
    for name in sheets():
        path = FOLDER / f"{name}.svg"
        path.write_text(drawn(name), encoding="utf-8", newline="\n")
        print(path.relative_to(ROOT))
    PAGE.write_text(text(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    _write()
