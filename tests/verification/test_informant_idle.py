"""informant.idle: an informant who is never asked anything."""

from __future__ import annotations

from tests.verification.conftest import BASE, Checked
from tests.verification.kit import fact, facts, finding, lines

PUPIL = "  pupil: {label: {nl: leerling, en: pupil}, side: pupil}\n"
MORE = {"rules/informants.yaml": (BASE / "rules" / "informants.yaml").read_text(encoding="utf-8") + PUPIL}


def test_an_informant_whom_no_fact_names_is_found(checked: Checked) -> None:
    assert lines(checked(MORE)) == [
        "rules/informants.yaml:4:3: the informant `pupil` is never asked anything; name it under `informants` of a fact or remove it"
    ]


def test_one_fact_is_enough(checked: Checked) -> None:
    late = {"rules/more.yaml": facts(fact("pupil.late").replace("[teacher]", "[pupil]"))}
    assert checked(MORE | late | finding("pupil.late")).is_sound
