"""The page on what the rules know is what the rules say, and leaves nothing of the sources out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from docs.knowledge import PAGE, cited_sections, page
from engine.loading.collection import load_knowledge
from engine.loading.library import shipped_folder
from engine.model.knowledge import Knowledge
from engine.model.system import PARTS, Part

RESTING = {("organiseren", "§16.6"), ("organiseren", "§20.6")}  # conclusions that sum up their chapters


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """Load the shipped knowledge."""
    return load_knowledge(shipped_folder())


def test_the_page_is_what_the_rules_say(knowledge: Knowledge) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(knowledge), "run `make docs`, and read what changed"


def test_there_is_a_section_for_each_of_the_twenty_four_systems(knowledge: Knowledge) -> None:
    assert list(knowledge.systems) == [f"S{number}" for number in range(1, 25)]
    text = PAGE.read_text(encoding="utf-8")
    assert [id_ for id_, s in knowledge.systems.items() if f"\n## {id_} {s.label.nl}\n" not in text] == []


@pytest.mark.parametrize("part", PARTS)
def test_everything_in_the_rules_belongs_to_a_system(part: Part, knowledge: Knowledge) -> None:
    placed = {id_ for system in knowledge.systems.values() for id_ in system.parts.get(part, ())}
    assert placed == set(getattr(knowledge, part))


def test_every_section_of_every_source_belongs_to_a_system(knowledge: Knowledge) -> None:
    placed = {section for system in knowledge.systems.values() for section in system.sections}
    assert placed == {(source.id, part.name) for source in knowledge.sources.values() for part in source.sections}


def test_every_system_is_encoded_or_says_why_not(knowledge: Knowledge) -> None:
    declared = {id_ for each in knowledge.untranslated for id_ in each.systems}
    assert [id_ for id_, system in knowledge.systems.items() if not system.parts and id_ not in declared] == []


def test_all_that_was_left_out_is_left_out_of_some_system(knowledge: Knowledge) -> None:
    assert [each.what.nl for each in knowledge.untranslated if not each.systems] == []


def test_every_section_is_cited_or_only_sums_up(knowledge: Knowledge) -> None:
    counts = cited_sections(knowledge)
    sections = {(source.id, part.name) for source in knowledge.sources.values() for part in source.sections}
    assert {section for section in sections if not counts[section]} == RESTING


def test_a_decision_table_is_printed_as_a_table(knowledge: Knowledge) -> None:
    text = page(knowledge)
    assert "|  | wat de leerling kan dragen | hele dagen lukken | → fase | uit |\n|---|---|---|---|---|\n" in text
    assert "| 3 | `full` | nee | schoolbaar | organiseren: §19.5 |\n" in text


def test_another_rule_makes_another_page(knowledge: Knowledge) -> None:
    """The comparison above can fail."""
    fewer = {id_: system for id_, system in knowledge.systems.items() if id_ != "S24"}
    assert page(knowledge) != page(replace(knowledge, systems=fewer))
