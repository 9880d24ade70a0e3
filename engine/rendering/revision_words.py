"""Each change of the rules as one sentence, with what stood there before and what stands there now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.model.guide import GuidePart
from engine.model.intervention import Evidence
from engine.model.knowledge import Knowledge
from engine.model.protocol import Term, Transition
from engine.model.provenance import Citation, Provenance
from engine.model.revision import Amendment
from engine.model.rules import Argument, Condition, Criterion
from engine.model.table import TableRow
from engine.model.text import Label, Language
from engine.rendering.diagrams.wording import term_words
from engine.rendering.revision_terms import BREADTH, CONDITIONS, LENGTHS, NATURES, PARTS, SUBJECTS, Words
from engine.rendering.sentences import Sentences
from engine.rendering.words import STRENGTHS, WORDS, number

__all__ = ["Amending"]

_DAYS = {"days": 1.0, "working_days": 1.4, "weeks": 7.0, "school_weeks": 7.0, "months": 30.0}
_NOTHING: Words = ("niets", "nothing")
_LONGEST = 400


class Amending:
    """Says changes in one language, each side with the labels of its own version."""

    def __init__(self, old: Knowledge, new: Knowledge, language: Language) -> None:
        """Keep both versions and the language."""
        self.sides = (Sentences(old, language), Sentences(new, language))
        self.language: Language = language

    def pick(self, words: Words) -> str:
        """Choose the words of the language."""
        return words[self.language == "en"]

    def sentence(self, a: Amendment) -> str:
        """Say a change as one sentence with a capital and a full stop; before and after stand in it where they are short."""
        was, becomes = self.before_after(a)
        text = self.what(a)
        if becomes and text.endswith(becomes):
            pass
        elif was and becomes:
            text += f": {was} → {becomes}"
        elif a.part and (was or becomes):
            text += f": {was or becomes}"
        return f"{text[:1].upper()}{text[1:]}."

    def subject(self, a: Amendment) -> str:
        """Name what was changed, by its label."""
        noun = self.pick(SUBJECTS[a.kind])
        label = self.label_of(a)
        return f"{noun} ‘{label}’" if label else noun

    def label_of(self, a: Amendment) -> str:
        """Give the label of what was changed, in the newer version where it is there."""
        if a.kind in ("untranslated", "calendar"):
            return ""
        for side in reversed(self.sides):
            if a.kind == "tasks":
                protocol, _, task = a.id.partition(".")
                found = side.k.protocols[protocol].tasks.get(task) if protocol in side.k.protocols else None
                found_in = f" ({side.k.protocols[protocol].label.of(self.language)})" if found else ""
                if found:
                    return found.label.of(self.language) + found_in
                continue
            table: Mapping[str, Any] = side.k.facts if a.kind == "provisions" else getattr(side.k, a.kind)
            if a.id in table:
                noun = table[a.id]
                return noun.title if a.kind == "sources" else str(noun.label.of(self.language))
        return a.id

    def what(self, a: Amendment, *, beside: bool = False) -> str:  # noqa: PLR0911 - one line a form
        """Say what is otherwise; how it was and is stands in it where that reads well, unless it stands `beside` it."""
        subject = self.subject(a)
        was, now = self.before_after(a)
        if not a.part:
            return self.pick(NATURES[a.nature]).format(what=subject)
        if a.nature != "changed":
            return self._entry(a, subject)
        noun = a.new if a.new is not None else a.old
        if isinstance(noun, Term):
            return self.pick(LENGTHS[_longer(a.old, a.new)]).format(what=subject)
        if isinstance(noun, Argument) and isinstance(a.old, Argument) and noun.strength != a.old.strength:
            return self.pick(("bij {what} weegt een argument anders", "for {what} an argument weighs otherwise")).format(what=subject)
        if _when_of(a.old) != _when_of(a.new) and a.part in CONDITIONS:
            return self.pick(CONDITIONS[a.part]).format(what=subject, how=self.pick(BREADTH[a.breadth]))
        if (a.kind, a.part) in (("parameters", "value"), ("tasks", "role")):
            if beside:
                return self.pick(("{what}: {part}", "{what}: {part}")).format(what=subject, part=self.pick(PARTS[a.part]))
            return self.pick(("{what} gaat van {was} naar {now}", "{what} goes from {was} to {now}")).format(what=subject, was=was, now=now)
        part = self.pick(PARTS.get(a.part, (a.part, a.part)))
        return self.pick(("{part} van {what} is anders", "{part} of {what} is otherwise")).format(part=part, what=subject)

    def _entry(self, a: Amendment, subject: str) -> str:
        words = (
            ("bij {what} komt {part} erbij", "{part} is added to {what}")
            if a.nature == "added"
            else ("bij {what} vervalt {part}", "{part} is removed from {what}")
        )
        return self.pick(words).format(part=self.pick(PARTS.get(a.part, (a.part, a.part))), what=subject)

    def before_after(self, a: Amendment) -> tuple[str, str]:
        """Say what stood there and what stands there now; empty where a noun was added or removed as a whole."""
        if not a.part and a.kind != "provisions":
            return "", ""
        old, new = (self._said(noun, side, a).removesuffix(".") for noun, side in zip((a.old, a.new), self.sides, strict=True))
        if isinstance(a.old, Label) and isinstance(a.new, Label) and old == new:  # only the other language changed
            old, new = (f"“{label.en if self.language == 'nl' else label.nl}”" for label in (a.old, a.new))
        if a.nature != "changed":
            return old if a.nature == "removed" else "", new if a.nature == "added" else ""
        return old or self.pick(_NOTHING), new or self.pick(_NOTHING)

    def _said(self, noun: Any, side: Sentences, a: Amendment) -> str:  # noqa: ANN401, C901, PLR0911, PLR0912 - one line a part of a noun
        """Say one side of a change."""
        if a.kind == "calendar":
            return self.pick(("{n} perioden zonder school", "{n} periods without school")).format(n=len(noun))
        match noun:
            case None | "" | ():
                return ""
            case bool():
                return self.pick(WORDS["true" if noun else "false"])
            case float() | int():
                return (
                    side.amount(float(noun), getattr(side.k.parameters.get(a.id), "unit", ""))
                    if a.kind == "parameters"
                    else number(noun, self.language, 2)
                )
            case Label():
                return f"“{noun.of(self.language)}”"
            case Condition():
                return side.condition(noun.expression)
            case Term():
                return term_words(noun, self.language)
            case Argument():
                return f"{side.condition(noun.when.expression)} ({self.pick(STRENGTHS[noun.strength])})"
            case Criterion():
                return side.condition(noun.when.expression)
            case Transition():
                return self._way(noun, side, a)
            case TableRow():
                return f"{side.condition(noun.when.expression)}: {', '.join(self._outcomes(noun, side, a))}"
            case Evidence():
                return f"{self.pick(WORDS[f'evidence.{noun.strength}'])}: {noun.note.of(self.language)}"
            case Provenance():
                return self._provenance(noun, side)
            case GuidePart():
                return f"‘{noun.title.of(self.language)}’"
            case tuple() | list():
                return "; ".join(filter(None, (self._said(each, side, a) for each in noun)))
            case Mapping():
                return "; ".join(f"{self._said(each, side, a)}" for each in noun.values())
            case str():
                return self._named(noun, side, a)
        label = getattr(noun, "label", None)
        if isinstance(label, Label):
            when = getattr(noun, "when", None)
            condition = f": {side.condition(when.expression)}" if isinstance(when, Condition) else ""
            return f"‘{label.of(self.language)}’{condition}"
        return self._rest(noun, side)

    def _rest(self, noun: Any, side: Sentences) -> str:  # noqa: ANN401 - what has no words of its own
        from engine.language.syntax import Expression  # noqa: PLC0415 - only for calculations

        if isinstance(noun, Expression):
            return side.quantity(noun)
        named = getattr(noun, "fact", None) or getattr(noun, "name", None) or ""
        return side.label_of(named) if named else str(noun)[:_LONGEST]

    def _named(self, name: str, side: Sentences, a: Amendment) -> str:
        """Say a word of the rules: the label of what it names, else the word itself."""
        k = side.k
        tables: tuple[Mapping[str, Any], ...] = (
            k.roles,
            k.informants,
            k.needs,
            k.hypotheses,
            k.interventions,
            k.layers,
            k.facts,
            k.protocols,
        )
        if a.part == "severity":
            return self.pick(WORDS.get(name, (name, name)))
        found = next((table[name].label.of(self.language) for table in tables if name in table), None)
        return found if found is not None else name

    def _way(self, way: Transition, side: Sentences, a: Amendment) -> str:
        target = way.to if "." in way.to else f"{a.id.partition('.')[0]}.{way.to}"
        to = f"{self.pick(('naar', 'to'))} {side.task_of(target)}"
        if way.when:
            return f"{to}, {self.pick(('als', 'if'))} {side.condition(way.when.expression)}"
        return f"{to}, {self.pick(('in alle andere gevallen', 'in all other cases'))}" if way.otherwise else to

    def _outcomes(self, row: TableRow, side: Sentences, a: Amendment) -> list[str]:
        outputs = side.k.tables[a.id].outputs if a.id in side.k.tables else ()
        return [o.values[v].of(self.language) for o, v in zip(outputs, row.then, strict=False) if v in o.values]

    def _provenance(self, provenance: Provenance, side: Sentences) -> str:
        parts = [self._citation(c, side) for c in provenance.citations]
        if provenance.basis:
            parts.append(f"{self.pick(WORDS[provenance.basis.kind])}: {provenance.basis.why.of(self.language)}")
        return "; ".join(parts)

    def _citation(self, c: Citation, side: Sentences) -> str:
        title = side.k.sources[c.doc].title if c.doc in side.k.sources else c.doc
        return f"{title}, {c.section}"


def _when_of(noun: object) -> object:
    when = noun if isinstance(noun, Condition) else getattr(noun, "when", None)
    return when.expression if isinstance(when, Condition) else None


def _longer(old: object, new: object) -> int:
    if not isinstance(old, Term) or not isinstance(new, Term):
        return 0
    before, after = (t.amount * _DAYS[t.unit] for t in (old, new))
    return (after > before) - (after < before)
