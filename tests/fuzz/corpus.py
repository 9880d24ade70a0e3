"""Inputs that rounds of fuzzing found worth keeping: a file a target, a line an input; the next round begins where this one was."""

from __future__ import annotations

import base64
from pathlib import Path

__all__ = ["kept", "laid_out", "take_in"]

FOLDER = Path(__file__).parent / "corpus"
MOST = 60  # inputs of a target: each one reached something that those before it did not


def kept(target: str) -> list[bytes]:
    """Give the inputs that are kept for a target."""
    file = FOLDER / f"{target}.txt"
    return [base64.b64decode(line) for line in file.read_text(encoding="ascii").splitlines()] if file.is_file() else []


def laid_out(target: str, folder: Path) -> Path:
    """Write them as the fuzzer wants them: a file an input, in a folder of their own."""
    place = folder / "kept" / target
    place.mkdir(parents=True, exist_ok=True)
    for i, content in enumerate(kept(target)):
        (place / f"{i:03}").write_bytes(content)
    return place


def take_in(target: str, found: Path) -> int:
    """Keep the inputs of a round beside those that were kept: the latest, as far as there is room; gives how many there are."""
    latest = sorted(found.iterdir(), key=lambda path: path.stat().st_mtime_ns, reverse=True) if found.is_dir() else []
    room = dict.fromkeys([*(path.read_bytes() for path in latest), *kept(target)])
    chosen = sorted(list(room)[:MOST], key=lambda content: (len(content), content))
    if chosen:
        FOLDER.mkdir(exist_ok=True)
        (FOLDER / f"{target}.txt").write_text("".join(f"{base64.b64encode(c).decode()}\n" for c in chosen), encoding="ascii")
    return len(chosen)
