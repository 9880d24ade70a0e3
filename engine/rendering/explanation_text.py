"""An explanation as text: the answer first, then what is enough for it, then what would make it otherwise."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from engine.language.syntax import Comparison, Name
from engine.model.advice import Justification
from engine.model.case import Observation
from engine.model.explanation import Explanation, Obstacle, SufficientReason
from engine.model.knowledge import Knowledge
from engine.model.provenance import Provenance
from engine.model.text import Language
from engine.rendering.telling import Telling
from engine.rendering.words import on_day

__all__ = ["explanation_text", "short_reasons"]

WIDTH = 100
DEEP = 99
SOURCES = 3  # that the short answer shows
SHORT = 2  # reasons, changes and levels of a tree that the short answer shows

_SAYS: dict[str, tuple[str, str]] = {
    "yes": ("wordt voorgesteld", "is proposed"),
    "no": ("wordt nu niet voorgesteld", "is not proposed now"),
    "protocol.yes": ("geldt nu", "applies now"),
    "protocol.no": ("geldt nu niet", "does not apply now"),
    "open": ("nu te doen", "to be done now"),
    "started": ("loopt", "running"),
    "deciding": ("samen te beslissen", "to be decided together"),
    "done": ("is gedaan", "is done"),
    "passed": ("al beslist door wat bekend is", "already decided by what is known"),
    "set_aside": ("anders besloten", "decided otherwise"),
    "skipped": ("overgeslagen", "passed over"),
    "possible": ("nu nog niet; kan nog komen", "not now; may still come"),
    "closed": ("nu niet aan de orde", "not at issue now"),
    "known": ("bekend", "known"),
    "fact.unknown": ("nog niet gevraagd of niet bekend", "not asked yet or not known"),
    "need.true": ("ja", "yes"),
}
_ASIDE = ("Wat het opzij zet", "What sets it aside")
_LACKING = ("Wat ontbreekt of niet klopt", "What is missing or does not hold")
_OBSTACLES: dict[Obstacle, tuple[str, str]] = {
    "crowded_out": (
        "Het zou passen, maar er worden er maar een paar voorgesteld, en andere gaan hier voor.",
        "It would fit, but only a few are proposed, and others go before it here.",
    ),
    "too_heavy": (
        "Het hoort bij een zwaardere laag van ondersteuning dan nu wordt voorgesteld.",
        "It belongs to a heavier layer of support than is proposed now.",
    ),
}
_STRENGTHS: dict[str, tuple[str, str]] = {
    "confirms": ("bevestigt het", "confirms it"),
    "strong": ("spreekt er sterk voor", "speaks strongly for it"),
    "supports": ("spreekt ervoor", "speaks for it"),
    "opposes": ("spreekt ertegen", "speaks against it"),
    "strongly_opposes": ("spreekt er sterk tegen", "speaks strongly against it"),
    "excludes": ("sluit het uit", "rules it out"),
}


def explanation_text(e: Explanation, knowledge: Knowledge, language: Language = "nl", *, full: bool = False, file: str = "CASE") -> str:
    """Give an explanation as text, short or in full; `file` is how the case is named in the command that is suggested."""
    return "\n".join(_Page(e, knowledge, language, full=full, file=file).lines()) + "\n"


def short_reasons(e: Explanation, knowledge: Knowledge, language: Language = "nl") -> list[str]:
    """Give why something is as it is, or is not, and what would make it otherwise, as few lines without a heading or sources."""
    page = _Page(e, knowledge, language, full=False, file="CASE")
    return [line for part in (page.term, page.reasons, page.weighing, page.why_not, page.otherwise) for line in part()]


class _Page(Telling):
    """Prints one explanation."""

    def __init__(self, e: Explanation, knowledge: Knowledge, language: Language, *, full: bool, file: str) -> None:
        super().__init__(knowledge, language, e.conditions)
        self.e = e
        self.full = full
        self.file = file
        self.left_out = False

    def lines(self) -> Iterator[str]:
        """Print the parts in order."""
        yield from self._wrapped(f"{self.title()} – {self.says()}", 0, 2)
        for part in (self.term, self.reasons, self.weighing, self.why_not, self.higher, self.disputes, self.otherwise, self.sources):
            found = list(part())
            if found:
                yield ""
                yield from found
        if not self.full and self.left_out:
            yield ""
            yield f"{self.pick(('Alles', 'Everything'))}: wegwijzer explain {self.file} {self.e.id} --full"

    def _wrapped(self, text: str, indent: int, hang: int) -> Iterator[str]:
        yield from textwrap.wrap(
            text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * hang, break_long_words=False, break_on_hyphens=False
        )

    def title(self) -> str:
        """Name what is explained, by its label."""
        k, id_ = self.k, self.e.id
        match self.e.kind:
            case "support":
                return self.pick(("Ondersteuning", "Support")) + self._asked_layer()
            case "step":
                return self.task_of(id_)[1:-1]
            case "alert":
                label = k.alerts[id_].label
            case "intervention":
                label = k.interventions[id_].label
            case "protocol":
                label = k.protocols[id_].label
            case _:
                tables = (k.findings, k.needs, k.hypotheses, k.measures, k.facts)
                label = next(table[id_].label for table in tables if id_ in table)
        text = label.of(self.language)
        return text[:1].upper() + text[1:]

    def _asked_layer(self) -> str:
        layer = self.k.layers.get(self.e.id.removeprefix("support."))
        return f" ({layer.label.of(self.language)}?)" if layer else ""

    def says(self) -> str:
        """Say the verdict."""
        e = self.e
        if e.kind == "support":
            return self.label(self.k.layers[e.verdict].label)
        if e.kind in ("intervention", "step"):
            return self.pick(_SAYS[e.verdict])
        words = _SAYS.get(f"{e.kind}.{e.verdict}") or _SAYS.get(e.verdict) if e.kind in ("protocol", "fact", "measure") else None
        return self.pick(words) if words else self.w(e.verdict)

    # --- why ---

    def term(self) -> Iterator[str]:
        """Say from when and by when an open step is due."""
        step = self.e.step
        if step and (step.start or step.due):
            since = f"{self.pick(('vanaf', 'from'))} {on_day(step.start, self.language)}" if step.start else ""
            due = f"{self.w('overdue' if step.overdue else 'before')} {on_day(step.due, self.language)}" if step.due else self.w("no_term")
            yield f"{self.pick(('Termijn', 'Term'))}: {', '.join(p for p in (since, due) if p)}"

    def reasons(self) -> Iterator[str]:
        """Print each set that is enough by itself, with its tree."""
        e = self.e
        if e.holds or e.against or e.kind in ("hypothesis", "fact", "measure"):
            yield from self._reasons(e.reasons, ("Waarom", "Why"))
        elif e.kind == "support":
            yield from self._reasons(e.reasons, ("Waarom niet lichter", "Why not lighter"))
        elif e.reasons:
            yield from self._reasons(e.reasons, ("Waarom niet", "Why not"))
        yield from self._reasons(e.against, ("Wat ertegen spreekt", "What speaks against it"))
        if e.reasons and e.more and self.full:
            yield f" {self.pick(('Er zijn nog andere combinaties die genoeg zijn.', 'There are other combinations that are enough.'))}"

    def _reasons(self, reasons: Iterable[SufficientReason], heading: tuple[str, str]) -> Iterator[str]:
        all_of_them = list(reasons)
        if not all_of_them:
            return
        shown = all_of_them if self.full else all_of_them[:SHORT]
        self.left_out |= len(shown) < len(all_of_them)
        yield self.pick(heading)
        for i, reason in enumerate(shown):
            if i:
                yield f" {self.pick(('ook zonder dat genoeg:', 'enough without that too:'))}"
            yield from self._reason(reason)

    def _reason(self, reason: SufficientReason) -> Iterator[str]:
        lines = list(self._tree(reason.tree, 1, DEEP if self.full else SHORT))
        if not lines:
            lines = [f" · {self.pick(('niets wijst op iets anders', 'nothing points to anything else'))}"]
        yield from lines

    def _tree(self, nodes: Iterable[Justification], level: int, depth: int) -> Iterator[str]:
        seen: set[str] = set()
        for node in self._told(nodes):
            text = self._line(node)
            below = self._below(node)
            if level == 1 and node.id == self.e.id and not (node.event or node.observation):
                yield from self._tree(node.of, level, depth)
            elif text not in seen:
                seen.add(text)
                shallow = bool(below) and level >= depth
                self.left_out |= shallow
                ends = self._ends(below) if shallow and node.status != "unknown" else ""
                yield from self._wrapped(f"· {text}{ends}", 3 * level - 2, 3 * level)
                if below and not shallow:
                    yield from self._tree(below, level + 1, depth)

    def _told(self, nodes: Iterable[Justification]) -> Iterator[Justification]:
        """Pass over conditions that only hold others together, and over the support where what decided it follows.

        What is missing for a combination is told under the combination, since it may take more than one thing.
        """
        for node in nodes:
            joins = node.condition and not self._is_atom(node) and (node.status == "true" or len(node.of) == 1)
            if (joins and not self._is_outcome(node)) or (node.value and node.of):
                yield from self._told(node.of)
            else:
                yield node

    def _is_outcome(self, node: Justification) -> bool:
        """Tell whether a node is what a decision table comes to, which its rows stand beneath."""
        expression = self.conditions.get(node.condition)
        is_output = isinstance(expression, Comparison) and isinstance(expression.left, Name) and expression.left.id in self.outputs
        return is_output and [child.condition for child in node.of] != [node.condition]

    def _is_atom(self, node: Justification) -> bool:
        return all(child.observation or child.event or child.value for child in node.of)

    def _line(self, node: Justification) -> str:
        """Say a node; at the end of a tree also the value, who said so and when."""
        text = self.node(node)
        said = [child.observation for child in node.of if child.observation]
        if not self._is_end(node):
            return text
        if node.id in self.k.facts:
            return text + "".join(dict.fromkeys(self._voice(child) for child in node.of))
        stated = {self.stated(o.fact, o.value) for o in said}
        if stated <= {text}:
            return text + "".join(dict.fromkeys(self.said(o) for o in said))
        values = dict.fromkeys(self._valued(o) + self.said(o) for o in said)
        return f"{text} – {'; '.join(values)}"

    def _valued(self, o: Observation) -> str:
        """Say a value without repeating what it is of; a yes/no as a statement."""
        return self.stated(o.fact, o.value) if isinstance(o.value, bool) else self.value_of(o.fact, o.value)

    def _is_end(self, node: Justification) -> bool:
        """Tell whether all beneath a node are the voices on one fact."""
        return bool(node.of) and len({child.observation.fact if child.observation else "" for child in node.of} - {""}) == 1 == len(
            {bool(child.observation) for child in node.of}
        )

    def _voice(self, leaf: Justification) -> str:
        o = leaf.observation
        if o is None:
            return ""
        said = self.said(o)
        return said.replace("(", f"({self.w('false')}: ", 1) if leaf.status == "false" and said else said

    def _below(self, node: Justification) -> tuple[Justification, ...]:
        return () if self._is_end(node) else node.of

    def _ends(self, nodes: Iterable[Justification]) -> str:
        """Say the ends of a tree that is cut short."""
        texts = dict.fromkeys(self._leaf_texts(nodes))
        return f": {'; '.join(texts)}" if texts else ""

    def _leaf_texts(self, nodes: Iterable[Justification]) -> Iterator[str]:
        for node in nodes:
            if node.observation or node.event or (not node.of and node.status == "unknown"):
                yield self.node(node)
            yield from self._leaf_texts(node.of)

    def weighing(self) -> Iterator[str]:
        """Print the arguments of a hypothesis on each side, each with its strength."""
        weighed = self.e.weighed
        if not weighed:
            return
        low, high = self.w(weighed.at_least), self.w(weighed.at_most)
        heading = self.pick(("Gewogen", "Weighed"))
        yield (
            heading
            if low == high
            else f"{heading} ({self.pick(('kan nog worden: van', 'may still become: from'))} {low} {self.pick(('tot', 'to'))} {high})"
        )
        definition = self.k.hypotheses[self.e.id]
        for side in (weighed.speaks_for, weighed.against):
            for strength, number, _ in side:
                text = self.condition(definition.arguments[number].when.expression)
                yield from self._wrapped(f"· {self.pick(_STRENGTHS[strength])}: {text}", 1, 3)
        shown = weighed.open if self.full else weighed.open[:0]
        self.left_out |= len(shown) < len(weighed.open)
        for strength, number, _ in shown:
            text = self.condition(definition.arguments[number].when.expression)
            words = ("nog te vragen; als het zo is,", "still to ask; if it is so, it")
            yield from self._wrapped(f"· {self.pick(words)} {self.pick(_STRENGTHS[strength])}: {text}", 1, 3)

    # --- why not ---

    def why_not(self) -> Iterator[str]:
        """Print which premises fail or are missing."""
        e = self.e
        if e.holds or e.reasons or e.kind in ("hypothesis", "fact", "measure"):
            return
        asked = self._what_it_takes()
        own = len(e.tree) == 1 and asked and e.tree[0].condition  # a condition that was just said is told by its parts
        lacking = _lacking(e.tree[0].of if own else e.tree)
        if asked:
            yield from self._wrapped(f"{self.pick(('Nodig hiervoor', 'What it takes'))}: {asked}", 0, 2)
        lines = list(self._tree(lacking, 1, DEEP if self.full else 1))
        if lines:
            aside = all(n.status == "true" for n in lacking)
            yield self.pick(_ASIDE if aside else _LACKING)
            yield from lines
        if e.obstacle:
            yield from self._wrapped(self.pick(_OBSTACLES[e.obstacle]), 0, 0)

    def _what_it_takes(self) -> str:
        """Say the condition of what was asked for, where it has one of its own."""
        k, id_ = self.k, self.e.id
        match self.e.kind:
            case "finding":
                return self.either(self.condition(r.when.expression) for r in k.findings[id_].rules)
            case "need":
                return self.condition(k.needs[id_].when.expression)
            case "alert":
                return self.condition(k.alerts[id_].when.expression)
            case "protocol":
                return self.condition(k.protocols[id_].trigger.expression)
        return ""

    def higher(self) -> Iterator[str]:
        """Print, in full, what a heavier layer of support would take and is not so."""
        self.left_out |= bool(self.e.beyond) and not self.full
        if self.full and self.e.beyond and self.e.holds:
            yield self.pick(("Waarom niet zwaarder", "Why not heavier"))
            yield from self._tree(self.e.beyond, 1, DEEP)

    def disputes(self) -> Iterator[str]:
        """Name the facts on which people contradict each other, with everyone who spoke."""
        for said in self.e.disputed:
            label = self.label(self.k.facts[said[0].fact].label)
            yield from self._wrapped(f"{self.w('seen_differently').capitalize()}: {label}", 0, 2)
            for o in said:
                yield from self._wrapped(f"· {self.observed(o)}", 1, 3)

    def otherwise(self) -> Iterator[str]:
        """Print the changes that would make the difference."""
        if not self.e.changes:
            return
        heading = (
            ("Dit zou het anders maken", "This would make it otherwise")
            if self.e.holds
            else ("Het zou wel zo zijn met", "It would be so with")
        )
        yield f"{self.pick(heading)}"
        shown = self.e.changes if self.full else self.e.changes[: SHORT + 1]
        self.left_out |= len(shown) < len(self.e.changes)
        for change in shown:
            yield from self._wrapped(f"· {self.change(change)}", 1, 3)

    def sources(self) -> Iterator[str]:
        """Print where the knowledge comes from; in full also the words by which a passage is found, and why without a source."""
        texts = dict.fromkeys(text for p in self.e.provenance for text in self._provenance(p))
        if texts:
            yield self.w("sources")
            shown = list(texts) if self.full else list(texts)[:SOURCES]
            self.left_out |= len(shown) < len(texts)
            for text in shown:
                yield from self._wrapped(text, 1, 3)

    def _provenance(self, provenance: Provenance) -> Iterator[str]:
        for c in provenance.citations:
            near = f" (“{c.near}”)" if self.full else ""
            yield f"{self.k.sources[c.doc].title}, {c.section}{near}"
        if provenance.basis:
            why = f": {provenance.basis.why.of(self.language)}" if self.full else ""
            yield f"{self.w(provenance.basis.kind)}{why}"


def _lacking(nodes: Iterable[Justification]) -> list[Justification]:
    """Leave out of trees what holds, since that is not what is missing; but where all holds, it is what stands in the way."""
    kept = [n for n in nodes if not n.observation]
    lacking = [n for n in kept if n.status != "true"]
    if not lacking:
        return [n for n in kept if not n.id.startswith("support.")]
    return [n._replace(of=tuple(_lacking(n.of))) for n in lacking]
