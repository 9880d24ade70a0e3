"""How wide words are, and where they wrap: measured with a wide common typeface, so that no other runs over."""

from __future__ import annotations

import textwrap

__all__ = ["LABEL_CHARACTERS", "line_height", "text_width", "wrapped"]

LABEL_CHARACTERS = 24
_LONGEST_WORD = 34  # beyond this even one word is broken, with a hyphen, so that no hostile label stretches the sheet

# Advance widths in thousandths of the size, of DejaVu Sans, the widest in common use: Arial, Segoe UI and Roboto are narrower.
_CLASSES = {
    300: "ijl'",
    330: "IJ ,./:;\\|·",
    400: "f-()[]t!",
    460: 'r"',
    510: "*_`sz",
    560: "?cLFk",
    600: "vxyPTYaoeé–",
    640: "Ehnu$0123456789Sbdgpq{}ëöüèêï",
    690: "KAVXZBCR",
    760: "UHND&GOQ",
    830: "w#+<=>^~",
    890: "M",
    990: "%mW@…½≥≤→±−≠",
}
_WIDTHS = {character: width for width, characters in _CLASSES.items() for character in characters}
_NARROWER = 0.94  # the margin in a box holds the rest, even in DejaVu Sans
_OTHER = 1000  # what we do not know is taken to be as wide as high
_BOLD = 1.16


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Give how wide a line is at most, in the unit of its size."""
    total = sum(_WIDTHS.get(character, _OTHER) for character in text)
    return total * size * _NARROWER / 1000 * (_BOLD if bold else 1)


def line_height(size: float) -> float:
    """Give the distance between two lines."""
    return round(size * 1.25, 2)


def wrapped(text: str, characters: int = LABEL_CHARACTERS, *, even: bool = True) -> tuple[str, ...]:
    """Wrap a text at a number of characters; a longer word keeps its own line, and nothing is ever left out.

    `even` makes its lines about as long as each other, so that no short word stands alone below the others.
    """
    words = " ".join(_broken(word) for word in text.split())
    lines = _wrap(words, characters)
    if even and len(lines) > 1:
        narrower = (_wrap(words, each) for each in range(len(words) // len(lines), characters))
        lines = next((found for found in narrower if len(found) == len(lines)), lines)
    return tuple(lines) or ("",)


def _wrap(words: str, characters: int) -> list[str]:
    return textwrap.wrap(words, characters, break_long_words=False, break_on_hyphens=True)


def _broken(word: str) -> str:
    if len(word) <= _LONGEST_WORD:
        return word
    return "- ".join(word[i : i + _LONGEST_WORD - 1] for i in range(0, len(word), _LONGEST_WORD - 1))
