"""A faulty copy of the shipped rules tried: does it load, do the vignettes still pass, does a check find it, does any advice change."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal, TypeVar

import pytest

from engine.decision.deciding import Decision, decide
from engine.decision.hypotheses import Weighed
from engine.decision.interventions import propose
from engine.diagnostics import Diagnostic, KnowledgeError
from engine.explanation.advising import assemble
from engine.impact.expectations import differences
from engine.impact.population import population
from engine.inference.conclusions import Inference
from engine.inference.forward import ForwardEngine
from engine.inference.truth import FOR
from engine.knowledge.compiler import compile_knowledge
from engine.loading import collection
from engine.loading.document import Document, read_document
from engine.loading.library import knowledge_files, shipped_folder
from engine.loading.schema import schema_faults
from engine.model.advice import Advice, AlertResult, FindingResult, HypothesisResult, Justification, NeedResult, SupportResult
from engine.model.case import Case
from engine.model.rules import Hypothesis
from engine.protocols.enactment import steps_of
from engine.protocols.replay import Replay
from engine.service import Wegwijzer, open_wegwijzer
from engine.verification.checking import check
from tests.mutations.editing import Edits
from tests.mutations.faults import Fault

__all__ = ["DAY", "Bench", "Caught", "Outcome"]

Caught = Literal["loading", "test", "check", "nothing"]
DAY = date(2026, 1, 26)
_NO_REASON = Justification("unknown")
_OF_QUESTIONS = ("asks", "settled")  # what only a whole advice tells
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a fault: what caught it and by which word, and whether any advice comes out otherwise."""

    fault: Fault
    caught: Caught
    by: str
    changes: bool
    example: str = ""

    @property
    def survives(self) -> bool:
        """Tell whether it changes an advice and nothing caught it."""
        return self.changes and self.caught == "nothing"


class Bench:
    """The shipped rules in a folder of their own, with the vignettes in memory; files that did not change are read once."""

    def __init__(self, folder: Path) -> None:
        """Copy the rules."""
        self.root = folder
        for part in ("rules", "protocols"):
            shutil.copytree(shipped_folder() / part, folder / part, ignore=shutil.ignore_patterns("vignettes", "__pycache__"))
        self.sound: Wegwijzer = open_wegwijzer()
        self.vignettes = self.sound.vignettes()
        self._read: dict[str, dict[str, object]] = {}
        self.before = self.opened()
        self._expected = [(case, lean(self.before, case, case.as_of or DAY)) for case in self.vignettes]

    @contextmanager
    def _steady(self) -> Iterator[None]:
        """Let what was read of a file be read again only when its text is another; afterwards all is read as before."""
        reading, looking = read_document, schema_faults

        def read(path: Path, *, name: str | None = None, example: str = "facts:") -> Document:
            text = path.read_bytes()
            return self._once("read", (name, text), lambda: reading(path, name=name, example=example))

        def look(document: Document, kind: str) -> list[Diagnostic]:
            return self._once("shape", (document.file, repr(document.value)), lambda: looking(document, kind))

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(collection, "read_document", read)
            patch.setattr(collection, "schema_faults", look)
            yield

    def _once(self, what: str, key: tuple[object, ...], make: Callable[[], _T]) -> _T:
        kept = self._read.setdefault(what, {})
        if str(hash(key)) not in kept:
            kept[str(hash(key))] = make()
        return kept[str(hash(key))]  # type: ignore[return-value]

    def edits(self) -> dict[str, Edits]:
        """Give every knowledge file, ready to be changed."""
        files = knowledge_files(self.root)
        return {f.name: Edits(f.path.read_text(encoding="utf-8"), read_document(f.path, name=f.name)) for f in files}

    def known(self) -> dict[str, list[str]]:
        """Give the names that can be taken for each other, by kind."""
        k = self.before.base.knowledge
        counted = ("days", "working_days", "weeks", "school_weeks", "months")
        return {
            "facts": [f.id for f in k.facts.values() if f.type == "bool"],
            "findings": list(k.findings),
            "hypotheses": list(k.hypotheses),
            "needs": list(k.needs),
            "roles": list(k.roles),
            "terms": [p.id for p in k.parameters.values() if p.unit in counted],
        }

    def opened(self) -> Inference:
        """Load and compile the folder as it is now; raises `KnowledgeError` with its faults."""
        with self._steady():
            base = compile_knowledge(collection.load_knowledge(self.root))
        return Inference(base, ForwardEngine(base))

    def outcome(self, fault: Fault) -> Outcome:
        """Try one fault, and leave the folder as it was."""
        path = self.root / fault.file
        sound = path.read_text(encoding="utf-8")
        path.write_text(fault.text, encoding="utf-8")
        try:
            return self._tried(fault)
        finally:
            path.write_text(sound, encoding="utf-8")

    def _tried(self, fault: Fault) -> Outcome:
        try:
            after = self.opened()
        except KnowledgeError as problem:
            return Outcome(fault, "loading", problem.diagnostics[0].code, changes=True)
        failing = next(self._failing(after), None)
        if failing:
            return Outcome(fault, "test", failing, changes=True)
        found = [*check(after.base, self.root).findings]
        example = self.changed(after)
        caught: Caught = "check" if found else "nothing"
        return Outcome(fault, caught, found[0].code if found else "", changes=bool(example), example=example)

    def _failing(self, after: Inference) -> Iterator[str]:
        """Give the vignettes that come out otherwise than expected, those that are quick to run first."""
        quick = [(case, {k: v for k, v in (case.expect or {}).items() if k not in _OF_QUESTIONS}) for case in self.vignettes]
        for case, expect in quick:
            if any(differences(expect, lean(after, case, case.as_of or DAY))):
                yield case.id
        for case in self.vignettes:
            asked = {k: v for k, v in (case.expect or {}).items() if k in _OF_QUESTIONS}
            if asked and any(differences(asked, whole(after, case, case.as_of or DAY))):
                yield case.id

    def changed(self, after: Inference) -> str:
        """Name a case whose advice comes out otherwise: a vignette, or one at a boundary of what differs; empty when there is none."""
        for case, expected in self._expected:
            if lean(after, case, case.as_of or DAY) != expected:
                return case.id
        made = population(self.before.base, after.base, DAY)
        return next((case.title for case in made if self._differs(after, case)), "")

    def _differs(self, after: Inference, case: Case) -> bool:
        one, other = lean(self.before, case, DAY), lean(after, case, DAY)
        return one != other or asked(whole(self.before, case, DAY)) != asked(whole(after, case, DAY))


def whole(inference: Inference, case: Case, day: date) -> Advice:
    """Give the whole advice on a case."""
    return assemble(case, day, decide(inference, inference.infer(case, day)))


def asked(advice: Advice) -> object:
    """Give the questions of an advice, without the order of equals."""
    return advice.settled, sorted((q.fact, q.informants, q.decides) for q in advice.questions)


def lean(inference: Inference, case: Case, day: date) -> Advice:
    """Give an advice without its reasons and without its questions, which take most of the time."""
    decision = decide(inference, inference.infer(case, day))
    c, k = decision.conclusions, inference.base.knowledge
    return Advice(
        case=case.id,
        as_of=day,
        knowledge=("", "", ""),
        settled=False,
        alerts=tuple(_alerts(decision)),
        findings=tuple(FindingResult(f.id, f.kind, c.status(f.id), _NO_REASON) for f in k.findings.values()),
        hypotheses=tuple(_hypothesis(h, decision.weighed[h.id]) for h in k.hypotheses.values()),
        needs=tuple(NeedResult(id_, disputed=False, because=_NO_REASON) for id_ in k.needs if c.of(id_) & FOR),
        support=_support(decision),
        interventions=propose(c, decision.placement.proposed),
        steps=tuple(replace(step, because=()) for step in steps_of(Replay(c))),
        questions=(),
        strengths=(),
        overrides=(),
        differences=(),
        measures=(),
    )


def _hypothesis(h: Hypothesis, weighed: Weighed) -> HypothesisResult:
    return HypothesisResult(h.id, h.category, weighed.standing, weighed.at_least, weighed.at_most, weighed.disputed, (), (), ())


def _alerts(decision: Decision) -> Iterable[AlertResult]:
    c = decision.conclusions
    return (AlertResult(a.id, a.severity, _NO_REASON) for a in c.base.knowledge.alerts.values() if c.of(f"alert:{a.id}") & FOR)


def _support(decision: Decision) -> SupportResult:
    p = decision.placement
    return SupportResult(p.proposed, p.proposed, p.at_most, p.focus, p.variant, (), (), (), p.missing)
