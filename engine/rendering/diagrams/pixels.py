"""A drawing as PNG: the same marks, handed to Graphviz as the ground of an empty graph, so that no other library is needed."""

from __future__ import annotations

from collections.abc import Iterator

from engine.rendering.diagrams.engines import run_graphviz
from engine.rendering.diagrams.marks import Drawing, Line, Outline, Words
from engine.rendering.diagrams.measuring import text_width
from engine.rendering.diagrams.placing import Curve, Point
from engine.rendering.diagrams.ranks import POINTS
from engine.rendering.plain import visible

__all__ = ["DPI", "png"]

DPI = 192  # twice what a screen of old had: sharp on paper too
_ROOM = 1.2  # words have more room than they need, since the font is not ours to choose
_TALL = 1.6  # room for a line, in its own size
_PIECE = 8_000
_RISE = 0.34  # from the baseline to the middle of a line
_SHOWN_AS = 0.75  # Graphviz counts in points, the drawing in pixels of 96 to the inch


def png(drawing: Drawing) -> bytes:
    """Print a drawing as PNG.

    Raises `KnowledgeError` when there is no Graphviz that can do it.
    """
    return run_graphviz(_source(drawing), "png", "neato")


def _source(drawing: Drawing) -> str:
    wide, high = drawing.width * _SHOWN_AS, drawing.height * _SHOWN_AS
    forms = " ".join(part for mark in drawing.marks() if not isinstance(mark, Words) for part in _form(mark, drawing.height))
    words = [mark for mark in drawing.marks() if isinstance(mark, Words)]
    lines = [
        f"graph {{ graph [inputscale=72 margin=0 pad=0 dpi={DPI} bgcolor=white outputorder=nodesfirst _background={_quoted(forms)}]",
        'node [shape=none fixedsize=true margin=0 label=""]',
        f'a [width=0 height=0 pos="0,0!"] b [width=0 height=0 pos="{wide:.1f},{high:.1f}!"]',
        *(_line(i, mark, drawing.height) for i, mark in enumerate(words)),
        "}",
    ]
    return "\n".join(lines)


def _line(i: int, mark: Words, height: float) -> str:
    """Write a line of text as a node: Graphviz draws words on a ground of its own only where they are labels."""
    wide = text_width(mark.text, mark.size, bold=mark.bold) * _ROOM
    x = mark.x if mark.anchor == "middle" else mark.x + wide / 2
    y = height - mark.y + mark.size * _RISE
    just = "" if mark.anchor == "middle" else "\\l"
    font = "Helvetica-Bold" if mark.bold else "Helvetica"
    size = f"width={wide * _SHOWN_AS / POINTS:.3f} height={mark.size * _TALL * _SHOWN_AS / POINTS:.3f} fontsize={mark.size * _SHOWN_AS:.2f}"
    place = f'pos="{x * _SHOWN_AS:.2f},{y * _SHOWN_AS:.2f}!"'
    label = visible(mark.text).replace("\\", "\\\\").replace('"', '\\"')
    return f'w{i} [{place} {size} fontname="{font}" fontcolor="{mark.fill}" label="{label}{just}"]'


def _quoted(text: str) -> str:
    """Write a long text in pieces that are joined again: the older Graphviz holds no more than 16,384 signs at once."""
    pieces = [text[i : i + _PIECE] for i in range(0, len(text), _PIECE)]
    return " + ".join(f'"{piece}"' for piece in pieces)


def _form(mark: Outline | Line, height: float) -> Iterator[str]:
    points = _points(mark.curve, height)
    if isinstance(mark, Line):
        yield f"{_pen(mark.stroke, mark.width, dashed=mark.dashed, dotted=mark.dotted)} B {points}"
        return
    if mark.fill:
        yield f"{_style('solid')} {_style('setlinewidth(0)')} {_colour('C', mark.fill)} {_colour('c', mark.fill)} b {points}"
    if mark.stroke:
        yield f"{_pen(mark.stroke, mark.width, dashed=mark.dashed)} B {points}"


def _points(curve: Curve, height: float) -> str:
    def shown(point: Point) -> str:
        return f"{point[0] * _SHOWN_AS:.2f} {(height - point[1]) * _SHOWN_AS:.2f}"

    return f"{len(curve.points)} {' '.join(shown(p) for p in curve.points)}"


def _pen(stroke: str, width: float, *, dashed: bool = False, dotted: bool = False) -> str:
    style = _style("dashed" if dashed else "dotted" if dotted else "solid")
    return f"{style} {_style(f'setlinewidth({width * _SHOWN_AS:.2f})')} {_colour('c', stroke)}"


def _style(text: str) -> str:
    return f"S {_counted(text)}"


def _colour(operation: str, colour: str) -> str:
    return f"{operation} {_counted(colour)}"


def _counted(text: str) -> str:
    """Write a text with its length in bytes, so that nothing in it can be read as a command."""
    return f"{len(text.encode())} -{text}"
