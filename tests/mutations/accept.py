"""Let vignettes that expect the whole of an advice expect what comes out now: `python -m tests.mutations.accept`; read the difference."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from engine.impact.whole import whole_of
from engine.loading.library import shipped_folder
from engine.model.advice import Advice
from engine.service import open_wegwijzer

__all__ = ["block", "renewed"]

_BLOCK = re.compile(r"^  whole:\n(?:    .*\n)+", re.MULTILINE)
_PLAIN = re.compile(r"[a-z][a-z0-9_. -]*")


def block(advice: Advice) -> str:
    """Write the key `whole` of a vignette's `expect`."""
    lines = (f"    {part}: [{', '.join(map(_written, found))}]\n" for part, found in whole_of(advice).items())
    return "  whole:\n" + "".join(lines)


def _written(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text)


def renewed(text: str, advice: Advice) -> str:
    """Give the text of a vignette with the whole of an advice in place of what it expected; as it is where it expects no such thing."""
    return _BLOCK.sub(lambda _: block(advice), text)


if __name__ == "__main__":
    wegwijzer = open_wegwijzer()
    for path in sorted((shipped_folder() / "rules" / "vignettes").rglob("*.yaml")):
        before = Path(path).read_text(encoding="utf-8")
        if "\n  whole:\n" in before:
            after = renewed(before, wegwijzer.advise(wegwijzer.load(path)))
            if after != before:
                path.write_text(after, encoding="utf-8")
                sys.stdout.write(f"{path.name}\n")
