"""Command lines for the fuzzer, over a folder of odd files: pipes that nobody fills, links in a ring, folders, devices, huge files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from tests.fuzz.dice import Dice
from tests.fuzz.mutations import mutated
from tests.fuzz.words import HOSTILE

__all__ = ["command_line", "store_lines"]

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
    "t.csv",
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
    "screen": ("--as-of", "-o", "--map", "--mapping", "--sheet", "--cases"),
    "population": ("--pupils", "--schools", "--seed", "-o"),
    "init": ("--name", "--region", "--on"),
    "new": (),
    "schemas": (),
    "vignette": ("-o", "--as", "--title", "--as-of"),
    "book": ("-o", "--as-of"),
}
STORE: dict[str, tuple[str, ...]] = {
    "new": ("--name", "--who"),
    "list": ("--names",),
    "show": ("--at", "--safety"),
    "history": ("--at", "--safety"),
    "search": (),
    "due": ("--as-of",),
    "import": ("--who",),
    "export": ("-o", "--safety"),
    "observe": ("--by", "--which", "--date", "--note", "--seen", "--who"),
    "note": ("--seen", "--safety", "--who"),
    "done": ("--date", "--started", "--by", "--note", "--because", "--chose", "--seen", "--safety"),
    "take-back": ("--because", "--safety"),
    "keep-advice": ("--as-of",),
    "backup": (),
    "restore": (),
    "verify": (),
    "rekey": (),
    "left": ("--who",),
    "expire": ("--dry-run", "--as-of", "--yes"),
    "export-person": ("-o", "--names", "--safety"),
    "erase": ("--yes",),
    "accounts add": ("--role", "--safety"),
    "accounts list": (),
    "accounts roles": ("--role", "--safety"),
    "accounts give": ("--write", "--safety"),
    "accounts take": (),
    "accounts disable": (),
    "accounts reset": (),
    "accounts accept": (),
    "accounts audit": ("--of", "--who"),
    "accounts": (),
    "nonsense": (),
}
FLAGS = ("--full", "--coverage", "--map", "--names", "--safety", "--started", "--dry-run", "--yes", "--write")
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
    "--pupils": ("3", "0", "x"),
    "--schools": ("1", "9"),
    "--seed": ("1", "-1", "9" * 40),
    "--region": ("noord", "midden", "' or 1=1"),
    "--at": ("2", "2026-03-01", "-1", "9" * 40, "x"),
    "--seen": ("0", "2", "-1", "9" * 40, "x"),
    "--date": ("2026-03-01", "9999-12-31", "morgen"),
    "--role": ("teacher", "ib", "administrator", "directeur"),
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
    "rule",
    "protocol",
    "finding.te_druk",
)
SAID = (
    "valk",
    "valk",
    "valk",
    "uil",
    "store:valk",
    "an",
    "1",
    "2",
    "2026-03-01",
    "wellbeing.low=ja",
    "home.unsafe=ja",
    "safety_net.intake",
)


def command_line(dice: Dice, folder: Path, cases: Sequence[str]) -> list[str]:
    """Lay the odd files out under `folder`, to run in its `a/b`, and give a command line about them."""
    _lay_out(dice, folder, cases)
    name = dice.choice(list(COMMANDS))
    if name == "book":  # a handbook of the rules that ship takes long; `book` among the targets makes smaller ones
        return ["book", _odd_rules(dice), "-o", _output(dice)]
    words = [_place(dice) if dice.randrange(3) else dice.choice([*IDS, *HOSTILE]) for _ in range(dice.randint(0, 3))]
    if name in _WIDE and not words:  # what ships takes long: all vignettes, all checks
        words.append(_place(dice))
    if name == "diff":
        words.append("--no-vignettes")
    for _ in range(dice.randint(0, 3)):
        option = dice.choice([*COMMANDS[name], *COMMANDS[name], "--lang", "--rules", "--engine", "--nonsense"])
        words += _option(dice, option)
    if name in ("init", "new", "schemas"):  # what these write lies below a folder of this one run
        words = [word for word in words if not word.startswith(("/", "~")) and ".." not in word]
    return _handed_over([name, *words])


def store_lines(dice: Dice, folder: Path, cases: Sequence[str]) -> list[list[str]]:
    """Lay the odd files out, and give some command lines of the store about them, one after the other."""
    _lay_out(dice, folder, cases)
    lines = []
    for _ in range(dice.randint(1, 4)):
        name = dice.choice(list(STORE))
        words = [dice.choice([*SAID, *SAID, *HOSTILE]) if dice.randrange(4) else _place(dice) for _ in range(dice.randint(0, 3))]
        if name == "backup":
            words = [_output(dice)]
        for _ in range(dice.randint(0, 3)):
            words += _option(dice, dice.choice([*(STORE[name] or ("--lang",)), "--lang", "--nonsense"]))
        lines.append(_handed_over(["store", *name.split(), *words]))
    return lines


def _option(dice: Dice, option: str) -> list[str]:
    if option in FLAGS or not dice.randrange(12):
        return [option]
    if option in ("-o", "--ics", "--cases"):
        return [option, _output(dice)]
    return [option, dice.choice(VALUES[option]) if option in VALUES else _place(dice)]


def _handed_over(words: Sequence[str]) -> list[str]:
    return [word.replace("\0", "") for word in words]  # no system hands over a null byte


def _odd_rules(dice: Dice) -> str:
    """Give a folder that holds no rules that can be opened."""
    return dice.choice(["gone.yaml", "ring", "pipes", "good.yaml", "deny", "/dev/null", ""])


def _place(dice: Dice) -> str:
    return dice.choice(NAMES) if dice.randrange(4) else dice.choice(ODD)


def _output(dice: Dice) -> str:
    """Give where to write: always under the folder of this one run, since it may be done as root."""
    return dice.choice(
        [
            *(f"out.{form}" for form in ("md", "html", "svg", "json", "txt", "csv", "xlsx", "parquet", "pdf")),
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
    (here / "t.csv").write_text("pupil;pupil.year;potential.percentile;achievement.percentile\na;7;95;20\n=b;8;x;\n", encoding="utf-8")
