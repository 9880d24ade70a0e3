"""Command lines for the fuzzer, over a folder of odd files: pipes that nobody fills, links in a ring, folders, devices, huge files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from tests.fuzz.dice import Dice
from tests.fuzz.mutations import mutated
from tests.fuzz.words import HOSTILE

__all__ = ["command_line"]

NAMES = (
    "good.yaml",
    "spoilt.yaml",
    "folder",
    "ring",
    "link.yaml",
    "gone.yaml",
    "pipes",
    "empty.yaml",
    "nul.yaml",
    "utf16.yaml",
    "deep.yaml",
    "deny",
)
ODD = (
    "/dev/null",
    "/dev/zero",
    "/proc/self/mem",
    "/dev/fd/99",
    "",
    ".",
    "..",
    "-",
    "--",
    "a\0b",
    "x" * 300,
    "\udcff.yaml",
    "~",
    "*",
    "con",
    "a\nb",
)
COMMANDS: dict[str, tuple[str, ...]] = {
    "advise": ("--as-of", "--format", "-o", "--for"),
    "ask": ("--by", "--who", "--as-of"),
    "explain": ("--as-of", "--format", "--full"),
    "whatif": ("--as-of", "--format"),
    "plan": ("--as-of", "--format", "--ics"),
    "graph": ("--case", "--as-of", "--against", "--format", "-o"),
    "test": ("--coverage", "--at-least"),
    "check": ("--sources", "--format"),
    "diff": ("--cases", "--guard", "--format", "-o"),
    "guide": ("--as-of", "--format", "-o", "--for"),
    "overrides": ("--format",),
}
FLAGS = ("--full", "--coverage")
_WIDE = ("test", "check", "diff")
VALUES = {
    "--as-of": ("2026-03-01", "9999-12-31", "0001-01-01", "2026-02-30", "morgen"),
    "--format": ("text", "json", "md", "html", "svg", "mermaid", "dot", "bpmn", "sarif", "exe"),
    "--for": ("school", "parents", "pupil", "everyone"),
    "--lang": ("nl", "en", "fr", "\udcff"),
    "--by": ("parent", "teacher", "nobody"),
    "--guard": ("never lose alert.child_safety", "never", "' or 1=1"),
    "--at-least": ("50", "nan", "-1", "1e999"),
    "--engine": ("forward", "both", "none"),
}
IDS = (
    "form.underachievement",
    "support",
    "pyramid",
    "causes",
    "underachievement",
    "plan_of_action",
    "roles",
    "absence.full=true",
    "x=y",
    "basis",
)


def command_line(dice: Dice, folder: Path, cases: Sequence[str]) -> list[str]:
    """Lay the odd files out under `folder`, to run in its `a/b`, and give a command line about them."""
    _lay_out(dice, folder, cases)
    name = dice.choice(list(COMMANDS))
    words = [_place(dice) if dice.randrange(3) else dice.choice([*IDS, *HOSTILE]) for _ in range(dice.randint(0, 3))]
    if name in _WIDE and not words:  # what ships takes long: all vignettes, all checks
        words.append(_place(dice))
    if name == "diff":
        words.append("--no-vignettes")
    for _ in range(dice.randint(0, 3)):
        option = dice.choice([*COMMANDS[name], *COMMANDS[name], "--lang", "--rules", "--engine", "--nonsense"])
        words.append(option)
        if option not in FLAGS and dice.randrange(12):
            words.append(_output(dice) if option in ("-o", "--ics") else dice.choice(VALUES[option]) if option in VALUES else _place(dice))
    return [word.replace("\0", "") for word in [name, *words]]  # no system hands over a null byte


def _place(dice: Dice) -> str:
    return dice.choice(NAMES) if dice.randrange(4) else dice.choice(ODD)


def _output(dice: Dice) -> str:
    """Give where to write: always under the folder of this one run, since it may be done as root."""
    return dice.choice(
        [
            *(f"out.{form}" for form in ("md", "html", "svg", "json", "txt")),
            "folder",
            "gone/out.md",
            "ring",
            "link.yaml",
            "",
            "x" * 300,
            "a\nb.md",
        ]
    )


def _lay_out(dice: Dice, folder: Path, cases: Sequence[str]) -> None:
    here = folder / "a" / "b"
    here.mkdir(parents=True)
    (folder / "outside.yaml").write_text("case: buiten\n", encoding="utf-8")
    (here / "good.yaml").write_text(cases[0], encoding="utf-8")
    (here / "spoilt.yaml").write_text(mutated(dice, cases, 3), encoding="utf-8", errors="replace")
    (here / "folder" / "rules").mkdir(parents=True)
    (here / "folder" / "school.yaml").write_text(
        "school: x\nstands_on: ../folder\n" if dice.randrange(2) else "school: x\n", encoding="utf-8"
    )
    (here / "folder" / "c.yaml").write_text(cases[0], encoding="utf-8")
    (here / "ring").symlink_to("ring")
    (here / "link.yaml").symlink_to("good.yaml")
    (here / "pipes" / "rules").mkdir(parents=True)
    for name in ("pipes/p.yaml", "pipes/rules/p.yaml"):
        os.mkfifo(here / name)
    (here / "pipes" / "zero.yaml").symlink_to("/dev/zero")
    (here / "empty.yaml").touch()
    (here / "nul.yaml").write_bytes(b"case: x\0\nfacts: {}\n")
    (here / "utf16.yaml").write_text(cases[0], encoding="utf-16")
    (here / "deep.yaml").write_text("case: " + "[" * 5_000, encoding="utf-8")
    (here / "deny").mkdir()
