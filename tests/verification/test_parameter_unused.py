"""parameter.unused: a parameter that nothing uses."""

from __future__ import annotations

import pytest

from tests.verification.conftest import Checked
from tests.verification.kit import SOURCE, finding, lines, protocol, task

MORE = {"rules/more.yaml": f"parameters:\n  late_weeks: {{value: 3, unit: weeks, label: {{nl: laat, en: late}}, {SOURCE}}}\n"}


def test_a_parameter_that_nothing_uses_is_found(checked: Checked) -> None:
    assert lines(checked(MORE)) == ["rules/more.yaml:2:3: the parameter `late_weeks` is not used anywhere; use it or remove it"]


@pytest.mark.parametrize(
    "use",
    [
        finding("weeks_since(plan.since) > late_weeks"),
        protocol(task("first", "action", "closed", term="{within: late_weeks}")),
        {"rules/extra.yaml": f"measures:\n  results.half: {{label: {{nl: m, en: n}}, unit: x, from: [late_weeks * 2]{', '}{SOURCE}}}\n"}
        | {"rules/use.yaml": finding("results.half > 1")["rules/extra.yaml"]},
    ],
)
def test_a_condition_a_term_or_a_measure_uses_it(use: dict[str, str], checked: Checked) -> None:
    assert "parameter.unused" not in {d.code for d in checked(MORE | use).findings}
