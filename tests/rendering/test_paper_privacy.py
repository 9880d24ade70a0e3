"""What is not a reader's to see stands on no sheet of theirs, in no format, and shows through nothing that does."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdf
import pytest

from engine.model.case import Case, Event, Observation
from engine.model.knowledge import Knowledge
from engine.model.paper import Paper
from engine.model.reading import SCHOOL, Eyes, Reader
from engine.model.vocabulary import FactDefinition, Value
from engine.rendering.paper_advice import advice_paper
from engine.rendering.paper_guide import guide_paper
from engine.rendering.paper_printing import FORMATS, PaperFormat, printed
from engine.rendering.readers import eyes_of, is_safety, may_ask
from engine.service import Wegwijzer

ROOT = Path(__file__).resolve().parents[2]
MARK = "GEHEIM"
YES = True
DAY = date(2026, 1, 10)
OWN = {"parents": "parent", "pupil": "pupil"}
VIGNETTES = sorted((ROOT / "rules" / "vignettes").glob("*.yaml"))[::16]


def example(wegwijzer: Wegwijzer, name: str = "jaimo") -> Case:
    return wegwijzer.load(ROOT / "examples" / f"{name}.yaml")


def some_value(fact: FactDefinition) -> Value:  # noqa: PLR0911 - one line a type
    """Give a value that means that something is the matter, and for a text the mark."""
    match fact.type:
        case "bool":
            return True
        case "text":
            return f"{MARK}-{fact.id}"
        case "choice":
            return list(fact.values)[-1]
        case "level":
            return "I"
        case "band":
            return "10-90"
        case "date":
            return "2025-11-03"
    return float(fact.low or 0) + 1


def secrets(knowledge: Knowledge, eyes: Eyes) -> Iterator[Observation]:
    """Give every fact that none of these eyes may see, from everybody who is not the reader, with a mark in each field of words."""
    for fact in knowledge.facts.values():
        for by in knowledge.informants:
            is_own = all(OWN.get(reader) == by for reader in eyes)
            is_private = fact.privacy == "sensitive" or fact.type == "text"
            if is_safety(fact.id, knowledge) or fact.privacy == "health" or (is_private and not is_own):
                yield Observation(fact.id, some_value(fact), by, f"{MARK} {by}", DAY)


def planted(case: Case, knowledge: Knowledge, eyes: Eyes) -> Case:
    events = (
        Event("underachievement", "talk_triangle", DAY, by="ib", note=f"{MARK}-note"),
        Event("underachievement", "find_causes", DAY, "overridden", "ib", because=f"{MARK}-because", chose="make_plan"),
    )
    return replace(case, observations=(*case.observations, *secrets(knowledge, eyes)), events=(*case.events, *events))


def advice(wegwijzer: Wegwijzer, case: Case, reader: Reader) -> Paper:
    return advice_paper(*wegwijzer.reading(case, frozenset({reader})))


def guide(wegwijzer: Wegwijzer, case: Case, name: str, reader: Reader | None = None) -> Paper:
    found = wegwijzer.base.knowledge.guides[name]
    return guide_paper(found, *wegwijzer.reading(case, eyes_of(found.audience, reader)))


def all_text(paper: Paper, form: PaperFormat) -> str:
    """Give everything that a file says, also where no eye falls on it."""
    made = printed(paper, form)
    if isinstance(made, str):
        return made
    if form == "docx":
        with zipfile.ZipFile(io.BytesIO(made)) as packed:
            return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    reader = pypdf.PdfReader(io.BytesIO(made))
    pages = "\n".join(page.extract_text() for page in reader.pages)
    hidden = reader.xmp_metadata.stream.get_data().decode("utf-8") if reader.xmp_metadata else ""
    return f"{pages}\n{reader.metadata}\n{hidden}"


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("reader", ["parents", "pupil"])
def test_no_planted_word_reaches_an_advice_that_goes_home(wegwijzer: Wegwijzer, reader: Reader, form: PaperFormat) -> None:
    case = planted(example(wegwijzer), wegwijzer.base.knowledge, frozenset({reader}))
    text = all_text(advice(wegwijzer, case, reader), form)
    assert "26 januari 2026" in text
    assert MARK not in text


@pytest.mark.parametrize("name", ["core_questions", "intake_talk", "integration_format", "new_pupil", "opp_summary", "plan_of_action"])
@pytest.mark.parametrize("reader", ["parents", "pupil"])
def test_no_planted_word_reaches_a_guide_that_goes_home(wegwijzer: Wegwijzer, name: str, reader: Reader) -> None:
    eyes = eyes_of(wegwijzer.base.knowledge.guides[name].audience, reader)
    case = planted(example(wegwijzer), wegwijzer.base.knowledge, eyes)
    assert MARK not in all_text(guide(wegwijzer, case, name, reader), "md")


@pytest.mark.parametrize("form", FORMATS)
def test_no_planted_word_reaches_the_plan_of_action_in_any_format(wegwijzer: Wegwijzer, form: PaperFormat) -> None:
    case = planted(example(wegwijzer), wegwijzer.base.knowledge, frozenset({"pupil", "parents"}))
    assert MARK not in all_text(guide(wegwijzer, case, "plan_of_action"), form)


@pytest.mark.parametrize("form", FORMATS)
def test_the_school_does_read_what_was_planted(wegwijzer: Wegwijzer, form: PaperFormat) -> None:
    """Else the tests above could not fail."""
    case = planted(example(wegwijzer), wegwijzer.base.knowledge, frozenset({"parents"}))
    text = all_text(advice(wegwijzer, case, "school"), form)
    for word in (f"{MARK}-note", f"{MARK}-because", f"{MARK} teacher", f"{MARK}-strength"):
        assert word in text.replace("\\", "").replace("\n", " ")


@pytest.mark.parametrize("reader", ["parents", "pupil"])
@pytest.mark.parametrize("path", VIGNETTES, ids=lambda p: p.stem)
def test_a_worry_about_safety_changes_no_byte_of_what_goes_home(wegwijzer: Wegwijzer, path: Path, reader: Reader) -> None:
    case = wegwijzer.load(path)
    unsafe = tuple(Observation("home.unsafe", YES, by, who) for by, who in (("teacher", None), ("pupil", None), ("parent", "moeder")))
    clean = replace(case, observations=tuple(o for o in case.observations if o.fact != "home.unsafe"))
    worried = replace(clean, observations=(*clean.observations, *unsafe))
    assert printed(advice(wegwijzer, worried, reader), "html") == printed(advice(wegwijzer, clean, reader), "html")


@pytest.mark.parametrize("name", ["integration_format", "plan_of_action", "opp_summary", "intake_talk"])
def test_a_worry_about_safety_changes_no_byte_of_a_guide_that_others_read(wegwijzer: Wegwijzer, name: str) -> None:
    clean = example(wegwijzer, "thuis")
    worried = replace(clean, observations=(*clean.observations, Observation("home.unsafe", YES, "pupil", date=DAY)))
    assert printed(guide(wegwijzer, worried, name), "html") == printed(guide(wegwijzer, clean, name), "html")


def test_a_worry_about_safety_comes_first_for_the_school_and_says_that_the_sheet_stays_there(wegwijzer: Wegwijzer) -> None:
    case = example(wegwijzer)
    worried = replace(case, observations=(*case.observations, Observation("home.unsafe", YES, "teacher", date=DAY)))
    text = all_text(advice(wegwijzer, worried, "school"), "md")
    label = wegwijzer.base.knowledge.alerts["alert.child_safety"].label.nl
    assert text.index("Alleen voor school") < text.index(label) < text.index("Wat goed gaat")


def test_a_parent_who_speaks_of_safety_alone_is_not_counted_as_a_second_parent(wegwijzer: Wegwijzer) -> None:
    """Else what the other parent said would vanish from the sheet, and that would tell."""
    case = example(wegwijzer)
    words = Observation("strength.trusted_people", "bij de buurvrouw", "parent", date=DAY)
    clean = replace(case, observations=(*case.observations, words))
    worried = replace(clean, observations=(*clean.observations, Observation("home.unsafe", YES, "parent", "moeder", DAY)))
    text = all_text(advice(wegwijzer, worried, "parents"), "md")
    assert "buurvrouw" in text
    assert text == all_text(advice(wegwijzer, clean, "parents"), "md")


def test_what_concerns_health_is_not_printed_even_where_the_reader_said_it(wegwijzer: Wegwijzer) -> None:
    case = example(wegwijzer)
    told = replace(case, observations=(*case.observations, Observation("trauma.accumulated", YES, "parent", date=DAY)))
    label = wegwijzer.base.knowledge.facts["trauma.accumulated"].label.nl
    assert label in all_text(guide(wegwijzer, told, "core_questions"), "md")
    assert label not in all_text(guide(wegwijzer, told, "core_questions", "parents"), "md")


def test_no_question_about_safety_or_health_stands_on_a_sheet_that_goes_home(wegwijzer: Wegwijzer) -> None:
    knowledge = wegwijzer.base.knowledge
    for eyes in (frozenset[Reader]({"parents"}), frozenset[Reader]({"pupil"})):
        asked = {f.privacy for f in knowledge.facts.values() if may_ask(f.id, knowledge, eyes)}
        assert asked == {"ordinary", "sensitive"}
    assert may_ask("home.unsafe", knowledge, SCHOOL)


def test_the_first_question_for_the_pupil_is_no_question_about_safety_on_the_sheet_of_the_pupil(wegwijzer: Wegwijzer) -> None:
    case = example(wegwijzer)
    reading, knowledge = wegwijzer.reading(case, frozenset({"pupil"}))
    question = knowledge.facts["home.unsafe"].question.nl
    assert "home.unsafe" in {q.fact for q in reading.proposed.questions}
    assert question not in all_text(advice(wegwijzer, case, "pupil"), "md")
    assert question in all_text(advice(wegwijzer, case, "school"), "md")


def test_what_others_said_in_confidence_changes_nothing_of_what_a_reader_is_shown_as_concluded(wegwijzer: Wegwijzer) -> None:
    case, knowledge = example(wegwijzer), wegwijzer.base.knowledge
    eyes: Eyes = frozenset({"parents"})
    told = (o for o in secrets(knowledge, eyes) if o.by != "parent")
    more = replace(case, observations=(*case.observations, *told))
    before, after = wegwijzer.reading(case, eyes)[0].seen, wegwijzer.reading(more, eyes)[0].seen
    assert [(f.id, f.status) for f in after.findings] == [(f.id, f.status) for f in before.findings]
    assert [(h.id, h.standing) for h in after.hypotheses] == [(h.id, h.standing) for h in before.hypotheses]
    assert after.alerts == before.alerts


def test_parents_read_their_own_words_and_the_pupil_does_not(wegwijzer: Wegwijzer) -> None:
    case = example(wegwijzer)
    words = Observation("strength.trusted_people", "bij de buurvrouw", "parent", date=DAY)
    case = replace(case, observations=(*case.observations, words))
    assert "buurvrouw" in all_text(advice(wegwijzer, case, "parents"), "md")
    assert "buurvrouw" not in all_text(advice(wegwijzer, case, "pupil"), "md")


def test_of_two_parents_neither_reads_what_the_other_said_in_confidence(wegwijzer: Wegwijzer) -> None:
    case = example(wegwijzer)
    words = (
        Observation("strength.trusted_people", "bij de buurvrouw", "parent", "moeder", DAY),
        Observation("strength.trusted_people", "bij oma", "parent", "vader", DAY),
    )
    text = all_text(advice(wegwijzer, replace(case, observations=(*case.observations, *words)), "parents"), "md")
    assert "buurvrouw" not in text
    assert "oma" not in text


def test_the_name_behind_an_informant_is_for_the_school(wegwijzer: Wegwijzer) -> None:
    case = example(wegwijzer)
    seen = Observation("trend.results_down", YES, "teacher", "mevrouw De Wit", DAY)
    case = replace(case, observations=(*case.observations, seen))
    assert "De Wit" in all_text(advice(wegwijzer, case, "school"), "md")
    text = all_text(advice(wegwijzer, case, "parents"), "md")
    assert "(leraar, 10 januari 2026)" in text
    assert "De Wit" not in text


def test_what_is_meant_for_a_hidden_case_is_not_proposed_on_paper_that_goes_home(wegwijzer: Wegwijzer) -> None:
    case = example(wegwijzer, "thuis")
    label = wegwijzer.base.knowledge.interventions["trauma_sensitive"].label.nl
    assert label in all_text(advice(wegwijzer, case, "school"), "md")
    assert label not in all_text(advice(wegwijzer, case, "parents"), "md")


def test_support_and_steps_are_the_same_for_all_at_the_table(wegwijzer: Wegwijzer) -> None:
    case = planted(example(wegwijzer), wegwijzer.base.knowledge, frozenset({"parents"}))
    case = replace(case, observations=tuple(o for o in case.observations if o.fact != "home.unsafe"))
    eyes: tuple[Eyes, ...] = (SCHOOL, frozenset({"parents"}), frozenset({"pupil"}))
    readings = [wegwijzer.reading(case, each)[0].proposed for each in eyes]
    assert len({r.support.proposed for r in readings}) == 1
    assert len({tuple((s.protocol, s.node, s.due) for s in r.steps) for r in readings}) == 1


def test_no_standing_of_a_hypothesis_stands_on_a_sheet_for_parents(wegwijzer: Wegwijzer) -> None:
    text = all_text(advice(wegwijzer, example(wegwijzer), "parents"), "md").lower()
    assert "faalangst" in text
    for standing in ("waarschijnlijk", "vrijwel zeker", "mogelijk:", "uitgesloten"):
        assert standing not in text


def test_asking_for_another_reader_never_shows_more_of_a_guide() -> None:
    assert eyes_of("parents", "school") == {"parents", "pupil"}
    assert eyes_of("parents", "parents") == {"parents", "pupil"}
    assert eyes_of("pupil", "parents") == {"parents", "pupil"}
    assert eyes_of("school", "parents") == {"parents"}
    assert eyes_of("school") == SCHOOL
