"""Vignettes that came out otherwise, as sentences, each with why it came out as it did."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from datetime import date

from engine.model.explanation import Explanation
from engine.model.knowledge import Knowledge
from engine.model.text import Language
from engine.model.verdict import Mismatch
from engine.rendering.explanation_text import short_reasons
from engine.rendering.words import WORDS, on_day, word

__all__ = ["mismatch_text"]

WIDTH = 100
_KINDS: dict[str, tuple[str, str]] = {
    "alerts": ("het alarm", "the alert"),
    "needs": ("de behoefte", "the need"),
    "asks": ("de vraag naar", "the question about"),
    "protocols": ("een stap van het protocol", "a step of the protocol"),
    "interventions": ("de interventie", "the intervention"),
}
_PARTS: dict[str, tuple[str, str]] = {
    "role": ("door", "by"),
    "from": ("vanaf", "from"),
    "due": ("uiterlijk", "by"),
    "overdue": ("te laat", "overdue"),
}
_WHOLE: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "settled": (
        ("het advies staat vast", "the advice is settled"),
        ("een antwoord kan het advies nog veranderen", "an answer can still change the advice"),
    ),
    "missing_provision": (
        ("er ontbreekt een voorziening", "a provision is missing"),
        ("er ontbreekt geen voorziening", "no provision is missing"),
    ),
}


def mismatch_text(mismatch: Mismatch, told: Explanation | None, knowledge: Knowledge, language: Language = "nl") -> str:
    """Say what was expected and how it came out, and beneath it why, where that can be told."""
    sentence = _Sayer(knowledge, language).sentence(mismatch)
    lines = textwrap.wrap(sentence, WIDTH, initial_indent=" - ", subsequent_indent="   ", break_long_words=False, break_on_hyphens=False)
    reasons = short_reasons(told, knowledge, language) if told else []
    return "\n".join([*lines, *(f"     {line}" for line in reasons)]) + "\n"


class _Sayer:
    """Says mismatches in one language."""

    def __init__(self, knowledge: Knowledge, language: Language) -> None:
        self.k = knowledge
        self.language: Language = language

    def pick(self, dutch: str, english: str) -> str:
        return english if self.language == "en" else dutch

    def sentence(self, m: Mismatch) -> str:
        """Say one mismatch."""
        match m.key:
            case "findings" | "hypotheses" | "hypotheses_in" | "hypotheses_not" | "support" | "variant" | "first_alert":
                return self._of_value(m)
            case "next_steps" | "no_next_steps":
                return self._of_step(m)
            case "settled" | "missing_provision" | "due_dates" | "support_not":
                return self._of_the_whole(m)
            case "whole":
                return self._but(*(f"{m.id}: {each or '-'}" for each in (m.wanted, m.found)))
        key = m.key.removeprefix("no_")
        name = f"{self.pick(*_KINDS[key])} {self._named(m.id)}"
        if m.wanted is None:
            return self.pick(f"{name} zou er niet zijn, en is er nu wel", f"{name} should not be there, and now is")
        return self.pick(f"{name} zou er zijn, en is er nu niet", f"{name} should be there, and now is not")

    def _of_the_whole(self, m: Mismatch) -> str:
        if m.key == "support_not":
            name = self._word(m.found)
            return self.pick(f"de ondersteuning zou niet {name} zijn, en is dat nu wel", f"the support should not be {name}, and now is")
        if m.key == "due_dates":
            days = ", ".join(self._word(day) for day in m.found) if isinstance(m.found, tuple) else ""
            name, wanted = self._named(m.id), self._word(m.wanted)
            return self.pick(
                f"een stap van {name} zou uiterlijk {wanted} klaar moeten zijn, en nu: {days or 'geen termijn'}",
                f"a step of {name} should be due by {wanted}, and now: {days or 'no term'}",
            )
        so, not_so = (self.pick(*each) for each in _WHOLE[m.key])
        return self._but(so, not_so) if m.wanted else self._but(not_so, so)

    def _but(self, wanted: str, found: str) -> str:
        return self.pick(f"verwacht: {wanted}; maar nu: {found}", f"expected: {wanted}; but now: {found}")

    def _of_value(self, m: Mismatch) -> str:
        subjects = {
            "support": ("de ondersteuning", "the support"),
            "variant": ("de vorm van de ondersteuning", "the form of the support"),
            "first_alert": ("het eerste alarm", "the first alert"),
        }
        subject = self.pick(*subjects[m.key]) if m.key in subjects else self._named(m.id)
        found = self._word(m.found)
        if m.key == "hypotheses_not":
            return self.pick(f"{subject} zou niet {found} zijn, en is dat nu wel", f"{subject} should not be {found}, and now is")
        options = m.wanted if isinstance(m.wanted, tuple) else (m.wanted,)
        wanted = self.pick(" of ", " or ").join(self._word(each) for each in options)
        return self.pick(f"{subject}: verwacht {wanted}, nu {found}", f"{subject}: expected {wanted}, now {found}")

    def _of_step(self, m: Mismatch) -> str:
        name = self._step(m.id)
        if m.wanted is None:
            return self.pick(f"{name} zou nu niet aan de beurt zijn, en is dat wel", f"{name} should not be open now, and is")
        wanted = self._parts(m.wanted)
        if m.found is None:
            return self.pick(f"{name} zou nu aan de beurt zijn{wanted}, en is dat niet", f"{name} should be open now{wanted}, and is not")
        return self.pick(f"{name}: verwacht{wanted}, nu{self._parts(m.found)}", f"{name}: expected{wanted}, now{self._parts(m.found)}")

    def _parts(self, parts: object) -> str:
        return "".join(self._part(key, value) for key, value in parts.items()) if isinstance(parts, Mapping) else ""

    def _part(self, key: str, value: object) -> str:
        if key == "overdue":
            return f" {self.pick(*_PARTS[key])}" if value else f" {self.pick('niet te laat', 'not overdue')}"
        if value is None:
            return f" {self.pick('zonder termijn', 'without a term') if key == 'due' else self.pick('zonder begin', 'without a start')}"
        return f" {self.pick(*_PARTS[key])} {self._word(value)}"

    def _step(self, id_: str) -> str:
        protocol, _, node = id_.partition(".")
        if not node:
            return self.pick("een stap van ", "a step of ") + self._named(protocol)
        return f"“{self.k.protocols[protocol].tasks[node].label.of(self.language)}” ({id_})"

    def _named(self, id_: str) -> str:
        """Name something by its label, with its id, by which it can be found."""
        label = next((label for label in self._labels(id_)), "")
        return f"“{label}” ({id_})" if label else id_

    def _labels(self, id_: str) -> Iterator[str]:
        k = self.k
        for table in (k.findings, k.hypotheses, k.alerts, k.needs, k.layers, k.protocols, k.interventions, k.facts, k.roles):
            if id_ in table:
                yield table[id_].label.of(self.language)

    def _word(self, value: object) -> str:
        match value:
            case None:
                return self.pick("niets", "nothing")
            case str() if value in WORDS:
                return word(value, self.language)
            case str() if value[:4].isdigit():
                return on_day(date.fromisoformat(value), self.language)
        return next(self._labels(str(value)), str(value))
