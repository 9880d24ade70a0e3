"""Writes the transcripts in the README and in `docs/` anew from what the commands really say.

A transcript stands between `<!-- transcript: wegwijzer ... -->` and `<!-- end of transcript -->`; the words after the
colon are the command. `python docs/transcripts.py` writes; `tests/test_readme.py` compares.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

__all__ = ["ROOT", "commands", "pages", "renewed"]

ROOT = Path(__file__).resolve().parents[1]
_BLOCK = re.compile(r"(?P<open><!-- transcript: wegwijzer (?P<words>[^\n]+?) -->\n).*?(?P<close><!-- end of transcript -->)", re.DOTALL)
# The command as it is installed, but from this checkout, so that a transcript never shows another version.
_RUN = "import sys; sys.argv[0] = 'wegwijzer'; from cli.main import main; main()"
_PLAIN = {"COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1"}


def pages() -> list[Path]:
    """Give the pages that may hold transcripts."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def commands(text: str) -> list[str]:
    """Give the words of each transcript's command, without `wegwijzer`."""
    return [match["words"] for match in _BLOCK.finditer(text)]


def renewed(text: str) -> str:
    """Give a page with each transcript replaced by what its command says now.

    Raises `CalledProcessError` when a command fails.
    """

    def fresh(block: re.Match[str]) -> str:
        words = block["words"]
        return f"{block['open']}```text\n$ wegwijzer {words}\n{_said(words)}```\n{block['close']}"

    return _BLOCK.sub(fresh, text)


def _said(words: str) -> str:
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("WEGWIJZER_")} | _PLAIN
    command = [sys.executable, "-c", _RUN, *shlex.split(words)]
    done = subprocess.run(command, cwd=ROOT, env=surroundings, check=True, capture_output=True, encoding="utf-8", timeout=120)
    return "\n".join(line.rstrip() for line in done.stdout.strip("\n").splitlines()) + "\n"


def _write() -> None:
    for page in pages():
        old = page.read_text(encoding="utf-8")
        new = renewed(old)
        if new != old:
            page.write_text(new, encoding="utf-8", newline="\n")
            print(f"written anew: {page.relative_to(ROOT)}")


if __name__ == "__main__":
    _write()
