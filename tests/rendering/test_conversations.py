"""Which questions stand on a page: those that decide most, few to each, put to who can answer best."""

from __future__ import annotations

from engine.model.advice import Question
from engine.rendering.conversations import conversations

INFORMANTS = ("ib", "parent", "teacher")


def question(fact: str, *informants: str, matters: bool = True) -> Question:
    return Question(fact, informants or ("ib",), (), 0.0, matters)


def facts(*questions: Question, each: int = 2, at_most: int = 4) -> dict[str, list[str]]:
    asked = conversations(questions, INFORMANTS, each, at_most)
    return {informant: [q.fact for q in some] for informant, some in asked.groups.items()}


def test_a_question_is_put_to_the_first_who_can_answer() -> None:
    assert facts(question("a.a", "teacher", "ib")) == {"teacher": ["a.a"]}


def test_people_stand_in_the_order_of_the_rules_and_who_has_no_question_is_left_out() -> None:
    assert list(facts(question("a.a", "teacher"), question("a.b", "ib"))) == ["ib", "teacher"]


def test_each_gets_only_the_most_telling_few() -> None:
    assert facts(question("a.a"), question("a.b"), question("a.c"), question("a.d", "parent")) == {"ib": ["a.a", "a.b"], "parent": ["a.d"]}


def test_a_page_holds_only_so_many_in_all() -> None:
    some = [question(f"a.{by}{n}", by) for n in range(2) for by in INFORMANTS]
    assert facts(*some, at_most=4) == {"ib": ["a.ib0", "a.ib1"], "parent": ["a.parent0"], "teacher": ["a.teacher0"]}


def test_what_is_only_good_to_know_gives_way_to_what_people_act_on() -> None:
    assert facts(question("a.a", matters=False), question("a.b")) == {"ib": ["a.b"]}


def test_where_nothing_can_change_the_advice_stands_what_is_good_to_know() -> None:
    assert facts(question("a.a", matters=False)) == {"ib": ["a.a"]}


def test_what_was_left_out_is_counted_as_far_as_it_matters() -> None:
    asked = conversations([question("a.a"), question("a.b"), question("a.c"), question("a.d", matters=False)], INFORMANTS, 2, 9)
    assert asked.left == 1
