"""Questions as they are put: the words, the answers to choose from, why it is asked, and whom to ask."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping

from engine.model.asking import Ranked
from engine.model.knowledge import Knowledge
from engine.model.text import Language
from engine.model.vocabulary import LETTERS, LEVELS
from engine.rendering.telling import Telling

__all__ = ["Asker"]

WIDTH = 100


class Asker(Telling):
    """Puts questions in one language."""

    def __init__(self, knowledge: Knowledge, language: Language) -> None:
        """Keep the labels and the language."""
        super().__init__(knowledge, language)

    def question(self, ranked: Ranked, by: str | None = None) -> str:
        """Give a question, as it is put to who answers, with the answers to choose from."""
        return "\n".join(self._question(ranked, by)) + "\n"

    def _question(self, ranked: Ranked, by: str | None) -> Iterator[str]:
        fact = self.k.facts[ranked.question.fact]
        yield from textwrap.wrap(fact.put_to(by).of(self.language), WIDTH, break_long_words=False)
        if fact.type == "choice":
            for i, words in enumerate(fact.values.values(), 1):
                yield from textwrap.wrap(f"{i}  {words.of(self.language)}", WIDTH, initial_indent="  ", subsequent_indent="     ")

    def how(self, ranked: Ranked) -> str:  # noqa: PLR0911 - one line a type
        """Say between brackets how to answer."""
        fact = self.k.facts[ranked.question.fact]
        match fact.type:
            case "bool":
                return self.pick(("j/n", "y/n"))
            case "choice":
                return f"1-{len(fact.values)}"
            case "level":
                return f"{LEVELS[0]}-{LEVELS[-1]}, {LETTERS[0]}-{LETTERS[-1]}"
            case "band":
                return self.pick(("laagste-hoogste percentiel", "lowest-highest percentile"))
            case "date":
                return self.pick(("jjjj-mm-dd", "yyyy-mm-dd"))
            case "int" | "number":
                low, high = (self.amount(v, "") if v is not None else "" for v in (fact.low, fact.high))
                unit = self.amount(2, fact.unit).replace("2", "").strip()
                return f"{low}-{high} {unit}".strip()
        return self.pick(("tekst", "text"))

    def why(self, ranked: Ranked) -> str:
        """Give the reason in lines that fit a terminal."""
        return "\n".join(textwrap.wrap(self.reason(ranked), WIDTH, break_long_words=False))

    def reason(self, ranked: Ranked) -> str:
        """Say in one sentence why a question is asked."""
        if ranked.between:
            words = ("Dit beslist of het dit is: {0}; of dit: {1}.", "This decides whether it is this: {0}; or this: {1}.")
            return self.pick(words).format(*(self.label(self.k.findings[id_].label) for id_ in ranked.between))
        if not ranked.decides:
            helps = [self._decides(id_) for id_ in ranked.question.decides[:1]]
            words = ("Dit helpt om te zien {0}.", "This helps to see {0}.")
            return self.pick(words).format(*helps) if helps else ""
        what = f"; {self.pick(('en', 'and'))} ".join(list(dict.fromkeys(map(self._decides, ranked.decides)))[:2])
        if ranked.beside:
            words = ("Samen met een ander antwoord ({0}) beslist dit {1}.", "Together with another answer ({0}) this decides {1}.")
            return self.pick(words).format(self.label(self.k.facts[ranked.beside].label), what)
        return self.pick(("Dit beslist {0}.", "This decides {0}.")).format(what)

    def _decides(self, id_: str) -> str:
        """Say what is decided: whether something is so, is needed, or comes next."""
        k = self.k
        if id_.startswith("term:"):
            words = ("vanaf wanneer de termijn telt van de stap {0}", "from when the term counts of the step {0}")
            return self.pick(words).format(self.task_of(id_.removeprefix("term:")))
        frames: tuple[tuple[Mapping[str, object], str, str], ...] = (
            (k.alerts, "of dit speelt: {0}", "whether this is at issue: {0}"),
            (k.findings, "of dit zo is: {0}", "whether this is so: {0}"),
            (k.needs, "of dit nodig is: {0}", "whether this is needed: {0}"),
            (k.hypotheses, "hoe waarschijnlijk dit is: {0}", "how likely this is: {0}"),
            (k.protocols, "of deze route geldt: {0}", "whether this route applies: {0}"),
        )
        for table, dutch, english in frames:
            if id_ in table:
                return self.pick((dutch, english)).format(self.label(table[id_].label))  # type: ignore[attr-defined]
        if id_.startswith("support."):
            return self._support(id_.removeprefix("support."))
        protocol, _, task = id_.partition(".")
        if k.protocols[protocol].tasks[task].type == "start":
            return self._decides(protocol)
        return self.pick(("wat er volgt na de stap {0}", "what follows the step {0}")).format(self.task_of(id_))

    def _support(self, part: str) -> str:
        if part in self.k.layers:
            words = ("of deze ondersteuning nodig is: {0}", "whether this support is needed: {0}")
            return self.pick(words).format(self.label(self.k.layers[part].label))
        if part == "variant":
            return self.pick(("welke vorm van ondersteuning past", "which form of support fits"))
        return self.pick(("waar de ondersteuning op gericht is", "what the support is aimed at"))

    def group(self, informant: str) -> str:
        """Announce the questions to one person."""
        return f"{self.pick(('Vragen aan', 'Questions to'))}: {self.name_of(informant)}"

    def name_of(self, informant: str) -> str:
        """Say who someone is."""
        return self.label(self.k.informants[informant].label) if informant in self.k.informants else informant

    def left(self, counts: Mapping[str, int]) -> str:
        """Say what is left to ask, and of whom."""
        parts = [f"{self.label(self.k.informants[i].label)} {n}" for i, n in counts.items() if i in self.k.informants]
        return f"{self.pick(('Nog te vragen', 'Still to ask'))}: {', '.join(parts)}"
