"""What is told, as lines that fit a terminal: points indented under what they belong to."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from engine.model.told import Line

__all__ = ["lines_text", "wrapped"]

WIDTH = 100


def wrapped(text: str, indent: int, hang: int) -> Iterator[str]:
    """Wrap one text: its first line after `indent` spaces, the others after `hang`."""
    yield from textwrap.wrap(
        text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * hang, break_long_words=False, break_on_hyphens=False
    )


def lines_text(lines: Iterable[Line], level: int = 1) -> Iterator[str]:
    """Print lines with all that stands under them."""
    for line in lines:
        match line.kind:
            case "heading" | "sentence":
                yield from wrapped(line.text, 0, 2)
            case "between":
                yield from wrapped(line.text, 1, 1)
            case "source":
                yield from wrapped(line.text, 1, 3)
            case "change":
                yield from wrapped(f"{line.sign}  {line.text}", 1, 4 if len(line.sign) == 1 else 3)
            case "point":
                yield from wrapped(f"· {line.text}", 3 * level - 2, 3 * level)
        yield from lines_text(line.of, level + 1)
