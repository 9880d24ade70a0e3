"""What was said of a pupil is where it was asked for, and nowhere else: not in messages, temporary files, caches, names or calendars."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli import main as cli_main
from cli.main import OWN_FAULT
from engine.cases import keys
from tests.hostile.conftest import Run

MARKS = {  # one for each place where a person may write
    "title": "MerkTitel7Q",
    "value": "MerkWaarde7Q",
    "who": "MerkWie7Q",
    "note": "MerkNotitie7Q",
    "because": "MerkReden7Q",
    "event": "MerkGebeurtenis7Q",
    "name": "MerkNaam7Q",
    "worry": "MerkZorg7Q",
    "cell": "MerkCel7Q",
    "pupil": "merk-leerling-7q",
}
OWN = ("work/c.yaml", "work/in.csv", "work/in.mapping.yaml")  # what people wrote themselves
TABLE = f"""pupil;pupil.year;pupil.sector;potential.percentile;achievement.percentile;opmerking
{MARKS["pupil"]};7;po;95;20;{MARKS["cell"]}
{MARKS["pupil"]};7;po;{MARKS["cell"]};20;x
b;8;po;96;{MARKS["cell"]};{MARKS["cell"]}
"""
KEY = "vier losse woorden hier"
CASE = f"""case: leerling-een
title: {MARKS["title"]}
as_of: 2026-01-26
facts:
  pupil.sector: po
  absence.any: true
  wellbeing.sad: {{value: true, by: parent, who: {MARKS["who"]}, date: 2026-01-15, note: {MARKS["note"]}}}
  strength.interests: {{value: {MARKS["value"]}, by: pupil, date: 2026-01-15}}
events:
  - {{protocol: underachievement, node: talk_triangle, date: 2026-01-15, by: ib, note: {MARKS["event"]}}}
  - {{protocol: underachievement, node: find_causes, date: 2026-01-16, state: overridden, because: {MARKS["because"]}, chose: make_plan}}
"""
FINE = (
    ["advise", "CASE"],
    ["advise", "CASE", "-o", "out/a.pdf"],
    ["advise", "CASE", "-o", "out/a.docx", "--for", "parents"],
    ["explain", "CASE", "form.underachievement"],
    ["whatif", "CASE", "absence.full=true"],
    ["plan", "CASE", "--ics", "out/p.ics"],
    ["graph", "underachievement", "--case", "CASE", "-o", "out/g.svg"],
    ["guide", "plan_of_action", "CASE", "-o", "out/g.html"],
    ["overrides", "."],
    ["test", "."],
)
WRONG = (
    ["explain", "CASE", "nonsense"],
    ["whatif", "CASE", "nonsense"],
    ["graph", "causes", "--case", "CASE"],
    ["advise", "CASE", "-o", "gone/a.md"],
    ["advise", "CASE", "--as-of", "nooit"],
    ["advise", "CASE", "--nonsense"],
    ["guide", "nonsense", "CASE"],
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder to work in, of which everything that a command may write is a part."""
    for name in ("work/out", "tmp", "home", "cache"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(tmp_path / "tmp"))
    for name in ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setenv("WEGWIJZER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.chdir(tmp_path / "work")
    (tmp_path / "work" / "c.yaml").write_text(CASE, encoding="utf-8")
    return tmp_path


def marks_in(text: str) -> list[str]:
    return [name for name, mark in MARKS.items() if mark in text]


def leaks(place: Path) -> dict[str, list[str]]:
    """Give where marks lie outside what was asked for, names of files included."""
    out = {}
    for path in sorted(place.rglob("*")):
        name = str(path.relative_to(place))
        content = path.read_bytes() if path.is_file() and name not in OWN and not name.startswith("work/out") else b""
        named = "" if name.startswith("work/out") else name  # a folder of cases that was asked for has a file for each pseudonym
        if found := [*marks_in(named), *marks_in(content.decode("utf-8", "replace")), *marks_in(content.decode("utf-16", "replace"))]:
            out[name] = found
    return out


def command(words: list[str]) -> list[str]:
    return ["c.yaml" if word == "CASE" else word for word in words]


@pytest.mark.parametrize("words", FINE, ids=" ".join)
def test_a_command_that_ends_well_leaves_nothing_of_a_pupil_elsewhere(words: list[str], place: Path, run: Run) -> None:
    status, _, err = run(*command(words))
    assert status == 0, err
    assert marks_in(err) == []
    assert leaks(place) == {}
    assert list((place / "tmp").iterdir()) == []


def test_the_marks_do_come_out_where_they_belong(place: Path, run: Run) -> None:
    """Else the other tests could not fail."""
    assert MARKS["value"] in run("advise", "c.yaml")[1]
    assert MARKS["because"] in run("overrides", ".")[1]
    assert leaks(place / "work" / "..") == {}
    (place / "tmp" / MARKS["who"]).write_text(MARKS["note"], encoding="utf-8")
    assert {name for found in leaks(place).values() for name in found} == {"who", "note"}


def test_a_kept_copy_of_the_rules_holds_nothing_of_a_pupil(place: Path, run: Run) -> None:
    (place / "work" / "school.yaml").write_text("school: x\n", encoding="utf-8")
    assert run("advise", "c.yaml", "--rules", ".")[0] == 0
    assert list((place / "cache").iterdir())
    assert leaks(place) == {}


def test_a_calendar_holds_nothing_of_the_pupil(place: Path, run: Run) -> None:
    assert run("plan", "c.yaml", "--ics", "out/p.ics")[0] == 0
    written = (place / "work" / "out" / "p.ics").read_text(encoding="utf-8")
    assert marks_in(written) == []
    assert "leerling-een" not in written


# --- the store ---

STORED = (  # one after the other: each is a command line, and whether what it says was asked for
    (["store", "import", "c.yaml"], False),
    (["store", "new", "valk", "--name", MARKS["name"]], False),
    (["store", "note", "leerling-een", MARKS["note"]], False),
    (["store", "note", "leerling-een", MARKS["worry"], "--safety"], False),
    (["store", "observe", "leerling-een", "wellbeing.low=ja", "--by", "parent", "--note", MARKS["note"]], False),
    (["store", "done", "leerling-een", "underachievement.check_growth_path", "--by", "ib", "--note", MARKS["event"]], False),
    (["store", "list"], False),
    (["store", "due"], False),
    (["store", "show", "leerling-een"], True),
    (["store", "history", "leerling-een", "--safety"], True),
    (["store", "search", MARKS["note"]], True),
    (["store", "export", "leerling-een", "-o", "out/e.yaml"], False),
    (["store", "export-person", "leerling-een", "-o", "out/p.md"], False),
    (["store", "accounts", "add", "juf@school.nl", "--role", "teacher"], False),
    (["store", "accounts", "give", "juf@school.nl", "leerling-een"], False),
    (["store", "accounts", "audit"], False),
    (["advise", "store:leerling-een", "-o", "out/s.pdf"], False),
    (["plan", "store:leerling-een", "--ics", "out/s.ics"], False),
    (["store", "backup", "kopie.db"], False),
    (["store", "rekey"], False),
    (["store", "left", "leerling-een", "2020-01-01"], False),
    (["store", "expire", "--dry-run"], False),
    (["store", "verify"], False),
    (["store", "observe", "leerling-een", f"wellbeing.low={MARKS['value']}"], False),  # from here on mistakes
    (["store", "done", "leerling-een", "nergens.niets", "--note", MARKS["event"]], False),
    (["store", "note", "leerling-twee", MARKS["note"]], False),
    (["store", "note", "leerling-een", MARKS["note"], "--seen", "1"], False),
    (["store", "take-back", "leerling-een", "9999", "--because", MARKS["because"]], False),
    (["store", "new", "leerling-een", "--name", MARKS["name"]], False),
    (["store", "import", "c.yaml"], False),
    (["store", "erase", "leerling-een", "--yes"], False),
    (["store", "show", "leerling-een"], False),
)


@pytest.fixture
def stored(place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Say where the store lies, and what opens it."""
    monkeypatch.setattr(keys, "_COST", 2**8)
    for name in ("WEGWIJZER_PASSPHRASE", "WEGWIJZER_NEW_PASSPHRASE"):
        monkeypatch.setenv(name, KEY)
    monkeypatch.setenv("WEGWIJZER_STORE", str(place / "home" / "cases.db"))
    monkeypatch.setenv("WEGWIJZER_WHO", "ib")
    return place


def test_of_what_the_store_keeps_nothing_is_said_or_left_where_it_was_not_asked_for(stored: Path, run: Run) -> None:
    """A value that is not understood is told back to who typed it; of what others wrote nothing is."""
    for words, asked in STORED:
        _, out, err = run(*words)
        mine = [name for name in MARKS if any(MARKS[name] in word for word in words)]
        assert set(marks_in(err)) <= set(mine), words
        assert asked or set(marks_in(out)) <= set(mine), words
        assert leaks(stored) == {}, words
    assert {"cases.db", "kopie.db"} <= {path.name for path in stored.rglob("*.db")}
    assert MARKS["note"] in (stored / "work" / "out" / "e.yaml").read_text(encoding="utf-8")
    assert MARKS["worry"] not in (stored / "work" / "out" / "p.md").read_text(encoding="utf-8")
    assert list((stored / "tmp").iterdir()) == []


def test_a_fault_of_our_own_in_the_store_says_nothing_of_a_pupil(stored: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WEGWIJZER_DEBUG", raising=False)
    assert run("store", "import", "c.yaml")[0] == 0

    def broken(self: object, *_: object, **__: object) -> None:
        raise ValueError(CASE, self)

    for place in ("engine.cases.ledger.Ledger.entries", "engine.cases.audit.Trail.add", "engine.rendering.history_text.history_text"):
        with monkeypatch.context() as patched:
            patched.setattr(place, broken)
            status, out, err = run("store", "history", "leerling-een")
        assert (status, out, marks_in(err)) == (OWN_FAULT, "", []), place
    assert leaks(stored) == {}


# --- many pupils ---


@pytest.mark.parametrize(
    "words",
    [
        ["screen", "in.csv", "-o", "out/l.xlsx", "-o", "out/l.csv", "-o", "out/l.html", "--cases", "out/cases"],
        ["screen", "in.csv", "-o", "gone/l.csv"],
        ["screen", "in.csv", "-o", "out/l.exe"],
        ["screen", "in.csv", "--mapping", "c.yaml"],
        ["screen", "in.csv", "--sheet", "x", "--as-of", "nooit"],
        ["screen", "c.yaml"],
        ["screen", "in.csv", "-o", "out/l.csv", "--engine", "duckdb"],
    ],
    ids=" ".join,
)
def test_of_a_table_of_pupils_nothing_is_said_or_left_where_it_was_not_asked_for(words: list[str], place: Path, run: Run) -> None:
    (place / "work" / "in.csv").write_text(TABLE, encoding="utf-8")
    _, _, err = run(*words, "--as-of", "2026-03-01") if "--as-of" not in words else run(*words)
    assert marks_in(err) == []
    assert leaks(place) == {}
    assert list((place / "tmp").iterdir()) == []


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_a_command_that_goes_wrong_says_nothing_of_a_pupil(words: list[str], place: Path, run: Run) -> None:
    status, out, err = run(*command(words))
    assert (status, out) == (2, "")
    assert marks_in(err) == []
    assert leaks(place) == {}


@pytest.mark.parametrize(
    ("line", "broken"),
    [
        ("pupil.sector: po", "pupil.sector: [po"),
        ("absence.any: true", "absence.anny: true"),
        ("by: parent", "by: tante"),
        ("date: 2026-01-15, note", "date: gisteren, note"),
        ("node: talk_triangle", "node: nergens"),
        ("as_of: 2026-01-26", "as_of: 2026-01-26\nas_of: 2026-01-27"),
        (f"value: {MARKS['value']}", f"waarde: {MARKS['value']}"),
    ],
)
def test_what_is_wrong_in_a_case_is_told_without_what_was_said(line: str, broken: str, place: Path, run: Run) -> None:
    (place / "work" / "c.yaml").write_text(CASE.replace(line, broken), encoding="utf-8")
    status, out, err = run("advise", "c.yaml")
    assert (status, out) == (2, "")
    assert marks_in(err) == []
    assert leaks(place) == {}


def test_a_fault_of_our_own_says_nothing_of_a_pupil(place: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What Python would print may hold the value that it stumbled over."""
    monkeypatch.delenv("WEGWIJZER_DEBUG", raising=False)

    def broken(*_: object, **__: object) -> None:
        raise ValueError(CASE)

    monkeypatch.setattr("engine.rendering.advice_text.advice_text", broken)
    status, out, err = run("advise", "c.yaml")
    assert (status, out) == (OWN_FAULT, "")
    assert err.startswith("wegwijzer: er ging iets mis in Wegwijzer zelf (ValueError, test_markers.py:")
    assert len(err.splitlines()) == 1
    assert marks_in(err) == []
    assert leaks(place) == {}


def test_a_developer_can_ask_for_the_whole_of_a_fault(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEGWIJZER_DEBUG", "1")

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("engine.rendering.advice_text.advice_text", broken)
    with pytest.raises(ZeroDivisionError):
        cli_main.main(["advise", str(place / "work" / "c.yaml")])
