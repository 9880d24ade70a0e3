"""Two folders of rules side by side: what is otherwise, and for whom that matters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

from engine.decision.deciding import Decision, decide
from engine.diagnostics import Diagnostic, KnowledgeError, Location, fault
from engine.explanation.advising import assemble
from engine.loading.folders import yaml_files
from engine.loading.library import overlay_chain, shipped_folder
from engine.model.case import Case
from engine.model.difference import Difference
from engine.model.explanation import Change
from engine.model.revision import Origin, Revision
from engine.service.many_cases import holds_a_case
from engine.service.wegwijzer import Wegwijzer, open_wegwijzer

__all__ = ["BASE_WORDS", "beneath", "compare_rules", "vignettes_of"]

BASE_WORDS = ("basis", "base")  # what stands for the shipped rules where a folder is asked for


def compare_rules(  # noqa: PLR0913 - what a comparison is made of
    old: Path | None,
    new: Path,
    *,
    cases: Path | None = None,
    guards: Iterable[str] = (),
    as_of: date | None = None,
    vignettes: bool = True,
    engine: str | None = None,
) -> Revision:
    """Tell what is otherwise between two folders of rules, and for which cases that matters; `old` None: what `new` stands on.

    The cases are those of a folder, the `vignettes` of both sides, and made ones at every boundary of what is otherwise.
    Without `as_of` both sides are taken as if all their dated changes had come into force, and each case is looked at on its own day.
    Raises `KnowledgeError` when rules, cases or guards cannot be read.
    """
    from engine.impact.guards import read_guard  # noqa: PLC0415 - only where rules are compared
    from engine.impact.population import population  # noqa: PLC0415 - as above
    from engine.impact.revising import revise  # noqa: PLC0415 - as above
    from engine.loading.guards import guards_in  # noqa: PLC0415 - as above

    newer = _named(new)
    roots = (beneath(newer) if old is None else _named(old), newer)
    both = [open_wegwijzer(root, engine) for root in roots]
    before, after = both = [each.on(as_of) for each in both] if as_of else both
    versions = [each.base.knowledge for each in both]
    kept = {g.place: g for root in roots for g in guards_in(root, lambda text, guard: read_guard(text, versions, guard))}
    given = [read_guard(text, versions) for text in guards]
    today = date.today()  # noqa: DTZ011 - a school day is local
    tried: dict[Origin, list[Case]] = {
        "own": _load_by((after, before), cases, [p for p in yaml_files(cases) if holds_a_case(p)]) if cases else [],
        "vignette": vignettes_of((after, before)) if vignettes else [],
        "boundary": list(population(before.base, after.base, as_of or today)),
    }
    return revise(before.base, after.base, tried, _outcome(both), day=as_of, today=today, guards=(*kept.values(), *given))


def _named(folder: Path) -> Path:
    """Give the folder that a word on the command line means."""
    if str(folder) in BASE_WORDS:
        return shipped_folder()
    if not folder.is_dir():
        raise KnowledgeError([fault("file.no_folder" if folder.exists() else "file.missing", Location(str(folder)))])
    return folder


def beneath(root: Path) -> Path:
    """Give the folder that an overlay stands on: another overlay, or the shipped rules."""
    chain = overlay_chain(root)
    return chain[-2] if len(chain) > 1 else shipped_folder()


def _outcome(both: Sequence[Wegwijzer]) -> Callable[[Case, date], tuple[tuple[Decision, Decision], Difference]]:
    """Decide on a case by both versions, each as it is, whatever the day; only then put the advices side by side."""
    from engine.explanation.what_if import compared  # noqa: PLC0415 - only where rules are compared

    def outcome(case: Case, day: date) -> tuple[tuple[Decision, Decision], Difference]:
        before, after = (decide(each.inference, each.inference.infer(case, day)) for each in both)
        return (before, after), compared(Change(()), (), assemble(case, day, before), assemble(case, day, after))

    return outcome


def _load_by(versions: Sequence[Wegwijzer], root: Path, paths: Iterable[Path]) -> list[Case]:
    """Load cases by the first version that knows what they say; raises with the faults that the first of them finds."""
    if not root.exists():
        raise KnowledgeError([fault("file.missing", Location(str(root)))])
    faults: list[Diagnostic] = []
    found = []
    for path in paths:
        try:
            found.append(versions[0].load(path))
        except KnowledgeError as problem:
            try:
                found.append(versions[1].load(path))
            except KnowledgeError:
                faults.extend(problem.diagnostics)
    if faults or not found:
        raise KnowledgeError(faults or [fault("file.no_vignettes", Location(str(root)))])
    return found


def vignettes_of(versions: Sequence[Wegwijzer]) -> list[Case]:
    """Load the vignettes of both folders and of what they stand on, each pseudonym once."""
    roots = [folder for each in versions for folder in (each.root, *overlay_chain(each.root))]
    roots += [shipped_folder() for each in versions if overlay_chain(each.root)]
    found: dict[str, Case] = {}
    for folder in dict.fromkeys(root / inside for root in roots for inside in ("rules/vignettes", "vignettes")):
        paths = [p for p in yaml_files(folder) if p.stem not in found] if folder.is_dir() else []
        for case in _load_by(versions, folder, paths) if paths else ():
            found.setdefault(case.id, case)
    return list(found.values())
