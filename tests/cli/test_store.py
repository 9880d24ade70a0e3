"""`wegwijzer store`: what people type, and what they see."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from sqlalchemy.exc import DBAPIError

from cli.records import new_passphrase
from engine.cases import connecting, keys, opening, passphrases
from engine.cases.store import CaseStore
from engine.model.history import Fresh

Run = Callable[..., "tuple[int, str, str]"]
ROOT = Path(__file__).resolve().parents[2]
KEY = "vier losse woorden hier"
DAY = "2026-03-19"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Say where the store lies, what opens it, and who writes."""
    file = tmp_path / "opslag" / "cases.db"
    monkeypatch.setenv("WEGWIJZER_STORE", str(file))
    monkeypatch.setenv("WEGWIJZER_PASSPHRASE", KEY)
    monkeypatch.setenv("WEGWIJZER_WHO", "ib")
    monkeypatch.setattr(keys, "_COST", 2**8)  # a passphrase is slow to try on purpose; here it is tried in every test
    return file


@pytest.fixture
def filled(place: Path, run: Run) -> Path:
    """Give the place of a store with the example in it."""
    assert run("store", "import", ROOT / "examples" / "thuis.yaml") == (0, "Opgenomen: thuis\n", f"Nieuwe opslag: {place}\n")
    return place


def test_a_passphrase_that_is_too_short_is_asked_again(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("WEGWIJZER_PASSPHRASE")
    monkeypatch.setattr(passphrases, "keep_passphrase", lambda *_: False)
    monkeypatch.setattr(passphrases, "found_passphrase", lambda *_: None)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    typed = iter(["kort", KEY])
    asked: list[str] = []

    def prompt(question: str, **_: object) -> str:
        asked.append(question)
        return next(typed)

    monkeypatch.setattr(click, "prompt", prompt)
    assert new_passphrase(str(place), "nl") == KEY
    assert asked == ["Kies een wachtwoord voor de opslag, van ten minste 12 tekens"] * 2
    assert "te kort" in capsys.readouterr().err


@pytest.mark.usefixtures("filled")
def test_a_day_with_the_store(run: Run, tmp_path: Path) -> None:
    """From a first pupil to the last backup, as someone would type it."""
    assert run("store", "new", "valk", "--name", "Femke")[:2] == (0, "Begonnen: valk\n")
    assert run("store", "list", "--names")[1] == "thuis\nvalk  Femke\n"
    assert run("store", "observe", "valk", "wellbeing.low=ja", "--by", "parent", "--date", "2026-03-01", "--note", "slaapt slecht")[0] == 0
    assert run("store", "done", "thuis", "safety_net.intake", "--date", "2026-03-20", "--by", "ib")[0] == 0
    assert run("store", "note", "valk", "gebeld met de ouders")[0] == 0
    history = run("store", "history", "valk")[1].splitlines()
    assert [line.partition("  ib:  ")[2] for line in history] == [
        "begonnen",
        "naam bewaard, apart",
        "voelt zich op dit moment niet goed; gezegd door ouder 1 maart 2026; slaapt slecht",
        "opmerking; gebeld met de ouders",
    ]
    assert run("store", "search", "gebeld")[1].startswith("valk  ")
    assert run("store", "show", "valk")[1] == (
        'case: valk\nfacts:\n  wellbeing.low: {value: true, by: parent, date: 2026-03-01, note: "slaapt slecht"}\n'
    )
    assert run("store", "take-back", "valk", history[2].split()[0], "--because", "andere leerling")[0] == 0
    assert run("store", "show", "valk")[1] == "case: valk\n"
    assert "wellbeing.low" in run("store", "show", "valk", "--at", history[2].split()[0])[1]
    assert run("store", "backup", tmp_path / "kopie.db")[0] == 0
    assert run("store", "verify")[0] == 0


@pytest.mark.usefixtures("filled")
def test_a_stored_case_stands_wherever_a_case_file_may(run: Run, tmp_path: Path) -> None:
    file = ROOT / "examples" / "thuis.yaml"
    for words in (
        ["advise", "{}", "--format", "json"],
        ["plan", "{}"],
        ["explain", "{}", "support", "--format", "json"],
        ["whatif", "{}", "absence.full=nee"],
    ):
        said = [run(*(w.format(case) for w in words), "--as-of", DAY) for case in (file, "store:thuis")]
        assert said[0] == said[1]
    assert run("graph", "safety_net", "--case", "store:thuis", "-o", tmp_path / "route.svg")[0] == 0
    assert run("guide", "intake_talk", "store:thuis")[0] == 0


@pytest.mark.usefixtures("filled")
def test_an_advice_on_paper_is_kept_as_given(run: Run, tmp_path: Path) -> None:
    assert run("advise", "store:thuis", "--as-of", DAY, "-o", tmp_path / "advies.md")[0] == 0
    assert "advies gegeven; voor 19 maart 2026" in run("store", "history", "thuis")[1].splitlines()[-1]


@pytest.mark.usefixtures("filled")
def test_the_interview_writes_in_the_store(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import io  # noqa: PLC0415 - once

    monkeypatch.setattr("sys.stdin", io.StringIO("ja\nt\nja\ns\n"))
    assert run("ask", "store:thuis", "--by", "ib", "--as-of", DAY)[0] == 0
    said = [line.partition("  ib:  ")[2] for line in run("store", "history", "thuis", "--safety")[1].splitlines()[-3:]]
    assert [s.startswith("teruggenomen") for s in said] == [False, True, False]
    assert all("gezegd door intern begeleider" in s for s in said[::2])


@pytest.mark.usefixtures("filled")
def test_who_writes_after_another_is_told_and_nothing_is_kept(run: Run) -> None:
    assert run("store", "note", "thuis", "eerste", "--who", "an")[0] == 0
    status, out, err = run("store", "note", "thuis", "tweede", "--who", "bo", "--seen", "17")
    assert (status, out) == (2, "")
    assert "schreef an" in err
    assert "tweede" not in run("store", "history", "thuis")[1]


@pytest.mark.usefixtures("filled")
def test_what_concerns_safety_is_left_out_unless_it_is_asked_for(run: Run) -> None:
    assert run("store", "observe", "thuis", "home.unsafe=ja", "--by", "teacher")[0] == 0
    assert run("store", "note", "thuis", "Veilig Thuis gebeld", "--safety")[0] == 0
    for words in (["show"], ["history"], ["export"], ["export-person"]):
        shared, whole = run("store", *words, "thuis")[1], run("store", *words, "thuis", "--safety")[1]
        assert not [w for w in ("unsafe", "niet veilig", "Veilig Thuis") if w in shared]
        assert [w for w in ("unsafe", "niet veilig") if w in whole]
    assert run("store", "search", "veilig")[1] == ""
    assert "home.unsafe" in run("advise", "store:thuis", "--format", "json")[1]  # the alarm comes first in the school's own advice
    assert "onveilig" not in run("advise", "store:thuis", "--format", "md", "--for", "parents")[1]


@pytest.mark.usefixtures("filled")
def test_who_left_long_ago_is_named_by_pseudonym_and_then_erased(run: Run, tmp_path: Path) -> None:
    assert run("store", "left", "thuis", "2024-03-01")[0] == 0
    run("store", "backup", tmp_path / "kopie.db")
    assert run("store", "expire", "--dry-run", "--as-of", "2026-03-01")[1] == "thuis  2024-03-01\n"
    assert run("store", "list")[1].startswith("thuis")
    out = run("store", "expire", "--yes", "--as-of", "2026-03-01")[1]
    assert f"Staat nog in de kopie {tmp_path / 'kopie.db'}" in out
    assert run("store", "list")[1] == ""
    assert run("store", "verify")[0] == 0


@pytest.mark.usefixtures("filled")
def test_the_school_says_how_long_it_keeps(run: Run, tmp_path: Path) -> None:
    (tmp_path / "linde").mkdir()
    (tmp_path / "linde" / "school.yaml").write_text("school: De Linde\nretention: {years: 3, why: dossierbeleid}\n", encoding="utf-8")
    run("store", "left", "thuis", "2024-03-01")
    words = ["store", "expire", "--dry-run", "--rules", tmp_path / "linde", "--as-of"]
    assert run(*words, "2027-02-28")[1] == ""
    assert run(*words, "2027-03-01")[1] == "thuis  2024-03-01\n"


@pytest.mark.usefixtures("filled")
def test_everything_about_one_pupil_is_given_in_a_page(run: Run) -> None:
    page = run("store", "export-person", "thuis", "--lang", "en")[1]
    assert page.startswith("# Everything that is kept of thuis\n")
    assert "said by parent" in page
    assert (ROOT / "examples" / "thuis.yaml").read_text(encoding="utf-8") in page


def test_a_tampered_store_ends_with_no(filled: Path, run: Run) -> None:
    store = CaseStore.open(str(filled), KEY)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE entries SET who = 'x' WHERE seq = 5")
    store.close()
    status, out, _ = run("store", "verify")
    assert (status, out.splitlines()[0]) == (1, "regel 5 is veranderd")


def test_a_rekey_changes_what_opens(filled: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEGWIJZER_NEW_PASSPHRASE", "te kort")
    assert run("store", "rekey")[0] == 2
    monkeypatch.setenv("WEGWIJZER_NEW_PASSPHRASE", "een heel ander woord")
    assert run("store", "rekey")[0] == 0
    assert run("store", "list") == (
        2,
        "",
        f"{filled}: dit wachtwoord opent de opslag niet; controleer het, en of dit de juiste opslag is\n",
    )
    monkeypatch.setenv("WEGWIJZER_PASSPHRASE", "een heel ander woord")
    assert run("store", "list")[0] == 0


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["list"], "hier staat nog geen opslag"),
        (["import", "bestaat-niet.yaml"], "bestaat niet"),
        (["new", "Jan de Vries"], "kan geen pseudoniem zijn"),
        (["shwo"], "bedoel je `show`?"),
        (["restore", "bestaat-niet.db"], "bestaat niet"),
        (["show", "x", "--at", "gisteren"], "gisteren"),
    ],
)
def test_bad_input_gets_a_sentence(run: Run, words: list[str], said: str) -> None:
    status, _, err = run("store", *words)
    assert status == 2
    assert said in err
    assert "Traceback" not in err


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["show", "thius"], "bedoel je `thuis`?"),
        (["import", str(ROOT / "examples" / "thuis.yaml")], "al een leerling"),
        (["observe", "thuis", "wellbeing.lo=ja"], "bedoel je `wellbeing.low`?"),
        (["observe", "thuis", "wellbeing.low=misschien"], "misschien"),
        (["done", "thuis", "safety_net.intak"], "bedoel je `intake`?"),
        (["done", "thuis", "safety_net.intake", "--chose", "reentry"], "een reden"),
        (["take-back", "thuis", "999", "--because", "x"], "regel 999"),
    ],
)
def test_what_cannot_be_kept_gets_a_sentence(run: Run, words: list[str], said: str) -> None:
    status, _, err = run("store", *words)
    assert (status, said in err) == (2, True), err


def test_without_a_passphrase_there_is_a_way_out(filled: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert filled.exists()
    monkeypatch.delenv("WEGWIJZER_PASSPHRASE")
    status, _, err = run("store", "list")
    assert (status, "WEGWIJZER_PASSPHRASE" in err) == (2, True)
    (tmp_path / "woord").write_text(f"{KEY}\n", encoding="utf-8")
    monkeypatch.setenv("WEGWIJZER_PASSPHRASE_FILE", str(tmp_path / "woord"))
    assert run("store", "list")[0] == 0


def test_a_machine_that_keeps_passphrases_makes_and_keeps_one(run: Run, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The keyring of a user is not there in a test, so one that keeps in memory is put in its place."""
    import keyring  # noqa: PLC0415 - once
    from keyring.backend import KeyringBackend  # noqa: PLC0415 - once

    class InMemory(KeyringBackend):
        priority = 1.0
        kept: dict[tuple[str, str], str] = {}  # noqa: RUF012 - one for all

        def get_password(self, service: str, username: str) -> str | None:
            return self.kept.get((service, username))

        def set_password(self, service: str, username: str, password: str) -> None:
            self.kept[service, username] = password

        def delete_password(self, service: str, username: str) -> None:
            del self.kept[service, username]

    monkeypatch.delenv("WEGWIJZER_PASSPHRASE")
    before = keyring.get_keyring()
    keyring.set_keyring(InMemory())  # type: ignore[no-untyped-call]
    try:
        status, _, err = run("store", "new", "valk")
        (made,) = InMemory.kept.values()
        assert (status, made in err) == (0, True)  # shown once, to be written down
        assert run("store", "list") == (0, "valk\n", "")
        assert run("store", "rekey")[0] == 0
        assert [w for w in InMemory.kept.values() if w != made]
        assert run("store", "list") == (0, "valk\n", "")
    finally:
        keyring.set_keyring(before)
    assert place.exists()


def test_without_the_cipher_it_says_what_can_be_read(place: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (connecting, opening):
        monkeypatch.setattr(module, "can_encrypt", lambda: False)
    status, _, err = run("store", "new", "valk")
    assert (status, "niet als geheel versleuteld" in err) == (0, True)
    assert place.read_bytes().startswith(b"SQLite format 3")


@pytest.mark.usefixtures("filled")
def test_every_command_that_reads_a_pupil_leaves_a_line_in_the_trail(run: Run, tmp_path: Path) -> None:
    for words in (
        ["advise", "store:thuis", "--as-of", DAY],
        ["plan", "store:thuis"],
        ["explain", "store:thuis", "support"],
        ["whatif", "store:thuis", "absence.full=nee"],
        ["graph", "safety_net", "--case", "store:thuis", "-o", tmp_path / "r.svg"],
        ["guide", "intake_talk", "store:thuis"],
        ["vignette", "store:thuis", "--as", "v"],
        ["store", "show", "thuis"],
        ["store", "history", "thuis"],
        ["store", "export", "thuis"],
        ["store", "export-person", "thuis"],
        ["store", "note", "thuis", "gebeld"],
        ["store", "due", "--as-of", DAY],
    ):
        before = len(run("store", "accounts", "audit", "--of", "thuis")[1].splitlines())
        assert run(*words)[0] == 0, words
        lines = run("store", "accounts", "audit", "--of", "thuis")[1].splitlines()[before:]
        assert lines, words
        assert all("operator (ib)" in line for line in lines)
    assert any("geschreven" in line for line in run("store", "accounts", "audit", "--of", "thuis")[1].splitlines())
    trail = run("store", "accounts", "audit")[1]
    assert "gebeld" not in trail  # what was written stands in no line


# --- nothing of a pupil in anything else that is written ---

MARKS = ("zonnebloempad", "kwikstaartje", "paardenbloem", "graspieper", "veldleeuwerik")


@pytest.mark.thorough  # a dozen commands of their own; tests/hostile/test_markers.py tries others
def test_nothing_of_a_pupil_stands_in_anything_else_that_is_written(
    tmp_path: Path, run_apart: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Marks are planted in a case; then all that commands wrote, said or left behind is searched for them."""
    home = tmp_path / "home"
    folders = {"HOME": "", "TMPDIR": "tmp", "XDG_DATA_HOME": "data", "XDG_CACHE_HOME": "cache", "XDG_STATE_HOME": "state"}
    for name, folder in folders.items():
        (home / folder).mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv(name, str(home / folder))
    monkeypatch.delenv("WEGWIJZER_STORE", raising=False)
    monkeypatch.setenv("WEGWIJZER_PASSPHRASE", KEY)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    case = tmp_path / "in.yaml"
    case.write_text(
        f"case: kiekendief\ntitle: {MARKS[0]}\nfacts:\n  absence.full: true\n  absence.since: 2026-03-09\n"
        f"  wellbeing.low: {{value: true, by: parent, who: {MARKS[1]}, note: {MARKS[2]}}}\n"
        f"  home.unsafe: {{value: true, by: teacher, note: {MARKS[3]}}}\n",
        encoding="utf-8",
    )
    said = []
    for words in (
        ["store", "import", case],
        ["store", "new", "uil", "--name", MARKS[4]],
        ["store", "note", "kiekendief", MARKS[2]],
        ["store", "note", "kiekendief", MARKS[3], "--safety", "--seen", "1"],  # refused: somebody else wrote
        ["plan", "store:kiekendief", "--ics", home / "agenda.ics", "--as-of", DAY],
        ["graph", "safety_net", "--case", "store:kiekendief", "-o", home / "route.svg"],
        ["store", "backup", home / "kopie.db"],
        ["store", "left", "kiekendief", "2020-01-01"],
        ["store", "expire", "--dry-run"],
        ["store", "verify"],
        ["store", "erase", "kiekendief", "--yes"],
        ["store", "show", "kiekendief"],  # gone
    ):
        _, out, err = run_apart(*words, folder=home)
        said.append(out + err)
    assert (home / "agenda.ics").read_text(encoding="utf-8").count("BEGIN:VEVENT") > 0
    written = [p for p in home.rglob("*") if p.is_file()]
    assert {"cases.db", "kopie.db", "agenda.ics", "route.svg"} <= {p.name for p in written}
    assert [(p.name, m) for p in written for m in MARKS if m.encode() in p.read_bytes() or m in str(p)] == []
    named = [p.name for p in written if b"kiekendief" in p.read_bytes() or "kiekendief" in str(p)]
    assert named == ["route.svg"]  # a picture of a pupil's route says under which pseudonym
    assert [m for m in MARKS if m in "".join(said)] == []


def test_a_crash_tells_nothing_of_a_pupil(tmp_path: Path) -> None:
    """A fault of the database that nobody foresaw shows its statement, never what was to be written."""
    store = CaseStore.open(str(tmp_path / "cases.db"), KEY)
    store.open_case("kiekendief", who="ib")
    with store.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TRIGGER t BEFORE INSERT ON entries BEGIN SELECT RAISE(ABORT, 'no'); END")
    try:
        with pytest.raises(DBAPIError) as told:
            store.append("kiekendief", [Fresh("note", {"text": MARKS[0]})], who="ib", seen=None)
    finally:
        store.close()
    report = "".join(traceback.format_exception(told.value))
    assert "INSERT INTO entries" in report
    assert MARKS[0] not in report
    assert "parameters hidden" in report
