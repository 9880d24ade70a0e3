"""Writes the transcripts in the README and in `docs/` anew from what the commands really say.

A transcript stands between `<!-- transcript: wegwijzer ... -->` and `<!-- end of transcript -->`; the words after the
colon are the command, and `transcript (1)` one that ends with status 1. `python docs/transcripts.py` writes;
`tests/test_readme.py` compares.

A page that says `<!-- session -->` is lived through from top to bottom in an empty folder of its own. There the block of
code after `<!-- file: NAME -->` is written to a file, that after `<!-- append: NAME -->` is added to one, and
`<!-- keep: NAME as PAGE -->` keeps a file that a command made beside the page.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

__all__ = ["ROOT", "commands", "kept", "pages", "renewed"]

ROOT = Path(__file__).resolve().parents[1]
_BLOCK = re.compile(
    r"(?P<open><!-- transcript(?: \((?P<status>\d)\))?: wegwijzer (?P<words>[^\n]+?) -->\n).*?(?P<close><!-- end of transcript -->)",
    re.DOTALL,
)
_WRITTEN = re.compile(r"<!-- (?P<deed>file|append): (?P<name>\S+) -->\n```\w*\n(?P<text>.*?)```\n", re.DOTALL)
_KEPT = re.compile(r"<!-- keep: (?P<name>\S+) as (?P<page>\S+) -->\n")
_SESSION = "<!-- session -->"
# The command as it is installed, but from this checkout, so that a transcript never shows another version.
_RUN = "import sys; sys.argv[0] = 'wegwijzer'; from cli.main import main; main()"
_PLAIN = {"COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}


def pages() -> list[Path]:
    """Give the pages that may hold transcripts."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def commands(text: str) -> list[str]:
    """Give the words of each transcript's command, without `wegwijzer`."""
    return [match["words"] for match in _BLOCK.finditer(text)]


def renewed(text: str) -> str:
    """Give a page with each transcript replaced by what its command says now.

    Raises `CalledProcessError` when a command ends otherwise than the page says.
    """
    return _lived(text)[0]


def kept(text: str) -> dict[str, bytes]:
    """Give the files that a page keeps, by their place beside it, as its commands make them now."""
    return _lived(text)[1]


@cache
def _lived(text: str) -> tuple[str, dict[str, bytes]]:
    if _SESSION not in text:
        return _BLOCK.sub(_fresh, text), {}
    with tempfile.TemporaryDirectory() as name:
        found: dict[str, bytes] = {}
        return "".join(_parts(text, Path(name), found)), found


def _parts(text: str, folder: Path, found: dict[str, bytes]) -> Iterator[str]:
    """Live through a page, and give its text anew."""
    matches = [match for pattern in (_BLOCK, _WRITTEN, _KEPT) for match in pattern.finditer(text)]
    at = 0
    for match in sorted(matches, key=lambda each: each.start()):
        yield text[at : match.start()]
        at = match.end()
        if match.re is _BLOCK:
            yield _fresh(match, folder)
            continue
        yield match[0]
        path = folder / match["name"]
        if match.re is _KEPT:
            found[match["page"]] = path.read_bytes()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8") if match["deed"] == "append" else ""
        path.write_text(before + match["text"], encoding="utf-8", newline="\n")
    yield text[at:]


def _fresh(block: re.Match[str], folder: Path | None = None) -> str:
    words = block["words"]
    return f"{block['open']}```text\n$ wegwijzer {words}\n{_said(words, folder, int(block['status'] or 0))}```\n{block['close']}"


def _said(words: str, folder: Path | None, status: int) -> str:
    """Run a command and give what it says: its result, and in the folder of a session what it says besides too."""
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("WEGWIJZER_")} | _PLAIN
    command = [sys.executable, "-c", _RUN, *shlex.split(words)]
    done = subprocess.run(command, cwd=folder or ROOT, env=surroundings, check=False, capture_output=True, encoding="utf-8", timeout=300)
    if done.returncode != status:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    said = done.stdout + (done.stderr if folder else "")
    return "".join(line.rstrip() + "\n" for line in said.strip("\n").splitlines())


def _write() -> None:
    for page in pages():
        old = page.read_text(encoding="utf-8")
        new, files = _lived(old)
        if new != old:
            page.write_text(new, encoding="utf-8", newline="\n")
            print(f"written anew: {page.relative_to(ROOT)}")
        for name, content in files.items():
            (page.parent / name).parent.mkdir(parents=True, exist_ok=True)
            (page.parent / name).write_bytes(content)


if __name__ == "__main__":
    _write()
