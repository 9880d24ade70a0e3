"""A case and a school's overlay of which every word tries to be something else, and a way to run commands on them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cli import speech
from cli.main import main
from engine.service import Wegwijzer, open_wegwijzer

ROOT = Path(__file__).resolve().parents[2]
SIGN = "Qx7"  # marks the words that we planted, and stays when all around it is escaped
HOSTILE = (
    f"{SIGN} <script>alert(1)</script> \"'& ]]> --> </svg></style></textarea> <img src=x onerror=alert(1)> javascript:alert(1) "
    '[k](javascript:alert(1)) **v** #import "x.typ" #read("/etc/passwd") $x$ `c` %% end }} \\N {{ x }} \x1b[31m \x9b2J \x07 '
    "\u202e om \u2028 "
    "\r\nATTENDEE:mailto:x@x.example\r\nEND:VEVENT"
)
FORMULA = f"=cmd|' /C calc'!A0 {SIGN}"


def quoted(text: str) -> str:
    """Write a text between double quotes, as YAML takes it."""
    return json.dumps(text, ensure_ascii=True)


CHANGED = (
    *("form.chronic.label", "form.underachievement.label", "alert.methods_disagree.label", "cause.fear_of_failure.label"),
    *(
        "need.growth_mindset.label",
        "underachievement.find_causes.label",
        "roles:ib.label",
        "underachievement.label",
        "layers:in_school.label",
    ),
)
Ended = tuple[int, str, str]
Run = Callable[..., Ended]


@pytest.fixture(scope="session")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a school's overlay with hostile labels in every part that an advice shows."""
    folder = tmp_path_factory.mktemp("school")
    changes = [
        f"  - {{replaces: {quoted(f'{name}.{language}')}, with: {quoted(HOSTILE)}, why: {quoted(HOSTILE)}}}"
        for name in CHANGED
        for language in ("nl", "en")
    ]
    head = f"school: {quoted(HOSTILE)}\nversion: {quoted(HOSTILE)}\napproved_by: {quoted(HOSTILE)}\nregion: midden\n"
    closed = f"calendar:\n  closed:\n    - {{from: 2026-01-28, to: 2026-01-28, name: {quoted(HOSTILE)}}}\n"
    (folder / "school.yaml").write_text(head + closed + "changes:\n" + "\n".join(changes) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a case that says hostile things wherever a person may write."""
    said = f"{{value: {quoted(HOSTILE)}, by: pupil, who: {quoted(HOSTILE)}, date: 2026-01-15, note: {quoted(HOSTILE)}}}"
    text = (ROOT / "examples" / "jaimo.yaml").read_text(encoding="utf-8").split("\nfacts:")[1].split("\nevents:")[0]
    facts = "\n".join(line for line in text.splitlines() if "strength.interests" not in line)
    done = f"protocol: underachievement, date: 2026-01-20, by: ib, note: {quoted(HOSTILE)}"
    over = f"state: overridden, because: {quoted(HOSTILE)}, chose: make_plan"
    path = tmp_path_factory.mktemp("planted") / "c.yaml"
    path.write_text(
        f"case: x\ntitle: {quoted(HOSTILE)}\nas_of: 2026-01-26\nfacts:{facts}\n  strength.interests: {said}\nevents:\n"
        f"  - {{node: talk_triangle, {done}}}\n  - {{node: find_causes, {over}, {done}}}\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def run(wegwijzer: Wegwijzer, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line in this process, with the shipped rules opened once; give its status, and what it said on both streams."""

    def reopened(rules: Path | None = None, engine: str | None = None) -> Wegwijzer:
        return open_wegwijzer(rules, engine) if rules or engine else wegwijzer

    monkeypatch.setattr(speech, "open_wegwijzer", reopened)

    def run_here(*words: object) -> Ended:
        with pytest.raises(SystemExit) as ended:
            main([str(word) for word in words])
        out, err = capfd.readouterr()
        return int(str(ended.value.code)), out, err

    return run_here
