"""The few colours of every picture, each with its use, and how strongly two of them differ.

Colour never carries a meaning alone: each has a shape, a border or a word beside it, so a sheet can be printed in grey.
"""

from __future__ import annotations

__all__ = ["CATEGORY", "LAYERS", "TEXT_ON_LAYER", "contrast", "palette"]

palette = {
    "text": "#1b2a33",
    "quiet": "#46555e",  # small lines
    "paper": "#ffffff",
    "accent": "#0b5c6b",  # now, links, questions
    "late": "#a3261b",
    "rule": "#c3ced3",  # the sides of lanes: order, no meaning
    "line": "#5b6b74",  # ways and borders
    "pale": "#8a979e",  # what is not on this route
    "pale_text": "#5b6b74",
    "done": "#e9edef",
    "question": "#e6f2f3",
    "outside": "#f4f7f8",
}

LAYERS = ("#e6f2f3", "#b9dde0", "#7fbfc5", "#1f6670")
TEXT_ON_LAYER = ("#1b2a33", "#1b2a33", "#1b2a33", "#ffffff")

CATEGORY = {"person": "#0072b2", "external": "#b34a00", "context": "#00745a", "pathway": "#46555e"}

_DARK = 0.03928


def _light(colour: str) -> float:
    """Give the relative luminance of `#rrggbb`, as WCAG 2 defines it."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= _DARK else float(((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Give the contrast between two colours, from 1 to 21, as WCAG 2 defines it."""
    light, dark = sorted((_light(one), _light(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
