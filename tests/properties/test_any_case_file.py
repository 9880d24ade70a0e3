"""Whatever stands in a case file: a case that can be advised on, or faults that say where."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from engine.diagnostics import KnowledgeError
from engine.loading.cases import parse_case
from engine.rendering.advice_json import advice_json
from engine.rendering.advice_text import advice_text
from engine.service import Wegwijzer

ROOT = Path(__file__).resolve().parents[2]
SEEDS = [p.read_text(encoding="utf-8") for p in sorted((ROOT / "tests" / "golden" / "good").glob("*.yaml"))]
TODAY = date(2026, 3, 1)

# what tends to hurt: YAML's own signs, words that look like numbers or dates, and our own keys and names
_PIECES = [
    *"[]{}:,-?!&*#|>'\"%@`~\n\t\r\\",
    *(
        "\n  ",
        ": ",
        "- ",
        "---\n",
        "...\n",
        "<<: ",
        "? ",
        "!!int ",
        "&a ",
        "*a",
        ">-\n  ",
        "|+\n",
        "\ufeff",
        "\u2028",
        "\x85",
        "\0",
        "é",
        "😀",
    ),
    *("true", "no", "null", "unknown", ".nan", ".inf", "1e999", "-1", "0x10", "1_000", "12:30", "130", "9" * 40, "2.5", "1e-400"),
    *("2025-02-30", "2025-W45-1", "0001-01-01", "9999-12-31", "2025-11-03T10:00"),
    *(
        "case: x\n",
        "facts:\n",
        "events:\n",
        "expect:\n",
        "as_of: ",
        "value: ",
        "by: ",
        "who: ",
        "date: ",
        "protocol: ",
        "node: ",
        "state: ",
    ),
    *("pupil.sector", "potential.percentile", "potential.level", "absence.since", "home.unsafe", "support.in_class", "teacher", "parent"),
    *("underachievement", "carry_out", "safety_net", "overridden", "{value: true, by: teacher}", "[]", "{}", "strength.goes_well_when"),
]


@st.composite
def _mutated(draw: st.DrawFn) -> str:
    """Take a good case and spoil it in a few places."""
    dice = random.Random(draw(st.integers(0, 2**32)))  # noqa: S311 - no secret
    text = draw(st.sampled_from(SEEDS))
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(text) + 1)
        kind = dice.randrange(5)
        if kind == 0:
            text = text[:at] + dice.choice(_PIECES) + text[at:]
        elif kind == 1:
            text = text[:at] + text[at + dice.randint(1, 12) :]
        else:
            lines = text.split("\n")
            i, j = dice.randrange(len(lines)), dice.randrange(len(lines))
            key, colon, _ = lines[i].partition(": ")
            changed = [key + colon + dice.choice(_PIECES), lines[j], "  " + lines[i], lines[i] + "\n" + lines[i]]
            lines[i] = dice.choice(changed)
            text = "\n".join(lines)
    return text


_ANYTHING = st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=4)), max_size=30).map("".join)


@given(text=st.one_of(_mutated(), _ANYTHING, _ANYTHING.map(lambda words: f"case: x\nfacts:\n  {words}")))
@example(text="case: x\nfacts:\n  tasks.error_free_weeks: 1e999\n")  # no whole number has room for it
@example(text="case: x\nas_of: 9999-12-31\nevents:\n  - {protocol: underachievement, node: carry_out, date: 9999-12-31}\n")
def test_a_case_file_gives_an_advice_or_faults_with_a_place(text: str, wegwijzer: Wegwijzer) -> None:
    try:
        case = parse_case(text, "case.yaml", wegwijzer.base.knowledge)
    except KnowledgeError as problem:
        _are_sentences(problem, text)
        return
    advice = wegwijzer.advise(case, None if case.as_of else TODAY)
    knowledge = wegwijzer.base.knowledge
    assert advice_json(advice, knowledge)
    assert advice_text(advice, knowledge)


def _are_sentences(problem: KnowledgeError, text: str) -> None:
    assert problem.diagnostics
    for each in problem.diagnostics:
        assert 1 <= each.location.line <= max(1, len(text.splitlines()) + 1)
        assert each.location.column >= 1
        for language in ("nl", "en"):
            line = each.line(language)
            assert line.startswith("case.yaml:")
            assert line.isprintable()
