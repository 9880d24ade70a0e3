"""The pages of the checks, read for the examples that they show."""

from __future__ import annotations

import re
from pathlib import Path

PAGES = Path(__file__).resolve().parents[2] / "docs" / "checks"
_BLOCK = re.compile(r"```yaml\n# (?P<name>\S+)\n(?P<text>.*?)```", re.DOTALL)
HEADINGS = ("Wat", "Waarom", "Fout", "Goed")


def parts_of(code: str) -> dict[str, str]:
    """Give the parts of a page by their headings."""
    text = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    found = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return dict(zip(found[1::2], found[2::2], strict=True))


def example(code: str, heading: str) -> dict[str, str]:
    """Give the files of an example by name."""
    return {match["name"]: match["text"] for match in _BLOCK.finditer(parts_of(code)[heading])}
