"""A whole table gone through: four methods side by side, what is uncertain said, and nothing that stops at a bad row."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import polars as pl
import pytest

from engine.diagnostics import KnowledgeError
from engine.inference.truth import STATUS
from engine.loading.cases import load_case
from engine.model.mapping import TableMapping
from engine.model.screening import METHODS
from engine.rendering.screening_text import screening_text
from engine.screening import made_up, running
from engine.screening.completed import completed
from engine.screening.going_through import PART, going_through
from engine.screening.intake import Intake
from engine.screening.live import live_parts
from engine.screening.tables import open_table
from engine.service import Wegwijzer, make_population
from tests.real_cases import TODAY
from tests.refusals import refused
from tests.screening.conftest import Screen
from tests.screening.decisions import otherwise

HEAD = "pupil;potential.percentile;achievement.percentile;nomination.teacher\n"


def _group(*rows: str, others: int = 40) -> str:
    """Give a table of some pupils among others who show what they can."""
    return HEAD + "\n".join([*rows, *(f"l{i};{i * 2};{(i * 2 + 9 * (i % 3)) % 100};" for i in range(1, others + 1))]) + "\n"


def _listed(folder: Path) -> list[dict[str, object]]:
    return pl.read_parquet(folder / "lijst.parquet").to_dicts()


def test_a_column_named_as_a_fact_is_that_fact_and_every_finding_has_a_column(screen: Screen, tmp_path: Path, wegwijzer: Wegwijzer) -> None:
    screen(_group("doel;98;30;ja"), targets=[tmp_path / "lijst.parquet"])
    frame = pl.read_parquet(tmp_path / "lijst.parquet")
    assert set(wegwijzer.base.knowledge.findings) <= set(frame.columns)
    row = frame.row(0, named=True)
    assert (row["pupil"], row["conclusion"]) == ("doel", "kijk mee: verschil")
    assert [row[m] for m in METHODS] == ["true"] * 4
    assert {str(v) for v in frame["form.chronic"].to_list()} <= set(STATUS)


def test_a_group_too_small_for_a_line_is_refused_with_the_number_needed(screen: Screen) -> None:
    found = screen(_group("doel;98;30;", others=20))
    assert found.line is None
    assert found.both == 21
    assert (found.overall.having(2, 0), found.overall.flagged(2)) == (1, 0)  # of the one with high potential it cannot be told
    assert found.overall.flagged(0) == 1  # the other methods go on


def test_a_difference_within_the_reliability_of_the_tests_is_said_to_be_so(screen: Screen, tmp_path: Path) -> None:
    mapping = "pupil: pupil\nreliability: {potential: 0.7, achievement: 0.7, basis: handleiding}\n"
    found = screen(_group("krap;95;70;", "ruim;99;20;"), mapping, targets=[tmp_path / "lijst.parquet"])
    rows = {r["pupil"]: r for r in _listed(tmp_path)}
    assert rows["krap"]["difference.within_error"] is True
    assert "meetfout" in str(rows["krap"]["reason"])
    assert rows["ruim"]["difference.within_error"] is False
    assert found.within_error == 1


def test_a_level_across_the_threshold_cannot_be_told(screen: Screen, tmp_path: Path) -> None:
    table = "pupil;potential.level;achievement.percentile\nl1;I;30\nl2;A;30\nl3;II;30\nl4;B;30\n"
    screen(table, targets=[tmp_path / "lijst.parquet"])
    assert [r["signal.absolute_split"] for r in _listed(tmp_path)] == ["unknown", "unknown", "false", "false"]


@pytest.mark.parametrize("level", ["I", "II", "V", "A", "B", "E"])
def test_a_level_is_concluded_as_advise_concludes_it(screen: Screen, tmp_path: Path, wegwijzer: Wegwijzer, level: str) -> None:
    screen(f"pupil;potential.level;achievement.level\nl1;{level};V\n", targets=[tmp_path / "lijst.parquet"], cases=tmp_path / "c")
    (tmp_path / "zaak.yaml").write_text(
        f"case: l1\nas_of: {TODAY}\nfacts: {{potential.level: {level}, achievement.level: V}}\n", encoding="utf-8"
    )
    advice = wegwijzer.advise(load_case(tmp_path / "zaak.yaml", wegwijzer.base.knowledge))
    row = _listed(tmp_path)[0]
    assert {f.id: f.status for f in advice.findings} == {f.id: row[f.id] for f in advice.findings}


_LEVELS = {"onder": ("IV", "V"), "gelijk": ("V", "V"), "boven": ("I", "II"), "gemengd": ("I", "V"), "een": ("IV", "")}
_A_ROW_A_PUPIL = (
    "pupil;potential.percentile;RW;BL\n" + "".join(f"{pupil};97;{';'.join(both)}\n" for pupil, both in _LEVELS.items()),
    """
pupil: pupil
columns:
  RW: {fact: achievement.percentile, scale: level, subject: rekenen}
  BL: {fact: achievement.percentile, scale: level, subject: lezen}
""",
)
_A_ROW_A_TEST = (
    "pupil;potential.percentile;vak;datum;niveau\n"
    + "".join(f"{pupil};97;{s};2026-02-01;{v}\n" for pupil, both in _LEVELS.items() for s, v in zip(("RW", "BL"), both, strict=True)),
    """
pupil: pupil
long: {subject: vak, date: datum, score: niveau}
columns:
  niveau: {fact: achievement.percentile, scale: level}
""",
)


@pytest.mark.parametrize(("table", "mapping"), [_A_ROW_A_PUPIL, _A_ROW_A_TEST], ids=["a row a pupil", "a row a test"])
def test_levels_of_several_subjects_are_concluded_as_advise_concludes_them(
    screen: Screen, tmp_path: Path, wegwijzer: Wegwijzer, table: str, mapping: str
) -> None:
    """Of two that are both below the middle so is the mean, whatever it is; of others it cannot be told."""
    screen(table, mapping, targets=[tmp_path / "lijst.parquet"])
    rows = {row["pupil"]: row for row in _listed(tmp_path)}
    split = {pupil: row["signal.absolute_split"] for pupil, row in rows.items()}
    assert split == {"onder": "true", "gelijk": "true", "boven": "false", "gemengd": "unknown", "een": "true"}
    for pupil, said in (("onder", "achievement.band: 1-30"), ("gemengd", "achievement.band: 9-91"), ("een", "achievement.level: IV")):
        zaak = f"case: l1\nas_of: {TODAY}\nfacts:\n  potential.percentile: 97\n  {said}\n"
        (tmp_path / "zaak.yaml").write_text(zaak, encoding="utf-8")
        advice = wegwijzer.advise(load_case(tmp_path / "zaak.yaml", wegwijzer.base.knowledge))
        assert {f.id: f.status for f in advice.findings} == {f.id: rows[pupil][f.id] for f in advice.findings}


def test_bad_rows_are_listed_and_do_not_stop_the_others(screen: Screen) -> None:
    found = screen(HEAD + "l1;98;dertig;\n;98;30;\nl2;198;30;\nl3;98;30;;te veel\nl4;98;30;ja\nl4;50;50;\n")
    assert [(b.row, b.diagnostic.code) for b in sorted(found.bad, key=lambda b: b.row)] == [
        (2, "case.number"),
        (3, "table.nameless"),
        (4, "case.range"),
        (5, "table.ragged"),
        (6, "table.twice"),
        (7, "table.twice"),
    ]
    assert found.overall.pupils == 4
    assert found.overall.flagged(1) == 1


def test_columns_of_which_nothing_is_known_are_left_out_with_a_message(screen: Screen) -> None:
    found = screen("pupil;mentor;potential.percentiel\nl1;Jansen;90\n")
    assert [(n.code, n.values["name"], n.values["nearest"]) for n in found.notes] == [
        ("table.ignored", "mentor", None),
        ("table.ignored", "potential.percentiel", "potential.percentile"),
    ]


def test_a_column_that_the_mapping_names_must_be_there(screen: Screen) -> None:
    with pytest.raises(KnowledgeError, match="bedoel je `Leerling`"):
        screen("Leerling;IQ\nl1;100\n", "pupil: leerling\ncolumns: {IQ: {fact: potential.iq}}\n")


LONG = """\
pupil: Leerling
group: Groep
columns:
  IQ: {fact: potential.iq}
  Score: {fact: achievement.percentile, scale: percentile}
long: {score: Score, subject: Vak, date: Datum}
"""


def test_a_table_with_a_row_for_each_test_becomes_a_row_for_each_pupil(screen: Screen, tmp_path: Path) -> None:
    table = """Leerling;Groep;IQ;Vak;Datum;Score
l1;7;;lezen;1-2-2024;90
l1;7;130;lezen;1-2-2025;50
l1;7;;rekenen;1-2-2025;50
l2;7;100;lezen;1-2-2025;60
"""
    found = screen(table, LONG, targets=[tmp_path / "lijst.parquet"], cases=tmp_path / "c")
    rows = _listed(tmp_path)
    assert [r["pupil"] for r in rows] == ["l1", "l2"]
    assert rows[0]["difference.sd"] == pytest.approx(2.0)
    assert rows[0]["signal.decline"] == "true"
    case = (tmp_path / "c" / "l1.yaml").read_text(encoding="utf-8")
    assert "achievement.subjects: 2\n" in case
    assert "achievement.low_subjects: 2\n" in case
    assert [line.pupil for line in found.lines] == ["l1"]


def test_scores_in_columns_of_their_own_make_the_same_line(screen: Screen, tmp_path: Path) -> None:
    mapping = """\
pupil: Leerling
columns:
  M7: {fact: achievement.percentile, subject: lezen, date: 2024-02-01}
  M8: {fact: achievement.percentile, subject: lezen, date: 2025-02-01}
  goed jan: {fact: tasks.error_free_weeks, scale: correct, date: 2025-01-01}
  goed mrt: {fact: tasks.error_free_weeks, scale: correct, date: 2025-03-01}
"""
    screen("Leerling;M7;M8;goed jan;goed mrt\nl1;90;50;98;99\nl2;50;90;98;60\n", mapping, targets=[tmp_path / "lijst.parquet"])
    rows = _listed(tmp_path)
    assert [r["signal.decline"] for r in rows] == ["true", "unknown"]  # it may still be seen by people
    assert [r["signal.error_free"] for r in rows] == ["true", "false"]
    assert "resultaten gaan achteruit" in str(rows[0]["reason"])


def test_a_case_file_of_a_flagged_pupil_can_be_advised_on_and_is_never_overwritten(
    screen: Screen, tmp_path: Path, wegwijzer: Wegwijzer
) -> None:
    screen(_group("Doel 1;98;30;ja"), cases=tmp_path / "casussen")
    path = tmp_path / "casussen" / "doel-1.yaml"
    advice = wegwijzer.advise(wegwijzer.load(path))
    assert next(f.status for f in advice.findings if f.id == "signal.regression") == "true"
    path.write_text(path.read_text(encoding="utf-8") + "  home.unsafe: false\n", encoding="utf-8")
    screen(_group("Doel 1;98;30;ja"), cases=tmp_path / "casussen")
    assert "home.unsafe" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["4030", "1e5", "true", "2024-01-01", "=1"])
def test_a_pupil_who_has_a_number_for_a_name_gets_a_case_that_can_be_read(
    screen: Screen, tmp_path: Path, wegwijzer: Wegwijzer, name: str
) -> None:
    screen(_group(f"{name};98;30;ja"), cases=tmp_path / "casussen")
    (path,) = (p for p in (tmp_path / "casussen").iterdir() if "nomination.teacher: true" in p.read_text(encoding="utf-8"))
    assert wegwijzer.load(path).id == path.stem


def test_no_cell_is_taken_for_a_formula(screen: Screen, tmp_path: Path) -> None:
    screen(_group("=1+1;98;30;ja", "+31;98;30;ja", "@x;98;30;ja"), targets=[tmp_path / "lijst.csv", tmp_path / "lijst.xlsx"])
    assert [line.split(",")[0] for line in (tmp_path / "lijst.csv").read_text(encoding="utf-8").splitlines()[1:4]] == [
        "'=1+1",
        "'+31",
        "'@x",
    ]
    assert pl.read_excel(tmp_path / "lijst.xlsx", sheet_id=1)["pupil"].to_list()[0] == "=1+1"  # kept as text, not as a formula


def test_a_list_as_json_is_one_document_with_what_was_not_read(screen: Screen, tmp_path: Path) -> None:
    screen(_group("doel;98;dertig;ja"), targets=[tmp_path / "lijst.json"])
    document = json.loads((tmp_path / "lijst.json").read_text(encoding="utf-8"))
    assert document["format"] == "wegwijzer/screen/1"
    assert document["pupils"][0]["signal.nomination"] == "true"
    assert document["unread"][0]["row"] == 2


# --- parts ---


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(
        running.Run.__init__, "__defaults__", tuple(64 if d == PART else d for d in running.Run.__init__.__defaults__ or ())
    )
    return iter([None])


def _population(folder: Path, pupils: int) -> Path:
    make_population(folder / "bedacht.parquet", pupils=pupils, schools=3, seed=7)
    return folder / "bedacht.parquet"


def test_a_table_in_parts_comes_to_what_it_comes_to_as_a_whole(
    wegwijzer: Wegwijzer, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    path = _population(tmp_path, 300)
    whole = wegwijzer.screen(path, TableMapping(), targets=[tmp_path / "whole.parquet"], as_of=TODAY)
    request.getfixturevalue("small_parts")
    parts = wegwijzer.screen(path, TableMapping(), targets=[tmp_path / "parts.parquet", tmp_path / "parts.csv"], as_of=TODAY)
    assert whole.overall == parts.overall
    assert whole.tallies == parts.tallies
    assert whole.schools_of == parts.schools_of
    assert {*whole.schools_of} == {*whole.tallies["group"]}
    assert whole.line is not None
    assert parts.line is not None
    assert whole.line.slope == pytest.approx(parts.line.slope)
    a, b = (pl.read_parquet(tmp_path / f"{name}.parquet").drop("next_question") for name in ("whole", "parts"))
    assert a.cast(pl.String).equals(b.cast(pl.String))
    assert len(pl.read_csv(tmp_path / "parts.csv")) == 300
    assert whole.made_up


@pytest.mark.usefixtures("small_parts")
def test_a_long_run_that_is_stopped_goes_on_where_it_was(wegwijzer: Wegwijzer, tmp_path: Path) -> None:
    path = _population(tmp_path, 300)
    done: list[int] = []

    def stop(now: int, of: int) -> None:
        done.append(now)
        if now > of / 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        wegwijzer.screen(path, TableMapping(), targets=[tmp_path / "lijst.parquet"], as_of=TODAY, told=stop)
    assert not (tmp_path / "lijst.parquet").exists()
    again: list[int] = []
    found = wegwijzer.screen(path, TableMapping(), targets=[tmp_path / "lijst.parquet"], as_of=TODAY, told=lambda now, _: again.append(now))
    assert again[0] > done[-1]
    assert found.overall.pupils == 300
    assert pl.read_parquet(tmp_path / "lijst.parquet")["pupil"].n_unique() == 300
    assert not (tmp_path / "lijst.parquet.partial").exists()


@pytest.mark.usefixtures("small_parts")
def test_a_list_that_was_stopped_after_any_part_is_the_list_of_one_that_was_not(wegwijzer: Wegwijzer, tmp_path: Path) -> None:
    """Also its next questions, which are weighed for the first pupils of a kind and hold for all others."""
    path, target = _population(tmp_path, 640), tmp_path / "lijst.parquet"
    stops = [0]

    def stop(now: int, _of: int) -> None:
        if now > stops[0]:
            stops[0] = now
            raise KeyboardInterrupt

    plain = wegwijzer.screen(path, TableMapping(), targets=[target], as_of=TODAY)
    whole = target.read_bytes()
    target.unlink()
    found = None
    while found is None:
        with suppress(KeyboardInterrupt):
            found = wegwijzer.screen(path, TableMapping(), targets=[target], as_of=TODAY, told=stop)
    assert len(set(pl.read_parquet(target)["next_question"].to_list())) > 2
    assert target.read_bytes() == whole
    assert found == plain


@pytest.mark.usefixtures("small_parts")
def test_a_pupil_with_rows_in_two_parts_is_listed_as_such(screen: Screen) -> None:
    rows = [f"p{i};98;40" for i in range(150)]
    rows[3], rows[140] = "dubbel;98;40", " dubbel ;97;41"
    found = screen("\n".join(["pupil;potential.percentile;achievement.percentile", *rows]) + "\n")
    assert [(b.row, b.value, b.diagnostic.code) for b in found.bad] == [(5, "dubbel", "table.twice"), (142, "dubbel", "table.twice")]
    assert found.bad_cells == 2


def _stopped_halfway(wegwijzer: Wegwijzer, path: Path, **asked: object) -> None:
    def stop(now: int, of: int) -> None:
        if now > of / 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        wegwijzer.screen(path, TableMapping(), as_of=TODAY, told=stop, **asked)  # type: ignore[arg-type]


@pytest.mark.usefixtures("small_parts")
def test_pupils_of_one_name_keep_cases_of_their_own_though_the_run_was_stopped(wegwijzer: Wegwijzer, tmp_path: Path) -> None:
    path, cases = tmp_path / "l.csv", tmp_path / "casussen"
    rows = [f"{'Jan A' if i == 3 else 'jan-a' if i == 140 else f'p{i}'};98;{30 if i < 100 else 20}" for i in range(150)]
    path.write_text("\n".join(["pupil;potential.percentile;achievement.percentile", *rows]), encoding="utf-8")
    _stopped_halfway(wegwijzer, path, targets=[tmp_path / "lijst.parquet"], cases=cases)
    wegwijzer.screen(path, TableMapping(), targets=[tmp_path / "lijst.parquet"], cases=cases, as_of=TODAY)
    assert "achievement.percentile: 30" in (cases / "jan-a.yaml").read_text(encoding="utf-8")
    assert "achievement.percentile: 20" in (cases / "jan-a-2.yaml").read_text(encoding="utf-8")


@pytest.mark.usefixtures("small_parts")
def test_a_stopped_run_begins_anew_where_cases_are_asked_for_now(wegwijzer: Wegwijzer, tmp_path: Path) -> None:
    path, target = _population(tmp_path, 300), tmp_path / "lijst.parquet"
    _stopped_halfway(wegwijzer, path, targets=[target])
    wegwijzer.screen(path, TableMapping(), targets=[target], cases=tmp_path / "na", as_of=TODAY)
    wegwijzer.screen(path, TableMapping(), targets=[target], cases=tmp_path / "ineens", as_of=TODAY)
    assert {p.name for p in (tmp_path / "na").iterdir()} == {p.name for p in (tmp_path / "ineens").iterdir()}


@pytest.mark.usefixtures("small_parts")
def test_a_stopped_run_of_one_sheet_is_not_taken_up_for_another(wegwijzer: Wegwijzer, tmp_path: Path) -> None:
    import xlsxwriter  # noqa: PLC0415 - only here

    path, target = tmp_path / "w.xlsx", tmp_path / "lijst.parquet"
    with xlsxwriter.Workbook(path) as book:
        for name, score in (("een", 40), ("twee", 99)):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["pupil", "potential.percentile", "achievement.percentile"])
            for i in range(1, 151):
                sheet.write_row(i, 0, [f"{name}{i}", 98, score])
    _stopped_halfway(wegwijzer, path, targets=[target], sheet="een")
    wegwijzer.screen(path, TableMapping(), targets=[target], sheet="twee", as_of=TODAY)
    assert pl.read_parquet(target)["pupil"].cast(pl.String).str.starts_with("twee").all()


# --- what advise says ---


def test_of_two_thousand_pupils_all_is_what_advise_says(wegwijzer: Wegwijzer, tmp_path: Path) -> None:
    frame = pl.concat(made_up.made_up(made_up.Population(pupils=2_000, seed=11, missing=0.3)))
    frame.write_parquet(tmp_path / "bedacht.parquet")
    table = open_table(tmp_path / "bedacht.parquet")
    mapping, _ = completed(TableMapping(), table, wegwijzer.base.knowledge)
    differing = []
    for looked in going_through(Intake(table, mapping, wegwijzer.base.knowledge, TODAY), wegwijzer.inference, size=700):
        for pupil in range(looked.columns.pupils):
            decision, _ = wegwijzer.decide(looked.case(pupil, "pupil"), TODAY)
            alone, found = decision.conclusions, looked.concluded
            differing += [id_ for id_ in found.planes if alone.status(id_) != found.status(id_, pupil)]
            differing += otherwise(decision, found, pupil)
        assert {"cause.insufficient_offer"} <= set(looked.concluded.decided.standings)
        assert {"alert:alert.methods_disagree", "need.challenge"} <= set(looked.concluded.decided.truths)
        assert looked.concluded.decided.layers is not None
    assert differing == []


def test_what_the_table_says_nothing_of_is_not_told_of_every_pupil(wegwijzer: Wegwijzer) -> None:
    live = live_parts(wegwijzer.base, ["potential.percentile", "achievement.percentile"])
    assert "cause.parenting" not in live.hypotheses
    assert "alert.crowded_table" not in live.alerts
    assert "alert.methods_disagree" in live.alerts


# --- a long table, several schools, and what may be chance ---


@pytest.mark.parametrize("size", [PART, 40])
def test_a_long_table_in_parts_keeps_the_rows_of_a_pupil_together(
    screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    defaults = running.Run.__init__.__defaults__ or ()
    monkeypatch.setattr(running.Run.__init__, "__defaults__", tuple(size if d == PART else d for d in defaults))
    rows = [f"l{i};7;{90 + i};{subject};1-2-{year};{(i * 7 + year) % 99}" for year in (2024, 2025) for subject in "ab" for i in range(50)]
    found = screen("Leerling;Groep;IQ;Vak;Datum;Score\n" + "\n".join(rows) + "\n", LONG, targets=[tmp_path / "lijst.parquet"])
    listed = {row["pupil"]: row for row in _listed(tmp_path)}
    assert found.overall.pupils == len(listed) == 50
    assert {row["achievement.change_year_sd"] is None for row in listed.values()} == {False}
    assert listed["l10"]["achievement.change_year_sd"] == pytest.approx(0.04, abs=0.02)
    assert found.line is not None
    assert found.line.pupils == 50


def test_the_line_is_that_of_all_pupils_whatever_their_school_or_class(screen: Screen) -> None:
    rows = [f"l{i};school {i % 3};{3 + i % 6};{i % 99 + 0.5};{(i * 7) % 99}" for i in range(1, 80)]
    found = screen("pupil;school;group;potential.percentile;achievement.percentile\n" + "\n".join(rows) + "\n")
    assert found.line is not None
    assert found.line.pupils == found.both == 79
    assert "alle 79 leerlingen" in screening_text(found, "nl")
    assert "whatever their class, year or school" in screening_text(found, "en")


def test_a_decline_within_the_reliability_of_the_tests_is_said_to_be_so(screen: Screen, tmp_path: Path) -> None:
    mapping = """\
pupil: Leerling
columns:
  M7: {fact: achievement.percentile, subject: lezen, date: 2024-02-01}
  M8: {fact: achievement.percentile, subject: lezen, date: 2025-02-01}
"""
    found = screen("Leerling;M7;M8\nklein;90;75\ngroot;90;20\nbeter;50;60\n", mapping, targets=[tmp_path / "lijst.parquet"])
    reasons = {row["pupil"]: str(row["reason"]) for row in _listed(tmp_path)}
    assert "achteruit · die achteruitgang valt binnen de meetfout" in reasons["klein"]
    assert "achteruit" in reasons["groot"]
    assert "meetfout" not in reasons["groot"]
    assert "meetfout" not in reasons["beter"]
    assert "verandering tot 0,9 SD" in screening_text(found, "nl")


def test_columns_of_one_subject_without_a_day_are_asked_about(screen: Screen) -> None:
    mapping = """\
pupil: Leerling
columns:
  M7: {fact: achievement.percentile, subject: lezen}
  M8: {fact: achievement.percentile, subject: lezen, date: 2025-02-01}
"""
    with pytest.raises(KnowledgeError, match="`M7` en `M8` gaan allebei over lezen"):
        screen("Leerling;M7;M8\nl1;90;50\n", mapping)


def test_what_is_said_of_a_childs_safety_stands_on_no_list(screen: Screen, tmp_path: Path) -> None:
    screen("pupil;home.unsafe;potential.percentile\nl1;ja;95\n", targets=[tmp_path / "lijst.csv"])
    assert "safety" not in (tmp_path / "lijst.csv").read_text(encoding="utf-8")


def test_a_list_tells_of_hypotheses_alerts_needs_and_the_layer(screen: Screen, tmp_path: Path) -> None:
    screen("pupil;offer.too_easy;behaviour.restless;load.capacity\nl1;ja;ja;none\nl2;nee;nee;\n", targets=[tmp_path / "lijst.parquet"])
    rows = _listed(tmp_path)
    assert [row["cause.insufficient_offer"] for row in rows] == ["likely", "unknown"]
    assert [row["need.challenge"] for row in rows] == ["true", "unknown"]
    assert rows[0]["alert.behaviour_or_diagnosis"] == "true"
    assert {row["support.proposed"] for row in rows} <= {"universal", "in_class", "in_school", "above_school"}


def test_a_table_of_too_many_rows_is_told(wegwijzer: Wegwijzer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where a process reads it that may fall, and no other has counted them before."""
    pl.DataFrame({"pupil": [f"p{i}" for i in range(20)], "pupil.year": [7] * 20}).write_parquet(tmp_path / "t.parquet")
    monkeypatch.setattr(running, "TABLE_ROWS", 19)
    with refused("table.rows"):
        wegwijzer.screen(tmp_path / "t.parquet", TableMapping(), as_of=TODAY)
