"""measure.unused: a measure that nothing looks at."""

from __future__ import annotations

from tests.verification.conftest import Checked
from tests.verification.kit import SOURCE, finding, lines

HALF = f"measures:\n  results.half: {{label: {{nl: helft, en: half}}, unit: x, from: [results.percentile / 2], {SOURCE}}}\n"


def test_a_measure_that_nothing_looks_at_is_found(checked: Checked) -> None:
    assert lines(checked({"rules/more.yaml": HALF})) == [
        "rules/more.yaml:2:3: no rule looks at the measure `results.half`; use it or remove it"
    ]


def test_a_rule_or_another_measure_uses_it(checked: Checked) -> None:
    assert checked({"rules/more.yaml": HALF} | finding("results.half < 20")).is_sound
    quarter = HALF + f"  results.quarter: {{label: {{nl: kwart, en: quarter}}, unit: x, from: [results.half / 2], {SOURCE}}}\n"
    assert checked({"rules/more.yaml": quarter} | finding("results.quarter < 20")).is_sound
