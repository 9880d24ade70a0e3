"""What comes out otherwise in cases, in words: per case, and gathered over all cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from engine.diagnostics import Location
from engine.model.advice import Step, SupportResult
from engine.model.knowledge import Knowledge
from engine.model.revision import ORIGINS, Origin, Revision, Touched
from engine.model.text import Language
from engine.rendering.telling import Telling
from engine.rendering.words import on_day

__all__ = ["ORIGIN_WORDS", "Gathered", "Turn", "Turning", "short_place"]

Words = tuple[str, str]

ORIGIN_WORDS: dict[Origin, Words] = {
    "own": ("eigen casussen", "own cases"),
    "vignette": ("vignetten", "vignettes"),
    "boundary": ("gemaakte grensgevallen", "made boundary cases"),
}
_ONE: dict[Origin, Words] = {
    "own": ("eigen casus", "own case"),
    "vignette": ("vignet", "vignette"),
    "boundary": ("gemaakt grensgeval", "made boundary case"),
}
_PARTS: dict[str, Words] = {
    "alerts": ("alarm", "alert"),
    "findings": ("bevinding", "finding"),
    "hypotheses": ("mogelijke oorzaak", "possible cause"),
    "needs": ("behoefte", "need"),
    "support": ("ondersteuning", "support"),
    "interventions": ("wat kan helpen", "what can help"),
    "steps": ("stap", "step"),
    "asked": ("nieuwe vraag", "new question"),
    "dropped": ("vraag vervalt", "question falls away"),
    "settled": ("advies staat", "advice stands"),
}
_YES_NO: dict[str, Words] = {"yes": ("ja", "yes"), "no": ("nee", "no")}
_NOT_OPEN: Words = ("staat niet open", "not open")


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that comes out otherwise in one case; `through` are the numbers of the changes behind it."""

    part: str
    id: str
    name: str
    before: str
    after: str
    through: tuple[int, ...]

    @property
    def what(self) -> tuple[str, str, str, str]:
        """Tell what turns, whatever the case."""
        return self.part, self.id, self.before, self.after


@dataclass(frozen=True, slots=True)
class Gathered:
    """One thing that comes out otherwise in some cases, which are named by their pseudonyms."""

    turn: Turn
    cases: Mapping[Origin, tuple[str, ...]]

    @property
    def count(self) -> int:
        """Count the cases."""
        return sum(map(len, self.cases.values()))


class Turning(Telling):
    """Says what comes out otherwise, with the labels of the newer version and, where it has none, of the older."""

    def __init__(self, revision: Revision, language: Language) -> None:
        """Keep the comparison and the language."""
        super().__init__(revision.new, language)
        self.r = revision
        self.before = Telling(revision.old, language)

    def turns(self, t: Touched) -> Iterator[Turn]:
        """Give what comes out otherwise in one case."""
        d = t.difference
        for part in ("alerts", "findings", "hypotheses", "needs"):
            for id_, (was, becomes) in getattr(d, part).items():
                yield self._turn(t, part, id_, self._status(was), self._status(becomes))
        if d.support:
            yield self._turn(
                t, "support", "support", *(self._placed(s, k) for s, k in zip(d.support, (self.r.old, self.r.new), strict=True))
            )
        for id_, (one, other) in d.steps.items():
            yield self._turn(t, "steps", id_, self._step(one, self.r.old), self._step(other, self.r.new))
        for id_, (was, becomes) in d.interventions.items():
            yield self._turn(t, "interventions", id_, self._status(was), self._status(becomes))
        for part in ("asked", "dropped"):
            for fact in getattr(d, part):
                yield self._turn(t, part, fact, *(self.pick(_YES_NO[w]) for w in (("no", "yes") if part == "asked" else ("yes", "no"))))
        if d.settled:
            yield self._turn(t, "settled", "settled", *(self.pick(_YES_NO["yes" if s else "no"]) for s in d.settled))

    def gathered(self, origins: Sequence[Origin] = ORIGINS) -> list[Gathered]:
        """Give each thing that turns once, in the order of an advice, with the cases in which it does."""
        found: dict[tuple[str, ...], dict[Origin, list[str]]] = {}
        firsts: dict[tuple[str, ...], Turn] = {}
        for t in self.r.touched:
            if t.origin not in origins:
                continue
            for turn in self.turns(t):
                what = self._without_days(turn, t)
                firsts.setdefault(what, turn)
                found.setdefault(what, {}).setdefault(t.origin, []).append(t.case.id)
        order = list(_PARTS)
        ranked = sorted(found, key=lambda w: (order.index(w[0]), -sum(map(len, found[w].values()))))
        return [Gathered(firsts[w], {o: tuple(c) for o, c in found[w].items()}) for w in ranked]

    def _without_days(self, turn: Turn, t: Touched) -> tuple[str, ...]:
        """Tell what turns apart from the days on which that is in this case, so that steps of many cases come together."""
        if turn.part != "steps":
            return turn.what
        before, after = t.difference.steps[turn.id]
        kind = "gone" if after is None else "new" if before is None else "later" if _later(before, after) else "other"
        return turn.part, turn.id, kind, f"{before and before.role} {after and after.role}"

    def counted(self, n: int, origin: Origin) -> str:
        """Say how many cases of an origin."""
        return f"{n} {self.pick((_ONE if n == 1 else ORIGIN_WORDS)[origin])}"

    def turned(self, turn: Turn) -> str:
        """Say what turns as one line."""
        name = f" ‘{turn.name}’" if turn.name else ""
        turning = "" if turn.part in ("asked", "dropped") else f": {turn.before} → {turn.after}"
        return f"{self.part(turn.part)}{name}{turning}"

    def part(self, part: str) -> str:
        """Name a part of an advice."""
        return self.pick(_PARTS[part])

    def _turn(self, t: Touched, part: str, id_: str, before: str, after: str) -> Turn:
        return Turn(part, id_, self.name_of(part, id_), before, after, t.through.get(f"{part} {id_}", ()))

    def name_of(self, part: str, id_: str) -> str:
        """Say what turns by its label."""
        if part in ("support", "settled"):
            return ""
        for side in (self, self.before):
            if part == "steps":
                said = side.task_of(id_)
                if said != id_:
                    return said[1:-1]
                continue
            table = side.k.facts if part in ("asked", "dropped") else getattr(side.k, part)
            if id_ in table:
                noun = table[id_]
                return str(noun.question.of(self.language) if part in ("asked", "dropped") else noun.label.of(self.language))
        return id_

    def _status(self, status: str) -> str:
        return self.pick(_YES_NO[status]) if status in _YES_NO else self.w(status)

    def _step(self, step: Step | None, k: Knowledge) -> str:
        if step is None:
            return self.pick(_NOT_OPEN)
        role = k.roles[step.role].label.of(self.language) if step.role in k.roles else step.role
        state = "" if step.state == "open" else f", {self.w(step.state)}"
        due = f"{self.w('overdue' if step.overdue else 'before')} {on_day(step.due, self.language)}" if step.due else self.w("no_term")
        return f"{role}{state}, {due}"

    def _placed(self, s: SupportResult, k: Knowledge) -> str:
        layer = k.layers[s.proposed]
        parts = [p.label for p in layer.variants if p.id == s.variant] + [p.label for p in layer.focuses if p.id == s.focus]
        text = "; ".join(label.of(self.language) for label in (layer.label, *parts))
        if s.at_most != s.proposed:
            text += f" ({self.w('could_be_up_to')}: {k.layers[s.at_most].label.of(self.language)})"
        return text

    def about(self, t: Touched) -> str:
        """Say what is known of a made case; of a real one nothing is said but its pseudonym."""
        if t.origin != "boundary":
            return t.case.title if t.origin == "vignette" else ""
        said = [self._said(o.fact, o.value, o.by) for o in t.case.observations]
        done = [self.happened(e) for e in t.case.events if e.protocol in self.k.protocols]
        return "; ".join([*said, *done]) or self.pick(("er is nog niets bekend", "nothing is known yet"))

    def _said(self, fact: str, value: object, by: str | None) -> str:
        k = self.k if fact in self.k.facts else self.before.k
        teller = self if k is self.k else self.before
        if value is None:
            return f"{self.pick(('onbekend', 'unknown'))}: {teller.label(k.facts[fact].label)}"
        who = f" ({k.informants[by].label.of(self.language)})" if by and by in k.informants else ""
        return teller.stated(fact, value) + who


def _later(before: Step, after: Step) -> bool:
    return bool(before.due and after.due and after.due > before.due)


def short_place(place: Location | None) -> str:
    """Give a place by file and line, without the folders of somebody's own machine."""
    if place is None:
        return ""
    path = PurePath(place.file)
    shown = "/".join(path.parts[-2:]) if path.is_absolute() or ".." in path.parts else path.as_posix()
    return f"{shown}:{place.line}" if place.line else shown
