"""What a page shows of an advice: each conclusion in words, with what it rests on and the id to ask why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from engine.model.advice import AlertResult, Justification, Question, Step
from engine.model.knowledge import Knowledge
from engine.model.paper import Block, Text
from engine.model.reading import Reading
from engine.model.text import Language
from engine.rendering.paper_about import rests_on, sources_shown
from engine.rendering.paper_html import HtmlBlocks
from engine.rendering.paper_parts import Parts
from engine.rendering.words import word

__all__ = ["Conclusion", "Seen", "seen"]

_REASONS = 4


@dataclass(frozen=True, slots=True)
class Conclusion:
    """Something that came out: its id, its words, how certain it is (empty: it is so), and what it rests on."""

    id: str
    label: str
    certainty: str
    rests_on: tuple[Markup, ...]


class Seen:
    """One advice in the words of a page."""

    def __init__(self, reading: Reading, knowledge: Knowledge, language: Language) -> None:
        """Keep what is read, and how it is said."""
        self.parts = Parts(reading, knowledge, language)
        self.advice = reading.seen
        self.k = knowledge
        self.language: Language = language
        self._html = HtmlBlocks(language)

    def blocks(self, blocks: Iterable[Block]) -> Markup:
        """Print blocks of paper on a page; what people wrote stands in them as text, never as markup."""
        return Markup("\n".join(line for block in blocks for line in self._html.block(block)))  # noqa: S704 - escaped by the printer

    def text(self, text: Text) -> Markup:
        """Print a running text."""
        return Markup(self._html.text(text))  # noqa: S704 - as above

    @property
    def strengths(self) -> Markup:
        """Show what goes well."""
        return self.blocks(self.parts.strengths())

    @property
    def support(self) -> Markup:
        """Show the layers with the proposed one."""
        return self.blocks(self.parts.support())

    @property
    def interventions(self) -> Markup:
        """Show what could help, and what each contributes."""
        return self.blocks(self.parts.interventions())

    @property
    def contributions(self) -> Markup:
        """Show what pupil, parents and school each contribute to what could help."""
        return self.blocks(self.parts.interventions(whole=False))

    @property
    def to_ask(self) -> dict[str, tuple[Question, ...]]:
        """Give what to ask, by whom to ask."""
        return self.parts.to_ask()

    @property
    def sources(self) -> Markup:
        """Show where what is concluded and proposed comes from."""
        return self.blocks(sources_shown(rests_on(self.parts.reading, self.k), self.k))

    @property
    def findings(self) -> list[Conclusion]:
        """Give what stands out."""
        disputed = word("contradictory", self.language)
        return [
            self._conclusion(
                f.id, self.k.findings[f.id].label.of(self.language), disputed if f.status == "contradictory" else "", [f.because]
            )
            for f in self.parts.found()
        ]

    @property
    def hypotheses(self) -> list[Conclusion]:
        """Give what may lie behind it, likeliest first."""
        return [
            self._conclusion(
                h.id, self.k.hypotheses[h.id].label.of(self.language), word(h.standing, self.language), [n for _, _, n in h.speaks_for]
            )
            for h in self.parts.weighed()
        ]

    @property
    def needs(self) -> list[Conclusion]:
        """Give what is needed."""
        return [self._conclusion(n.id, self.k.needs[n.id].label.of(self.language), "", [n.because]) for n in self.advice.needs]

    def _conclusion(self, id_: str, label: str, certainty: str, because: Iterable[Justification]) -> Conclusion:
        reasons = self.parts.say.few(self.parts.say.reasons(because, self.parts.reading), _REASONS)
        return Conclusion(id_, label, certainty, tuple(map(self.text, reasons)))

    def alert(self, alert: AlertResult) -> Markup:
        """Show an alert, with what to do."""
        known = self.k.alerts[alert.id]
        return Markup("<strong>{}</strong>{}").format(
            known.label.of(self.language), Markup("<br>{}").format(known.do.of(self.language)) if known.do else ""
        )

    def step(self, step: Step) -> Markup:
        """Say what a step asks."""
        return self.text(self.parts.say.step(step))

    def role(self, step: Step) -> str:
        """Say who takes it."""
        return self.parts.say.role(step)

    def term(self, step: Step) -> Markup:
        """Say by when."""
        return self.text(self.parts.say.term(step))


def seen(reading: Reading, knowledge: Knowledge, language: Language) -> Seen:
    """Give an advice in the words of a page."""
    return Seen(reading, knowledge, language)
