"""The one place that strings the floors together: load, infer, decide, enact, advise."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from engine.decision.deciding import Decision, decide
from engine.diagnostics import Diagnostic, KnowledgeError, Location, fault
from engine.explanation.advising import assemble
from engine.impact.expectations import differences
from engine.inference.conclusions import Inference
from engine.inference.engines import make_engine
from engine.inference.truth import FOR
from engine.knowledge.base import KnowledgeBase
from engine.loading.library import SCHOOL_FILE, shipped_folder
from engine.model.advice import Advice
from engine.model.case import Case
from engine.model.coverage import Coverage
from engine.model.knowledge import Knowledge
from engine.model.plan import Plan
from engine.model.reading import Eyes, Reading
from engine.model.verdict import CheckReport

__all__ = ["VignetteResult", "Wegwijzer", "check_folder", "open_wegwijzer"]


@dataclass(slots=True)
class Wegwijzer:
    """A knowledge base ready to answer; make one with `open_wegwijzer` and keep it for many cases."""

    base: KnowledgeBase
    inference: Inference
    root: Path
    engine: str
    changes_on: tuple[date, ...] = ()
    _earlier: dict[date | None, Wegwijzer] = field(default_factory=dict)

    def on(self, day: date) -> Wegwijzer:
        """Give the rules as they were valid on a day; differs only where a school's overlay has dated changes."""
        in_force = [d for d in self.changes_on if d <= day]
        if len(in_force) == len(self.changes_on):
            return self
        key = in_force[-1] if in_force else None
        if key not in self._earlier:
            base = _open_base(self.root, key or date.min)
            self._earlier[key] = Wegwijzer(base, Inference(base, make_engine(self.engine, base)), self.root, self.engine)
        return self._earlier[key]

    def load(self, path: Path) -> Case:
        """Load a case file; raises `KnowledgeError` with all its faults."""
        from engine.loading.cases import load_case  # noqa: PLC0415 - needs the schema library, slow to import

        return load_case(path, self.base.knowledge)

    def advise(self, case: Case, as_of: date | None = None) -> Advice:
        """Advise on a case as it was known on a day: the given one, else the case's own, else today."""
        decision, day = self.decide(case, as_of)
        return assemble(case, day, decision)

    def plan(self, case: Case, as_of: date | None = None) -> Plan:
        """Give where a case stands in its protocols on a day: the state of every task."""
        from engine.protocols.states import plan_of  # noqa: PLC0415 - only where a plan is asked for

        decision, _ = self.decide(case, as_of)
        return plan_of(case.id, decision.conclusions)

    def reading(self, case: Case, eyes: Eyes, as_of: date | None = None) -> tuple[Reading, Knowledge]:
        """Give what readers of a sheet of paper may see of a case, and the rules of the day by which it was concluded."""
        from engine.rendering import readers  # noqa: PLC0415 - only for paper

        day = as_of or case.as_of or date.today()  # noqa: DTZ011 - a school day is local
        knowledge = self.on(day).base.knowledge
        proposing, seen = readers.proposing(case, knowledge, eyes), readers.seen_by(case, knowledge, eyes)
        decision, _ = self.decide(seen, day)
        voices, memory = readers.voices_of(case, knowledge), decision.conclusions.memory
        shown = {f: tuple(o for o in found if readers.shows(o, knowledge, eyes, voices)) for f, found in memory.standing.items()}
        concluded = assemble(seen, day, decision)
        proposed = concluded if proposing == seen else _fitting(self.advise(proposing, day), decision)
        return Reading(eyes, proposed, concluded, shown, readers.events_for(memory.events, eyes)), knowledge

    def decide(self, case: Case, as_of: date | None = None) -> tuple[Decision, date]:
        """Conclude and decide on a case, by the rules of the day: the given one, else the case's own, else today."""
        day = as_of or case.as_of or date.today()  # noqa: DTZ011 - a school day is local
        inference = self.on(day).inference
        return decide(inference, inference.infer(case, day)), day

    def advise_many(self, cases: Iterable[Case], as_of: date | None = None) -> list[Advice]:
        """Advise on each of many cases."""
        return [self.advise(case, as_of) for case in cases]

    def test(self, folder: Path | None = None) -> list[VignetteResult]:
        """Run the vignettes of a file or folder (default: the shipped ones); raises as `vignettes` does."""
        return [
            VignetteResult(case.file, case.id, case.title, tuple(differences(case.expect or {}, self.advise(case))))
            for case in self.vignettes(folder)
        ]

    def coverage(self, folder: Path | None = None) -> Coverage:
        """Count what the vignettes of a file or folder (default: the shipped ones) make true and false; raises as `vignettes` does."""
        from engine.impact.coverage import coverage_of  # noqa: PLC0415 - only where it is asked for

        return coverage_of(self.base, [self.decide(case)[0] for case in self.vignettes(folder)])

    def vignettes(self, folder: Path | None = None) -> list[Case]:
        """Load the vignettes of a file or folder (default: the shipped ones).

        Raises `KnowledgeError` when there are none, or with the faults of all that cannot be read.
        """
        root = folder or shipped_folder() / "rules" / "vignettes"
        paths = sorted(root.rglob("*.yaml")) if root.is_dir() else [root]
        if not paths:
            raise KnowledgeError([fault("file.no_vignettes", Location(str(root)))])
        faults: list[Diagnostic] = []
        cases = []
        for path in paths:
            try:
                cases.append(self.load(path))
            except KnowledgeError as problem:
                faults.extend(problem.diagnostics)
        if faults:
            raise KnowledgeError(faults)
        return cases


@dataclass(frozen=True, slots=True)
class VignetteResult:
    """How one vignette came out; without differences it came out as expected."""

    file: str
    case: str
    title: str
    differences: tuple[str, ...]


def _fitting(advice: Advice, seen: Decision) -> Advice:
    """Leave out what is meant for just such a case, where readers may not know of the case: it would give that away."""
    known = seen.conclusions.base.knowledge.interventions
    kept = (i for i in advice.interventions if known[i.id].when is None or seen.conclusions.of(f"intervention:{i.id}") & FOR)
    return replace(advice, interventions=tuple(kept))


def open_wegwijzer(rules: Path | None = None, engine: str | None = None) -> Wegwijzer:
    """Open the knowledge base of a folder (default: the shipped one) with an engine.

    `engine` is forward, durable or both; default the setting WEGWIJZER_ENGINE, else forward.
    Raises `KnowledgeError` when the knowledge has faults or the engine cannot run.
    """
    root = rules or shipped_folder()
    base = _open_base(root, None)
    chosen = engine or os.environ.get("WEGWIJZER_ENGINE") or "forward"
    return Wegwijzer(base, Inference(base, make_engine(chosen, base)), root, chosen, _changes_on(root))


def check_folder(rules: Path | None = None, sources: Path | None = None) -> CheckReport:
    """Check the knowledge of a folder (default: the shipped one); `sources` is the folder with the texts of the sources.

    Faults that keep the knowledge from loading are findings too. Raises `KnowledgeError` when there is nothing to check.
    """
    from engine.verification.checking import check, unreadable  # noqa: PLC0415 - advice needs none of the checks

    root = rules or shipped_folder()
    for folder in (root, sources):
        if folder is not None and not folder.is_dir():
            raise KnowledgeError([fault("file.no_folder" if folder.exists() else "file.missing", Location(str(folder)))])
    try:
        base = _open_base(root, None)
    except KnowledgeError as problem:
        if any(d.code == "knowledge.empty" for d in problem.diagnostics):
            raise
        return unreadable(problem.diagnostics)
    return check(base, root, sources)


def _changes_on(root: Path) -> tuple[date, ...]:
    """Give the days on which a school's own changes come into force."""
    if not (root / SCHOOL_FILE).is_file():
        return ()
    from engine.loading.overlay import effective_days  # noqa: PLC0415 - only for a school's overlay

    return tuple(effective_days(root))


def _open_base(root: Path, on: date | None) -> KnowledgeBase:
    """Load and compile a folder of knowledge as valid on a day, or take the compiled copy that was kept under its digest."""
    from engine.loading import compiled  # noqa: PLC0415 - only the path that is taken is imported

    def build() -> KnowledgeBase:
        from engine.knowledge.compiler import compile_knowledge  # noqa: PLC0415 - imports graph and grammar libraries
        from engine.loading.collection import load_knowledge  # noqa: PLC0415 - imports the schema library

        return compile_knowledge(load_knowledge(root, on))

    return compiled.cached(root, build, f"{on}")
