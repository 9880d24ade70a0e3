"""Single faults in copies of the shipped rules: checks and vignettes together catch those that change any advice."""

from __future__ import annotations

from itertools import islice

import pytest

from engine.impact.whole import whole_of
from engine.loading.document import read_text
from tests.mutations.accept import renewed
from tests.mutations.campaign import SEED, faults, run, tally
from tests.mutations.editing import Edits
from tests.mutations.faults import KINDS, faults_of
from tests.mutations.trying import Bench

TEXT = """\
next:
  - {to: a, when: x.y, label: {nl: "een, twee", en: b}}   # the first
  - to: b
    when: x.z

    role: ib
links: [a, "b c", d]
"""
SHORT = (
    "threshold raised",
    "all for any",
    "argument removed",
    "edge removed",
    "term removed",
)


def edits(text: str = TEXT) -> Edits:
    """Give a text, ready to be changed."""
    return Edits(text, read_text(text, "t.yaml"))


@pytest.mark.parametrize(
    ("trail", "line", "now"),
    [
        (("next", 0, "when"), 2, '  - {to: a, label: {nl: "een, twee", en: b}}   # the first'),
        (("next", 0, "label"), 2, "  - {to: a, when: x.y}   # the first"),
        (("next", 0, "label", "en"), 2, '  - {to: a, when: x.y, label: {nl: "een, twee"}}   # the first'),
        (("next", 1, "to"), 3, "  - when: x.z"),
        (("next", 1, "when"), 4, ""),
        (("links", 1), 7, "links: [a, d]"),
        (("links", 2), 7, 'links: [a, "b c"]'),
        (("next", 0), 2, "  - to: b"),
        (("links",), 6, "    role: ib"),
    ],
)
def test_one_thing_is_cut_out_and_not_a_letter_beside_it(trail: tuple[str | int, ...], line: int, now: str) -> None:
    text = edits().cut(trail)
    assert text is not None
    assert text.splitlines()[line - 1] == now
    expected = read_text(TEXT, "t.yaml").value
    parent = expected
    for step in trail[:-1]:
        parent = parent[step]
    del parent[trail[-1]]
    assert read_text(text, "t.yaml").value == expected


def test_one_word_is_replaced_at_its_place() -> None:
    text = edits().replaced(("next", 1, "when"), "x.z", "x.y")
    assert text == TEXT.replace("when: x.z", "when: x.y")
    assert edits().replaced(("next", 1, "when"), "elsewhere", "x.y") is None


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Give the shipped rules in a folder of their own."""
    return Bench(tmp_path_factory.mktemp("faults"))


def test_every_kind_of_fault_can_be_made_and_leaves_a_file_that_can_be_read(bench: Bench) -> None:
    known, texts = bench.known(), bench.edits()
    for kind in KINDS:
        found = list(islice(faults_of(kind, texts, known), 3))
        assert found, kind
        for fault in found:
            read_text(fault.text, fault.file)


def test_the_same_seed_makes_the_same_faults(bench: Bench) -> None:
    assert faults(bench, 1, kinds=SHORT) == faults(bench, 1, kinds=SHORT)
    assert faults(bench, 1, SEED + 1, SHORT) != faults(bench, 1, kinds=SHORT)


def test_the_sound_rules_come_out_as_expected_and_a_fault_leaves_no_trace(bench: Bench) -> None:
    assert bench.changed(bench.opened()) == ""
    assert all(bench.outcome(fault).caught == "loading" for fault in faults(bench, 2, kinds=["id misspelt"]))
    assert bench.changed(bench.opened()) == ""


def test_a_short_round_of_faults_is_caught(bench: Bench) -> None:
    """Some kinds, one each; the whole is a campaign."""
    outcomes = [bench.outcome(fault) for fault in faults(bench, 1, kinds=SHORT)]
    assert sum(o.survives for o in outcomes) <= 1


@pytest.mark.campaign
def test_of_the_faults_that_change_an_advice_nineteen_in_twenty_are_caught(bench: Bench) -> None:
    outcomes = run(faults(bench, 7, SEED + 1))
    found = tally(outcomes)
    assert found.made >= 200
    survivors = [f"{o.fault.file}:{o.fault.line} {o.fault.kind}: {o.fault.said} ({o.example})" for o in outcomes if o.survives]
    assert found.share >= 0.95, survivors


def test_a_vignette_that_expects_the_whole_can_be_renewed(bench: Bench) -> None:
    """What is written is what is read back, and what stands around it stays."""
    case = next(c for c in bench.vignettes if c.id == "lot-001")
    advice = bench.sound.advise(case)
    text = f"case: x\nexpect:\n  whole:\n    needs: [need.gone]\n  support: {advice.support.proposed}\n"
    after = renewed(text, advice)
    assert read_text(after, "x.yaml").value["expect"]["whole"] == whole_of(advice)
    assert after.endswith(f"\n  support: {advice.support.proposed}\n")
    assert renewed("case: x\n", advice) == "case: x\n"
