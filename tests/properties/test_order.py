"""Order never matters: not of what is written in a case, not of files, not of rules in a file."""

from __future__ import annotations

import random
import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.knowledge.base import KnowledgeBase
from engine.knowledge.compiler import compile_knowledge
from engine.loading.cases import parse_case
from engine.loading.collection import load_knowledge
from engine.loading.library import knowledge_files, shipped_folder
from engine.model.advice import Advice
from engine.model.case import Case, Event
from engine.rendering.advice_json import advice_json
from engine.service import Wegwijzer, open_wegwijzer
from tests.real_cases import TODAY, full_cases

ROOT = Path(__file__).resolve().parents[2]
SEEDS = sorted((ROOT / "tests" / "golden" / "good").glob("*.yaml"))

# A layer stands above those before it, the first variant that holds counts, and a guide is read from top to bottom: these
# orders mean something, and their files are left as they are. So do the formulas and transitions within one rule.
ORDER_MEANS_SOMETHING = re.compile(r"layers\.yaml|base\.yaml|guides/")
_TABLE = re.compile(r"^\w+:\n", re.MULTILINE)
_ENTRY = re.compile(r"^  (?=[a-z][\w.]*:)", re.MULTILINE)


@given(data=st.data())
def test_the_order_of_observations_never_matters(wegwijzer: Wegwijzer, data: st.DataObject) -> None:
    case = data.draw(full_cases(wegwijzer.base.knowledge))
    shuffled = list(case.observations)
    random.Random(data.draw(st.integers(0, 2**32))).shuffle(shuffled)  # noqa: S311 - no secret
    again = Case(case.id, case.as_of, tuple(shuffled), case.events)
    first, second = (advice_json(wegwijzer.advise(each), wegwijzer.base.knowledge) for each in (case, again))
    assert first == second


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_the_order_of_facts_in_a_file_never_matters(wegwijzer: Wegwijzer, seed: Path) -> None:
    body = yaml.safe_load(seed.read_text(encoding="utf-8"))
    backwards = {**body, "facts": dict(reversed(body["facts"].items()))}
    texts = (yaml.safe_dump(each, sort_keys=False, allow_unicode=True) for each in (body, backwards))
    cases = [parse_case(text, "case.yaml", wegwijzer.base.knowledge) for text in texts]
    first, second = (advice_json(wegwijzer.advise(case), wegwijzer.base.knowledge) for case in cases)
    assert first == second


@pytest.fixture(scope="module", params=[1, 2])
def shuffled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Wegwijzer:
    """Open a copy of the shipped rules with its files renamed and the rules in each of them shuffled."""
    root = tmp_path_factory.mktemp("shuffled")
    _copy_shuffled(root, random.Random(request.param))  # noqa: S311 - no secret
    return open_wegwijzer(root)


def _copy_shuffled(root: Path, dice: random.Random) -> None:
    for name, path, *_ in knowledge_files(shipped_folder()):
        text = path.read_text(encoding="utf-8")
        target = root / name
        if not ORDER_MEANS_SOMETHING.search(name):
            target = target.with_name(f"{dice.randrange(10**6):06}_{path.name}")
            text = _shuffled(text, dice)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def _shuffled(text: str, dice: random.Random) -> str:
    """Shuffle the entries of the last table in a file: its findings, its facts, its tasks."""
    begins = [found.end() for found in _TABLE.finditer(text)][-1]
    before, *entries = _ENTRY.split(text[begins:])
    dice.shuffle(entries)
    return text[:begins] + before + "".join(f"  {entry.rstrip()}\n" for entry in entries)


def _concluded(advice: Advice) -> dict[str, object]:
    """Give all that was concluded, without the order in which it is shown."""
    support = advice.support
    return {
        "findings": {f.id: f.status for f in advice.findings},
        "hypotheses": {h.id: (h.standing, h.at_least, h.at_most) for h in advice.hypotheses},
        "needs": {n.id: n.disputed for n in advice.needs},
        "support": (support.proposed, support.at_least, support.at_most, support.focus, support.variant, set(support.missing)),
        "interventions": {i.id: set(i.serves) for i in advice.interventions},
        "alerts": {a.id: a.severity for a in advice.alerts},
        "steps": {(s.protocol, s.node, s.state, s.start, s.due, s.overdue) for s in advice.steps},
        "questions": {(q.fact, frozenset(q.decides)) for q in advice.questions},
        "settled": advice.settled,
        "measures": set(advice.measures),
    }


def test_a_shuffled_copy_is_another_text_with_the_same_rules(wegwijzer: Wegwijzer, shuffled: Wegwijzer) -> None:
    """Otherwise the test below would compare the rules with themselves."""
    here, there = wegwijzer.base.knowledge, shuffled.base.knowledge
    assert set(here.alerts) == set(there.alerts)
    assert list(here.alerts) != list(there.alerts)
    assert here.digest != there.digest


@settings(max_examples=25)
@given(data=st.data())
def test_the_order_of_files_and_of_rules_never_matters(wegwijzer: Wegwijzer, shuffled: Wegwijzer, data: st.DataObject) -> None:
    case = data.draw(full_cases(wegwijzer.base.knowledge))
    events = data.draw(st.sampled_from(EVENTS))
    case = Case(case.id, TODAY, case.observations, events)
    assert _concluded(wegwijzer.advise(case)) == _concluded(shuffled.advise(case))


EVENTS = (
    (),
    (Event("underachievement", "carry_out", date(2025, 9, 1), "started"),),
    (Event("safety_net", "intake", date(2025, 9, 1)), Event("safety_net", "temporary_place", date(2025, 9, 8), "started")),
    (Event("underachievement", "evaluate", date(2025, 10, 1)), Event("peer_group", "decide", date(2025, 10, 1))),
)


def test_knowledge_is_compiled_alike_twice(wegwijzer: Wegwijzer) -> None:
    """Not even the order of rules that do not depend on each other is left to chance."""
    again = compile_knowledge(load_knowledge(shipped_folder()))
    assert _compiled(wegwijzer.base) == _compiled(again)


def _compiled(base: KnowledgeBase) -> tuple[object, ...]:
    return base.keys, base.stages, base.measures, base.texts, base.digest
