"""A store and the rules together: case files go in and come out as they were, and what is kept is advised on."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.cases.contents import case_of, content_of, taken_apart
from engine.cases.store import SAFETY, ChangedError
from engine.cases.texts import case_text
from engine.diagnostics import KnowledgeError, Location, fault
from engine.loading.document import read_text
from engine.model.case import Observation
from engine.model.history import Entry, Fresh, Rights
from engine.recording import Records, open_records
from engine.service import Wegwijzer

ROOT = Path(__file__).resolve().parents[1]
CASES = sorted([*(ROOT / "examples").glob("*.yaml"), *(ROOT / "rules" / "vignettes").rglob("*.yaml")])
KEY = "vier losse woorden hier"
ALL = Rights(safety=True)
DAY = dt.date(2026, 2, 2)


def said(fact: str, *, value: bool) -> Observation:
    """Give what a parent says on a day."""
    return Observation(fact, value, by="parent", date=DAY)


@pytest.fixture
def records(wegwijzer: Wegwijzer, tmp_path: Path) -> Iterator[Records]:
    """Give the records of a school, with one example in them."""
    made = open_records(wegwijzer, str(tmp_path / "cases.db"), KEY, create=True)
    with closing(made.store):
        made.import_file(ROOT / "examples" / "thuis.yaml", who="ib")
        yield made


def entries_of(text: str, name: str) -> list[Entry]:
    """Take the text of a case file apart as the store does, without a store."""
    value = read_text(text, name, example="case: x").value
    now = dt.datetime.now(dt.UTC)
    return [Entry(i, value["case"], now, "ib", f.kind, f.body, f.apart) for i, f in enumerate(taken_apart(value, text, SAFETY), 1)]


def test_every_case_file_is_the_same_when_it_was_taken_apart_and_written_anew() -> None:
    for path in CASES:
        text = path.read_text(encoding="utf-8")
        value = read_text(text, path.name, example="case: x").value
        again = read_text(case_text(content_of(value["case"], entries_of(text, path.name))), path.name, example="case: x").value
        said = {key: each for key, each in value.items() if each or key not in ("facts", "events")}  # an empty group says nothing
        assert again == said, path
        assert list(again.get("facts", {})) == list(said.get("facts", {})), path


@pytest.mark.parametrize("path", CASES[:: len(CASES) // 20], ids=lambda p: p.stem)
def test_a_case_that_is_put_together_is_the_one_that_is_loaded(path: Path, wegwijzer: Wegwijzer) -> None:
    loaded = wegwijzer.load(path)
    content = content_of(loaded.id, entries_of(path.read_text(encoding="utf-8"), path.name))
    assert case_of(content, loaded.as_of) == replace(loaded, file="")


def test_case_files_come_out_byte_for_byte(records: Records) -> None:
    for path in CASES[:: len(CASES) // 12]:
        if path.stem != "thuis":
            pseudonym = records.import_file(path, who="ib")
            assert records.export(pseudonym, rights=ALL) == path.read_bytes().decode()
    assert records.store.verify().damage == ()


def test_an_answer_that_was_added_stands_in_the_text_that_came_in(records: Records) -> None:
    said = Observation("wellbeing.sad", value=True, by="parent", date=dt.date(2026, 3, 20))
    records.observe("thuis", said, "sinds de toets", who="ib", seen=records.store.last("thuis"))
    before = (ROOT / "examples" / "thuis.yaml").read_text(encoding="utf-8").splitlines()
    after = records.export("thuis").splitlines()
    assert [line for line in after if line not in before] == [
        '  wellbeing.sad: {value: true, by: parent, date: 2026-03-20, note: "sinds de toets"}'
    ]
    assert [line for line in before if line not in after] == []


def test_an_event_that_was_added_comes_out_too(records: Records) -> None:
    records.happened("thuis", {"protocol": "safety_net", "node": "intake", "date": "2026-03-20"}, who="ib", seen=None)
    value = read_text(records.export("thuis"), "thuis", example="case: x").value
    assert value["events"][-1] == {"protocol": "safety_net", "node": "intake", "date": "2026-03-20"}


def test_a_stored_case_is_advised_on_as_its_file_is(records: Records, wegwijzer: Wegwijzer) -> None:
    loaded = wegwijzer.load(ROOT / "examples" / "thuis.yaml")
    day = dt.date(2026, 3, 19)
    assert wegwijzer.advise(records.case("thuis"), day) == wegwijzer.advise(loaded, day)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (Observation("wellbeing.sadd", value=True), "case.unknown_fact"),
        (Observation("wellbeing.sad", value="heel"), "case.bool"),
        (Observation("wellbeing.sad", value=True, by="buurman"), "case.informant"),
        (Observation("pupil.year", value=-3.0), "case.range"),
    ],
)
def test_what_the_rules_do_not_understand_is_not_kept(records: Records, said: Observation, code: str) -> None:
    kept = records.store.verify()
    with pytest.raises(KnowledgeError) as told:
        records.observe("thuis", said, who="ib", seen=None)
    assert [d.code for d in told.value.diagnostics] == [code]
    assert records.store.verify() == kept


def test_the_second_of_two_who_write_is_told_what_the_first_did(records: Records) -> None:
    seen = records.store.last("thuis")
    records.note("thuis", "gebeld", who="an", seen=seen)
    with pytest.raises(ChangedError) as told:
        records.note("thuis", "gemaild", who="bo", seen=seen)
    assert [e.body for e in told.value.entries] == [{"text": "gebeld"}]


def test_the_advice_that_was_given_is_kept_with_the_rules_that_gave_it(records: Records, wegwijzer: Wegwijzer) -> None:
    (entry,) = records.keep_advice("thuis", who="ib", as_of=dt.date(2026, 3, 19))
    assert entry.body["knowledge"]["digest"] == wegwijzer.base.knowledge.digest  # type: ignore[index]
    assert entry.body["as_of"] == "2026-03-19"
    assert "alert.intake_term" in entry.body["alerts"]  # type: ignore[operator]


def test_what_follows_from_a_worry_about_safety_is_kept_apart(records: Records) -> None:
    records.observe("thuis", Observation("home.unsafe", value=True, by="teacher"), who="mentor", seen=None)
    shared, apart = records.keep_advice("thuis", who="ib")
    assert (shared.apart, apart.apart) == (False, True)
    assert "alert.child_safety" in apart.body["alerts"]  # type: ignore[operator]
    everything = repr(records.store.history("thuis")) + records.export("thuis") + repr(records.store.search("safety"))
    assert not [word for word in ("home.unsafe", "safety", "reporting_code") if word in everything.replace("safety_net", "")]


def test_what_is_due_is_told_for_all_pupils(records: Records) -> None:
    assert [(p, s.protocol, s.node) for p, s in records.due(dt.date(2026, 3, 23))] == [("thuis", "safety_net", "intake")]
    assert records.due(dt.date(2026, 3, 22)) == ()
    records.store.set_left("thuis", dt.date(2026, 3, 22), who="ib")
    assert records.due(dt.date(2026, 3, 23)) == ()


def test_what_is_taken_back_no_longer_counts_in_the_advice(records: Records) -> None:
    entry = records.observe("thuis", Observation("home.unsafe", value=True, by="teacher"), who="mentor", seen=None, rights=ALL)
    assert "alert.child_safety" in [a.id for a in records.wegwijzer.advise(records.case("thuis")).alerts]
    records.take_back("thuis", entry.seq, "andere leerling", who="mentor", seen=None, rights=ALL)
    assert "alert.child_safety" not in [a.id for a in records.wegwijzer.advise(records.case("thuis")).alerts]


@pytest.mark.parametrize("seq", [1, 99, 0])
def test_only_what_was_said_or_done_can_be_taken_back(records: Records, seq: int) -> None:
    with pytest.raises(KnowledgeError, match="staat niet in de geschiedenis"):
        records.take_back("thuis", seq, "zo", who="ib", seen=None)


def test_the_term_of_the_school_counts(records: Records) -> None:
    records.store.set_left("thuis", dt.date(2024, 3, 1), who="ib")
    assert records.expired(dt.date(2026, 2, 28)) == ()
    assert [r.pseudonym for r in records.expire(dt.date(2026, 3, 1), who="ib")] == ["thuis"]
    assert records.store.pupils() == ()


_SCALARS: st.SearchStrategy[Any] = st.one_of(
    st.booleans(), st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False), st.text()
)


@given(
    st.dictionaries(
        st.text(min_size=1), st.one_of(_SCALARS, st.lists(_SCALARS), st.dictionaries(st.text(min_size=1), _SCALARS)), max_size=4
    )
)
def test_whatever_text_is_written_is_read_back(value: dict[str, Any]) -> None:
    content = {"case": "x", "facts": value}
    assert read_text(case_text(content), "x", example="case: x").value == content


def test_what_is_said_again_after_it_was_taken_back_counts() -> None:
    now = dt.datetime.now(dt.UTC)
    said = Fresh("observation", {"fact": "pupil.year", "entry": 3})
    entries = [
        Entry(1, "x", now, "ib", said.kind, said.body),
        Entry(2, "x", now, "ib", "retracted", {"seq": 1}),
        Entry(3, "x", now, "ib", said.kind, said.body),
    ]
    assert content_of("x", entries)["facts"] == {"pupil.year": 3}


def test_what_the_same_voice_says_anew_on_a_day_takes_back_what_it_said(records: Records) -> None:
    records.begin("nieuw", [said("absence.any", value=True)], who="ib")
    records.restate("nieuw", [said("absence.any", value=False)], because="vergist", who="ib", seen=None)
    dossier = records.dossier("nieuw")
    assert [o.value for o in dossier.case.observations] == [False]
    assert [e.body["because"] for e in dossier.entries if e.kind == "retracted"] == ["vergist"]
    records.wegwijzer.parse(records.export("nieuw"), "nieuw")


def test_what_another_voice_says_stays_beside_it(records: Records) -> None:
    records.begin("nieuw", [said("absence.any", value=True)], who="ib")
    other = replace(said("absence.any", value=False), by="teacher")
    records.restate("nieuw", [other], because="vergist", who="ib", seen=None)
    assert [o.value for o in records.dossier("nieuw").case.observations] == [True, False]


def test_a_pupil_is_begun_with_all_that_was_noticed_or_not_at_all(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> Fresh:
        raise KnowledgeError([fault("store.full", Location())])

    with monkeypatch.context() as patched:
        patched.setattr("engine.cases.store.CaseStore._placed", refuse)
        with pytest.raises(KnowledgeError):
            records.begin("nieuw", [said("absence.any", value=True)], who="ib", name="Een Naam")
    assert "nieuw" not in {p.pseudonym for p in records.store.pupils()}


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="only where a shell hands over what a program says")
def test_a_case_that_comes_through_a_pipe_is_taken_in(records: Records) -> None:
    out, into = os.pipe()
    with os.fdopen(into, "wb") as stream:
        stream.write(b"\xef\xbb\xbfcase: buis\r\nfacts:\r\n  pupil.year: 3\r\n")
    assert records.import_file(Path(f"/dev/fd/{out}"), who="ib") == "buis"
    os.close(out)
    assert records.export("buis") == "\ufeffcase: buis\r\nfacts:\r\n  pupil.year: 3\r\n"


def test_nothing_is_begun_with_what_the_rules_do_not_understand(records: Records) -> None:
    with pytest.raises(KnowledgeError):
        records.begin("nieuw", [said("absence.anny", value=True)], who="ib")
    assert "nieuw" not in {p.pseudonym for p in records.store.pupils()}


def test_a_record_is_opened_as_it_was_up_to_an_entry(records: Records) -> None:
    records.begin("nieuw", [said("absence.any", value=True)], who="ib")
    at = records.dossier("nieuw").seen
    records.observe("nieuw", said("absence.increasing", value=True), who="ib", seen=at)
    assert [o.fact for o in records.dossier("nieuw", at=at).case.observations] == ["absence.any"]
    assert records.dossier("nieuw").seen == at + 1


def test_a_step_is_late_by_the_day_of_today_and_not_by_the_day_to_which_one_looks_ahead(records: Records) -> None:
    records.begin("nieuw", [said("nomination.teacher", value=True)], who="ib")
    event = {"protocol": "underachievement", "node": "notice", "date": DAY.isoformat()}
    records.happened("nieuw", event, who="ib", seen=None)
    ahead = DAY + dt.timedelta(days=60)
    assert [step.overdue for name, step in records.due(ahead, today=DAY) if name == "nieuw"] == [False]
    assert [step.overdue for name, step in records.due(ahead) if name == "nieuw"] == [True]


def test_a_file_in_another_encoding_is_refused_with_its_place(records: Records) -> None:
    with pytest.raises(KnowledgeError) as refused:
        records.import_bytes("case: één".encode("latin-1"), "oud.yaml", who="ib")
    assert [(d.code, d.location.column) for d in refused.value.diagnostics] == [("file.encoding", 7)]
