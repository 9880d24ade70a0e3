"""The colours: strong enough to read, by calculation, and never the only sign."""

from __future__ import annotations

import pytest

from engine.model.diagram import Node, State
from engine.rendering.diagrams.faces import face
from engine.rendering.diagrams.forms import draw_node
from engine.rendering.diagrams.marks import Outline, Words
from engine.rendering.diagrams.palette import CATEGORY, LAYERS, TEXT_ON_LAYER, contrast, palette
from engine.rendering.diagrams.placing import Box
from engine.rendering.diagrams.states import states_of
from engine.service import Wegwijzer

STATES: tuple[State, ...] = ("done", "now", "due", "overdue", "possible", "closed")


def test_black_on_white_is_21_and_a_colour_on_itself_1() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#0b5c6b", "#0b5c6b") == 1


def test_the_colours_are_those_that_were_agreed() -> None:
    assert (palette["text"], palette["accent"], palette["late"]) == ("#1b2a33", "#0b5c6b", "#a3261b")
    assert LAYERS == ("#e6f2f3", "#b9dde0", "#7fbfc5", "#1f6670")
    assert {k: CATEGORY[k] for k in ("person", "external", "context")} == {"person": "#0072b2", "external": "#b34a00", "context": "#00745a"}


@pytest.mark.parametrize("ground", ["paper", "done", "question", "outside"])
@pytest.mark.parametrize("ink", ["text", "quiet", "accent", "late"])
def test_words_have_a_contrast_of_at_least_4_5_on_every_ground(ink: str, ground: str) -> None:
    assert contrast(palette[ink], palette[ground]) >= 4.5


def test_what_is_not_on_the_route_is_pale_but_can_be_read() -> None:
    assert 4.5 <= contrast(palette["pale_text"], palette["paper"]) < contrast(palette["quiet"], palette["paper"])


@pytest.mark.parametrize(("ground", "ink"), list(zip(LAYERS, TEXT_ON_LAYER, strict=True)))
def test_the_name_on_each_layer_can_be_read(ground: str, ink: str) -> None:
    assert contrast(ground, ink) >= 4.5


@pytest.mark.parametrize("line", ["line", "quiet", "accent", "late", "text"])
def test_lines_that_mean_something_have_a_contrast_of_at_least_3(line: str) -> None:
    assert contrast(palette[line], palette["paper"]) >= 3


@pytest.mark.parametrize("category", CATEGORY)
def test_the_border_of_each_category_can_be_seen(category: str) -> None:
    assert contrast(CATEGORY[category], palette["paper"]) >= 4.5


def drawn_as(state: State, says: str) -> tuple[object, ...]:
    """Give how a state is drawn, without its colours: borders, dashes, icons and words."""
    node = Node("x", "step", "Stap", state=state, says=says)
    marks = list(draw_node(node, Box(0, 0, face(node).width, face(node).height)))
    border = next(m for m in marks if isinstance(m, Outline))
    words = tuple(m.text for m in marks if isinstance(m, Words))
    return border.width, border.dashed, len(marks), words


def test_every_state_differs_without_its_colour() -> None:
    shown = {state: drawn_as(state, state) for state in STATES}
    assert len(set(shown.values())) == len(STATES)


def test_forms_alone_tell_done_now_possible_and_closed_apart() -> None:
    forms = {state: drawn_as(state, "x") for state in ("done", "now", "due", "possible", "closed")}
    assert len(set(forms.values())) == len(forms)


def test_a_case_shows_where_it_stands_in_words(wegwijzer: Wegwijzer) -> None:
    from pathlib import Path  # noqa: PLC0415 - only here

    case = wegwijzer.load(Path(__file__).resolve().parents[2] / "examples" / "thuis.yaml")
    plan = wegwijzer.plan(case)
    said = states_of(plan, wegwijzer.base.knowledge.protocols["safety_net"], "nl")
    assert said["dropout"] == ("done", "gedaan")
    assert said["intake"] == ("due", "nu, uiterlijk 23 maart 2026")
    assert said["reentry"] == ("possible", "kan nog komen")
