"""Cases that must not go wrong: each is a vignette, and each turns red when the rules give the wrong advice that it is about."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from engine.inference.conclusions import Inference
from engine.inference.engines import make_engine
from engine.knowledge.compiler import compile_knowledge
from engine.loading.collection import load_knowledge
from engine.loading.library import shipped_folder
from engine.service import Wegwijzer

VIGNETTES = shipped_folder() / "rules" / "vignettes"


@dataclass(frozen=True)
class Wrong:
    """A change of one rule that brings out the wrong advice: the words of a file that are replaced, each time they stand there."""

    vignette: str
    file: str
    old: str
    new: str


WRONG = [
    # A denial by the parent concerned silences the alarm.
    Wrong("geval-01-veiligheid-ontkend", "rules/alerts.yaml", "when: home.unsafe", 'when: said_by(home.unsafe, "parent")'),
    Wrong("geval-01-veiligheid-ontkend", "rules/needs.yaml", "when: home.unsafe", 'when: said_by(home.unsafe, "parent")'),
    # After four years the work of the week alone, without a specialist, or as if it were short.
    Wrong("geval-02-vier-jaar-4-vwo", "rules/needs.yaml", "        - form.long_standing\n", ""),
    Wrong("geval-02-vier-jaar-4-vwo", "rules/interventions/teachers.yaml", "when: form.long_standing", "when: pupil.twice_exceptional"),
    # Rest without a date, rest that nobody looks back on, no rest at all.
    Wrong("geval-03-rust-met-een-datum", "protocols/absence_route.yaml", "    term: {at_most: pace_review_weeks}\n", ""),
    Wrong(
        "geval-03-rust-met-een-datum",
        "protocols/absence_route.yaml",
        "      - {to: review_pace, on: started}\n      - {to: keep",
        "      - {to: keep",
    ),
    Wrong("geval-03-rust-met-een-datum", "rules/needs.yaml", '        - load.capacity in ["none", "low"]\n', ""),
    # Whoever comes at all counts as present.
    Wrong("geval-04-twee-ochtenden", "rules/findings/signals.yaml", "share_percent < partial_dropout_percent", "share_percent <= 0"),
    # Extra work on top is a fair try, and nobody asks which it was.
    Wrong("geval-05-extra-werk", "rules/layers.yaml", "        - offer.instead_of\n", ""),
    Wrong("geval-05-eerst-vragen", "rules/layers.yaml", "        - offer.instead_of\n", ""),
    Wrong("geval-05-in-plaats-van", "rules/layers.yaml", "        - offer.instead_of\n", "        - not(offer.instead_of)\n"),
    # Support runs on for a year before anybody is asked.
    Wrong("geval-06-niemand-evalueert", "rules/alerts.yaml", "> evaluation_weeks", "> 52"),
    # Dyslexia that explains a part takes everything away, or the offer is forgotten beside it.
    Wrong("geval-07-dyslexie-en-te-makkelijk", "rules/findings/exclusions.yaml", '= "fully"', 'in ["partly", "fully"]'),
    Wrong("geval-07-dyslexie-en-te-makkelijk", "rules/needs.yaml", '        - condition.explains_results = "partly"\n', ""),
    Wrong("geval-07-dyslexie-en-te-makkelijk", "rules/needs.yaml", "        - cause.insufficient_offer\n", ""),
    # Out of the school before a specialist was in it.
    Wrong("geval-08-dubbel-bijzonder", "rules/layers.yaml", '            - support.specialist = "insufficient"\n', ""),
    # One parent's word is a verdict on the teacher.
    Wrong(
        "geval-09-relatie-met-de-leraar",
        "rules/hypotheses/context.yaml",
        "supports: teacher.relation_disturbed",
        "confirms: teacher.relation_disturbed",
    ),
    # Training against fear for who misses the basics.
    Wrong(
        "geval-10-basis-ontbreekt",
        "rules/hypotheses/person.yaml",
        "strongly_opposes: skills.gaps_in_basics",
        "supports: skills.gaps_in_basics",
    ),
    # Nobody says that the norm is a strong class, or that the tests cannot bear it.
    Wrong(
        "geval-11-gymnasiumklas", "rules/findings/signals.yaml", 'achievement.norm_group = "class"', 'achievement.norm_group = "national"'
    ),
    Wrong("geval-11-gymnasiumklas", "rules/findings/signals.yaml", "when: not(achievement.standardised)", "when: achievement.standardised"),
    # Grades stand in for a measure.
    Wrong(
        "geval-12-alleen-cijfers",
        "rules/findings/signals.yaml",
        "achievement.percentile < group_mean_percentile",
        "achievement.failing_grades",
    ),
    # A module for a pupil of primary school.
    Wrong("geval-13-basisschool-geen-module", "protocols/motivation_intervention.yaml", '- pupil.sector = "vo"', '- pupil.sector = "po"'),
    Wrong("geval-13-vo-wel", "protocols/motivation_intervention.yaml", '- pupil.sector = "vo"', '- pupil.sector = "po"'),
    # The pupil's own voice dissolves into that of home.
    Wrong(
        "geval-14-de-leerling-zegt-het-anders",
        "rules/findings/signals.yaml",
        'seen_differently("pupil", "adults")',
        'seen_differently("school", "home")',
    ),
]


def opened(root: Path) -> Wegwijzer:
    """Open a folder of knowledge, without keeping a compiled copy."""
    base = compile_knowledge(load_knowledge(root))
    return Wegwijzer(base, Inference(base, make_engine("forward", base)), root, "forward")


@pytest.mark.parametrize("wrong", WRONG, ids=lambda w: f"{w.vignette}: {w.old.strip()}")
def test_the_wrong_advice_turns_the_vignette_red(wrong: Wrong, tmp_path: Path) -> None:
    for name in ("rules", "protocols"):
        shutil.copytree(shipped_folder() / name, tmp_path / name, ignore=shutil.ignore_patterns("vignettes"))
    file = tmp_path / wrong.file
    text = file.read_text(encoding="utf-8")
    assert wrong.old in text
    file.write_text(text.replace(wrong.old, wrong.new), encoding="utf-8")
    (result,) = opened(tmp_path).test(VIGNETTES / f"{wrong.vignette}.yaml")
    assert result.mismatches


def test_with_the_rules_as_they_are_each_of_them_is_green(wegwijzer: Wegwijzer) -> None:
    names = sorted({wrong.vignette for wrong in WRONG})
    assert [wegwijzer.test(VIGNETTES / f"{name}.yaml")[0].mismatches for name in names] == [()] * len(names)


def test_every_case_that_must_not_go_wrong_has_a_wrong_advice_to_catch() -> None:
    assert {path.stem for path in VIGNETTES.glob("geval-*.yaml")} == {wrong.vignette for wrong in WRONG}
