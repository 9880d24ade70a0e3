"""The parts of an advice as blocks on paper: the same parts stand in the advice and in the guides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from engine.model.advice import AlertResult, FindingResult, HypothesisResult, Justification, MissingProvision, Question, Step
from engine.model.intervention import Intervention
from engine.model.knowledge import Knowledge
from engine.model.paper import Block, Field, Fields, Heading, Item, Items, Note, Paragraph, Scale, Span, Table, Text
from engine.model.reading import Reading
from engine.model.text import Label, Language
from engine.rendering.conversations import Conversations, conversations
from engine.rendering.paper_saying import Saying, capital, plain
from engine.rendering.quantities import lowered
from engine.rendering.readers import may_ask
from engine.rendering.words import word

__all__ = ["Parts", "joined"]

_STANDINGS = ("confirmed", "likely", "possible", "contradictory")
_FRONT = "form.underachievement"  # what most meetings are about stands before its details
_AS_LIST = 3
_TO_ASK = {"parents": 6, "pupil": 4}
_TO_SCHOOL = (4, 16)  # questions to each informant, and in all


def joined(texts: Iterable[Text], between: str = "\n") -> Text:
    """Join texts into one."""
    out: list[Span] = []
    for i, text in enumerate(texts):
        out.extend([*((Span(between),) if i else ()), *text])
    return tuple(out)


class Parts:
    """Makes blocks of what one reading of a case holds."""

    def __init__(self, reading: Reading, knowledge: Knowledge, language: Language) -> None:
        """Keep the reading and how its parts are said."""
        self.reading = reading
        self.k = knowledge
        self.language: Language = language
        self.say = Saying(knowledge, language, reading.eyes)

    def heading(self, key: str, level: Literal[2, 3] = 2) -> Heading:
        """Give a heading with fixed words."""
        return Heading(self.say.word(key), level)

    def quiet(self, key: str, **values: object) -> Paragraph:
        """Give a quiet line with fixed words."""
        return Paragraph((Span(self.say.word(key, **values), "quiet"),))

    # --- what goes well ---

    def strengths(self) -> list[Block]:
        """Show what goes well; of what somebody else told in own words only that it can be asked."""
        told = [o for fact in sorted(self.reading.shown) if fact.startswith("strength.") for o in self.reading.shown[fact]]
        shown = [Item(self.say.observation(o, begins=True)) for o in told]
        ours = {o.fact for o in told}
        others = [o for o in self.reading.proposed.strengths if o.fact not in ours and self.k.facts[o.fact].privacy == "ordinary"]
        labels = dict.fromkeys(self.say.label(self.k.facts[o.fact].label) for o in others)
        if labels:
            shown.append(Item(plain(f"{self.say.word('noted_apart')}: {', '.join(labels)}.")))
        return [Items(tuple(shown))] if shown else [self.quiet("nothing_noted.")]

    # --- what to do ---

    def steps(self, at_most: int | None = None, *, agreed: bool = False) -> list[Block]:
        """Show the open steps, those with a term first; `agreed` gives each room for what was agreed."""
        steps = self.reading.proposed.steps
        if not steps:
            warned = self.reading.is_for_school and self.reading.seen.alerts
            return [self.quiet("alerts_first" if warned else "choose_help" if self.reading.proposed.interventions else "no_steps")]
        shown = steps[:at_most] if at_most else steps
        head = ["step", "who", "when", *(["agreed"] if agreed else [])]
        rows = tuple(self._row(s, agreed=agreed) for s in shown)
        widths = (40, 20, 22, 18) if agreed else (56, 23, 21)
        table = Table(self.say.word("do_now."), tuple(map(self.say.word, head)), rows, widths)
        left = len(steps) - len(shown)
        return [table, *([self.quiet("more_steps", n=left)] if left else [])]

    def _row(self, step: Step, *, agreed: bool) -> tuple[Text, ...]:
        row = (self.say.step(step), plain(self.say.role(step)), self.say.term(step))
        return (*row, ()) if agreed else row

    # --- what is seen ---

    def found(self) -> list[FindingResult]:
        """Give the findings to show: the form that it is about, the other forms, what else is easily misread, and the rest."""
        found = [f for f in self.reading.seen.findings if f.status in ("true", "contradictory") and f.kind != "exclusion"]
        return sorted(found, key=lambda f: (f.id != _FRONT, f.kind != "form", not self.k.findings[f.id].caveat))

    def findings(self, at_most: int = 5) -> list[Block]:
        """Show what stands out; to parents the few that matter most."""
        found = self.found()[:at_most]
        if not found:
            return [self.quiet("nothing_stands_out")]
        return [Items(tuple(Item(self._finding(f), self._caveat(f)) for f in found))]

    def _caveat(self, finding: FindingResult) -> tuple[Text, ...]:
        """Give what a reader must know not to misread a finding."""
        definition = self.k.findings[finding.id]
        return (plain(self.say.label(definition.note)),) if definition.caveat and definition.note else ()

    def _finding(self, finding: FindingResult) -> Text:
        disputed = (Span(f" ({word('contradictory', self.language)})", "quiet"),) if finding.status == "contradictory" else ()
        return (Span(self.say.label(self.k.findings[finding.id].label)), *disputed)

    def weighed(self) -> list[HypothesisResult]:
        """Give the hypotheses to show, likeliest first."""
        shown = [h for h in self.reading.seen.hypotheses if h.standing in _STANDINGS and h.category != "pathway"]
        return sorted(shown, key=lambda h: _STANDINGS.index(h.standing))

    def hypotheses(self) -> list[Block]:
        """Show what may lie behind it: to school how certain it is, to others as something to talk about."""
        labels: dict[str, list[str]] = {}
        for h in self.weighed():
            certainty = word(h.standing, self.language) if self.reading.is_for_school else ""
            labels.setdefault(certainty, []).append(lowered(self.say.label(self.k.hypotheses[h.id].label)))
        if not labels:
            return [self.quiet("nothing_argued")]
        return [Items(tuple(Item(_named(certainty, names)) for certainty, names in labels.items()))]

    def alerts(self) -> list[Block]:
        """Show what must not be overlooked, with what to do."""
        return [self._alert(a) for a in self.reading.seen.alerts]

    def explained(self) -> list[Block]:
        """Show what to do about the alerts that are not urgent: of those it stands in front."""
        return [self._alert(a) for a in self.reading.seen.alerts if a.severity != "urgent"]

    def urgent(self) -> list[Block]:
        """Show what is urgent, with what to do."""
        return [self._alert(a) for a in self.reading.seen.alerts if a.severity == "urgent"]

    def warned(self) -> list[Block]:
        """Show the other alerts by name alone; many of them in running text, since the page for the meeting is one page."""
        labels = [self.say.label(self.k.alerts[a.id].label) for a in self.reading.seen.alerts if a.severity != "urgent"]
        if len(labels) > _AS_LIST:
            return [Paragraph(plain(" · ".join(labels)))]
        return [Items(tuple(Item(plain(label)) for label in labels))] if labels else []

    def _alert(self, result: AlertResult) -> Note:
        alert = self.k.alerts[result.id]
        return Note(alert.severity, self.say.label(alert.label), plain(self.say.label(alert.do)) if alert.do else ())

    # --- what is needed ---

    def needs(self) -> list[Block]:
        """Show what is needed, on one line."""
        labels = [self.say.label(self.k.needs[n.id].label) for n in self.reading.proposed.needs]
        return [Paragraph(plain(" · ".join(labels)))] if labels else []

    def support(self) -> list[Block]:
        """Show the layers with the proposed one, its form, and what the school would have to look for."""
        support = self.reading.proposed.support
        layers = list(self.k.layers)
        names = tuple(self.say.label(layer.label) for layer in self.k.layers.values())
        blocks: list[Block] = [Scale(names, layers.index(support.proposed), self.say.word("proposal"))]
        layer = self.k.layers[support.proposed]
        kinds = [v.label for v in layer.variants if v.id == support.variant] + [f.label for f in layer.focuses if f.id == support.focus]
        lines = [capital(", ".join(map(self.say.label, kinds))) + "."] if kinds else []
        if support.at_most != support.proposed and self.reading.is_for_school:
            lines.append(self.say.word("could_be_up_to", layer=self.say.label(self.k.layers[support.at_most].label)))
        lines.extend(self._missing(m) for m in support.missing)
        return [*blocks, *([Paragraph(plain(" ".join(lines)))] if lines else [])]

    def _missing(self, missing: MissingProvision) -> str:
        lacks = self.k.facts[missing.needed]
        parts = [self.say.word("missing.", what=self.say.label(lacks.denied or lacks.label))]
        if missing.nearest:
            known = self.k.layers.get(missing.nearest)
            parts.append(self.say.word("nearest", what=self.say.label(known.label if known else self.k.facts[missing.nearest].label)))
        seek = self.k.layers[missing.layer].seek if missing.layer else None
        return " ".join([*parts, *([self.say.word("seek", what=self.say.label(seek))] if seek else [])])

    def interventions(self, *, whole: bool = True) -> list[Block]:
        """Show what could help and what pupil, parents and school each contribute, the reader's own part first.

        `whole` explains each; otherwise it is named.
        """
        found = [self.k.interventions[r.id] for r in self.reading.proposed.interventions]
        if not found:
            return []
        columns = ("parents", "pupil", "school") if self.reading.eyes == {"parents"} else ("pupil", "parents", "school")
        you = {"pupil": "pupil.you"} if self.say.reader == "pupil" else {}
        head = (self.say.word("what"), *(self.say.word(you.get(c, c)) for c in columns))
        rows = tuple((self._intervention(i, whole=whole), *(plain(self.say.label(_part(i, c))) for c in columns)) for i in found)
        return [Table(self.say.word("could_help."), head, rows, (40, 20, 20, 20) if whole else (25, 25, 25, 25))]

    def _intervention(self, i: Intervention, *, whole: bool) -> Text:
        if not whole:
            return (Span(self.say.label(i.label), "strong"),)
        about = [self.say.word("leads", who=self.say.label(self.k.roles[i.leads].label))]
        if i.takes:
            about.append(self.say.word("takes", what=self.say.label(i.takes)))
        if self.reading.is_for_school:
            about.append(self.say.word("evidence", grade=word(f"evidence.{i.evidence.strength}", self.language)))
        text = (Span(self.say.label(i.label), "strong"), Span(f"\n{self.say.label(i.what)}"))
        return (*text, Span("\n" + " · ".join(about), "quiet"))

    # --- what is not known yet ---

    def questions(self) -> list[Block]:
        """Show what to ask: to school by whom to ask, to others what they themselves may know, with room to answer."""
        return self._by_informant() if self.reading.is_for_school else self._to_reader()

    def _by_informant(self) -> list[Block]:
        blocks: list[Block] = []
        asked = self._asked(*_TO_SCHOOL)
        for informant, some in asked.groups.items():
            blocks.append(Heading(capital(self.say.label(self.k.informants[informant].label)), 3))
            blocks.append(Items(tuple(Item(plain(self._question(q))) for q in some)))
        settled = self.reading.proposed.settled
        return [*blocks, *([self.quiet("settled")] if settled else [self.quiet("more_questions")] if asked.left else [])]

    def to_ask(self) -> dict[str, tuple[Question, ...]]:
        """Give the questions that decide most, by whom to ask."""
        return self._asked(*_TO_SCHOOL).groups

    def _asked(self, each: int, at_most: int) -> Conversations:
        return conversations(self.reading.proposed.questions, self.k.informants, each, at_most)

    def _to_reader(self) -> list[Block]:
        informant = {"pupil": "pupil", "parents": "parent"}.get(self.say.reader, "")
        asked = [q for q in self.reading.proposed.questions if informant in q.informants and may_ask(q.fact, self.k, self.reading.eyes)]
        own = sorted(asked, key=lambda q: q.informants[0] != informant)[: _TO_ASK[self.say.reader]]
        return [Fields(tuple(Field(self._question(q, informant)) for q in own))] if own else []

    def _question(self, question: Question, informant: str | None = None) -> str:
        return self.say.label(self.k.facts[question.fact].put_to(informant))

    def first_to_ask(self, at_most: int = 3) -> list[Block]:
        """Show the most telling questions, each for somebody else."""
        asked = self._asked(1, at_most).groups
        labels = [(self.say.label(self.k.informants[i].label), self._question(q)) for i, some in asked.items() for q in some]
        return [Items(tuple(Item((Span(f"{capital(who)}: ", "quiet"), Span(question))) for who, question in labels))] if labels else []

    # --- reasons ---

    def reasons(self) -> list[Block]:
        """Show what the conclusions rest on, as far as the reader may know it; what stands in a row above is not said again."""
        rows: list[tuple[Text, ...]] = []
        for finding in self.found() if self.reading.is_for_school else self.found()[:4]:
            self._add(rows, self._finding(finding), [finding.because])
        if self.reading.is_for_school:
            for h in self.weighed():
                name = (Span(self.say.label(self.k.hypotheses[h.id].label)), Span(f" ({word(h.standing, self.language)})", "quiet"))
                self._add(rows, name, [n for _, _, n in h.speaks_for], [n for _, _, n in h.against])
            self._add(rows, plain(self.say.word("not_lighter")), self.reading.proposed.support.why_not_lower)
        if not rows:
            return []
        return [Table(self.say.word("why"), (self.say.word("conclusion"), self.say.word("rests_on")), tuple(rows), (36, 64))]

    def _add(
        self, rows: list[tuple[Text, ...]], name: Text, speaks_for: Sequence[Justification], against: Sequence[Justification] = ()
    ) -> None:
        lines = self._new(self.say.reasons(speaks_for, self.reading), rows)
        counter = self.say.few(self.say.reasons(against, self.reading))
        if counter:
            lines.append((Span(self.say.word("speaks_against")), *joined(counter, "; ")))
        if lines:
            rows.append((name, joined(lines)))

    def _new(self, reasons: list[Text], rows: list[tuple[Text, ...]]) -> list[Text]:
        """Give the reasons that no row holds yet; where more than one stands above, say so."""
        told = {span.text for row in rows for span in row[1]}
        new = [text for text in reasons if text[0].text not in told]
        above = [(Span(self.say.word("as_above"), "quiet"),)] if len(reasons) - len(new) > 1 else []
        return [*above, *self.say.few(new)] if above else self.say.few(reasons)


def _named(certainty: str, names: list[str]) -> Text:
    text = ", ".join(names)
    return (Span(f"{capital(certainty)}: ", "quiet"), Span(text)) if certainty else (Span(capital(text)),)


def _part(intervention: Intervention, column: str) -> Label:
    return {"pupil": intervention.pupil, "parents": intervention.parents, "school": intervention.school}[column]
