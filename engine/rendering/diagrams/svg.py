"""A drawing as SVG: no style sheet, no script, nothing from outside, and the route in words for those who listen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from engine.rendering.diagrams.marks import Drawing, Group, Line, Mark, Outline, Words
from engine.rendering.diagrams.placing import Curve
from engine.rendering.plain import visible

__all__ = ["FONTS", "anchor", "safe_link", "svg"]

FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
_RELATIVE = re.compile(r"(?!//)(?:#[\w.>-]*|[\w./-]+\.(?:svg|html|png|pdf)(?:#[\w.-]*)?)")


def svg(drawing: Drawing, prefix: str = "", *, interactive: bool = False) -> str:
    """Print a drawing as one SVG element; `prefix` keeps ids apart where several stand in one page.

    An `interactive` drawing is for the trainer's page: its nodes are buttons that the page brings to life.
    """
    role = 'role="group"' if interactive else 'role="img"'
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(drawing.width)} {_n(drawing.height)}" width="{_n(drawing.width)}" '
        f'height="{_n(drawing.height)}" {role} lang="{drawing.language}" aria-labelledby="{prefix}title" aria-describedby="{prefix}desc" '
        f'font-family="{FONTS}">'
    )
    lines = [
        head,
        f'<title id="{prefix}title">{_text(drawing.title)}</title>',
        f'<desc id="{prefix}desc">{_text(drawing.description)}</desc>',
    ]
    for group in drawing.groups:
        lines.extend(_group(group, prefix, interactive=interactive))
    lines.append("</svg>")
    return "\n".join(lines) + "\n"


def anchor(name: str) -> str:
    """Give a name that may be an id: letters, digits, dots and dashes; any other character by its number."""
    return "".join(c if c.isascii() and (c.isalnum() or c in "._-") else f"-{ord(c):x}" for c in name)


def safe_link(link: str) -> str:
    """Give a link when it stays here (`#...`, or a picture beside this one), else nothing."""
    return link if _RELATIVE.fullmatch(link) and ".." not in link else ""


def _group(group: Group, prefix: str, *, interactive: bool) -> Iterator[str]:
    attributes = f'class="{_attribute(f"{group.kind} {group.classes}".strip())}"'
    if group.name:
        attributes += f' id="{prefix}{group.kind}-{anchor(group.name)}"'
    if interactive and group.kind == "node":
        attributes += f' role="button" tabindex="0" data-node="{_attribute(group.name)}" aria-label="{_attribute(group.label)}"'
    if interactive and group.kind == "edge":
        attributes += f' data-edge="{_attribute(group.name)}"'
    link = "" if interactive else safe_link(group.link)
    yield (f'<a href="{_attribute(link)}">' if link else "") + f"<g {attributes}>"
    if group.label and not interactive:
        yield f"<title>{_text(group.label)}</title>"
    yield from (_mark(mark) for mark in group.marks)
    yield "</g>" + ("</a>" if link else "")


def _mark(mark: Mark) -> str:
    match mark:
        case Outline():
            stroke = f' stroke="{mark.stroke}" stroke-width="{_n(mark.width)}"' if mark.stroke else ""
            dash = ' stroke-dasharray="6 4"' if mark.dashed else ""
            return f'<path d="{_path(mark.curve)}Z" fill="{mark.fill or "none"}"{stroke}{dash}/>'
        case Line():
            dash = ' stroke-dasharray="7 5"' if mark.dashed else ' stroke-dasharray="1.5 4" stroke-linecap="round"' if mark.dotted else ""
            return f'<path d="{_path(mark.curve)}" fill="none" stroke="{mark.stroke}" stroke-width="{_n(mark.width)}"{dash}/>'
        case Words():
            bold = ' font-weight="600"' if mark.bold else ""
            where = f' text-anchor="{mark.anchor}"' if mark.anchor != "start" else ""
            struck = ' text-decoration="line-through"' if mark.struck else ""
            place = f'x="{_n(mark.x)}" y="{_n(mark.y)}" font-size="{_n(mark.size)}" fill="{mark.fill}"'
            return f"<text {place}{bold}{where}{struck}>{_text(mark.text)}</text>"


def _path(curve: Curve) -> str:
    """Write a curve; a straight piece as a line, so that the file stays small and readable."""
    parts = [f"M{_p(curve.points[0])}"]
    for a, b, c, d in curve.pieces():
        parts.append(f"L{_p(d)}" if b == a and c == d else f"C{_p(b)} {_p(c)} {_p(d)}")
    return "".join(parts)


def _p(point: tuple[float, float]) -> str:
    return f"{_n(point[0])},{_n(point[1])}"


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".").replace("-0", "0") if abs(value) < 0.05 else f"{value:.1f}".rstrip("0").rstrip(".")  # noqa: PLR2004 - what rounds to nothing


def _text(text: str) -> str:
    return escape(visible(text), quote=False)


def _attribute(text: str) -> str:
    return escape(visible(text), quote=True)
