"""The one place that strings the floors together: load, infer, decide, enact, advise."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from engine.decision.deciding import Decision, decide
from engine.diagnostics import Diagnostic, KnowledgeError, Location, fault
from engine.explanation.advising import assemble
from engine.impact.expectations import differences
from engine.inference.conclusions import Inference
from engine.inference.engines import make_engine
from engine.inference.truth import FOR
from engine.knowledge.base import KnowledgeBase
from engine.loading.folders import yaml_files
from engine.loading.library import SCHOOL_FILE, knowledge_files, overlay_chain, shipped_folder
from engine.loading.reasons import system_reason
from engine.model.advice import Advice
from engine.model.asking import Asking
from engine.model.book import Book
from engine.model.case import Case, Observation
from engine.model.coverage import Coverage
from engine.model.diagram import Diagram, Scenario
from engine.model.difference import Difference
from engine.model.explanation import Change, Explanation
from engine.model.knowledge import Knowledge
from engine.model.local import Region, StartKind
from engine.model.mapping import TableMapping
from engine.model.overrides import Overrides
from engine.model.plan import Plan
from engine.model.reading import Eyes, Reading
from engine.model.revision import Origin, Revision
from engine.model.screening import Screening
from engine.model.text import Language
from engine.model.verdict import CheckReport, Mismatch
from engine.model.vignette import Removed

__all__ = [
    "BASE_WORDS",
    "VignetteResult",
    "Wegwijzer",
    "check_folder",
    "compare_rules",
    "make_population",
    "open_wegwijzer",
    "publish_schemas",
    "start_rule",
    "start_school",
]


@dataclass(slots=True, repr=False)
class Wegwijzer:
    """A knowledge base ready to answer; make one with `open_wegwijzer` and keep it for many cases."""

    base: KnowledgeBase
    inference: Inference
    root: Path
    engine: str
    _earlier: dict[date | None, Wegwijzer] = field(default_factory=dict)

    def on(self, day: date) -> Wegwijzer:
        """Give the rules as they were valid on a day; differs only where a school's overlay has dated changes."""
        turns = self.base.knowledge.turns
        in_force = [d for d in turns if d <= day]
        if len(in_force) == len(turns):
            return self
        key = in_force[-1] if in_force else None
        if key not in self._earlier:
            base = _open_base(self.root, key or date.min)
            self._earlier[key] = Wegwijzer(base, Inference(base, make_engine(self.engine, base)), self.root, self.engine)
        return self._earlier[key]

    def knowledge_for(self, case: Case, as_of: date | None = None) -> Knowledge:
        """Give the rules by which a case is concluded: those of the given day, else of the case's own, else of today."""
        return self.on(as_of or case.as_of or date.today()).base.knowledge  # noqa: DTZ011 - a school day is local

    def load(self, path: Path) -> Case:
        """Load a case file; raises `KnowledgeError` with all its faults.

        It may speak of what only earlier rules knew, where a school's overlay has dated changes.
        """
        from engine.loading.cases import load_case  # noqa: PLC0415 - needs the schema library, slow to import

        return self._read(lambda knowledge: load_case(path, knowledge))

    def parse(self, text: str, file: str) -> Case:
        """Load a case from text, as `load` does from a file; `file` is the name that its faults get."""
        from engine.loading.cases import parse_case  # noqa: PLC0415 - as above

        return self._read(lambda knowledge: parse_case(text, file, knowledge))

    def _read(self, read: Callable[[Knowledge], Case]) -> Case:
        """Read a case by the rules of today, or else by the latest earlier ones that understand it."""
        try:
            return read(self.base.knowledge)
        except KnowledgeError:
            for day in reversed(self.base.knowledge.turns):
                with contextlib.suppress(KnowledgeError):
                    return read(self.on(day - timedelta(days=1)).base.knowledge)
            raise

    def advise(self, case: Case, as_of: date | None = None) -> Advice:
        """Advise on a case as it was known on a day: the given one, else the case's own, else today."""
        decision, day = self.decide(case, as_of)
        return assemble(case, day, decision)

    def plan(self, case: Case, as_of: date | None = None) -> Plan:
        """Give where a case stands in its protocols on a day: the state of every task."""
        from engine.protocols.states import plan_of  # noqa: PLC0415 - only where a plan is asked for

        decision, _ = self.decide(case, as_of)
        return plan_of(case.id, decision.conclusions)

    def explain(self, case: Case, name: str, as_of: date | None = None, *, whole: bool = False) -> Explanation:
        """Tell why something came out as it did in a case, or why not, and what would make it otherwise.

        It names the first few independent reasons, or the `whole` of them.

        Raises `KnowledgeError` when there is nothing of that name.
        """
        from engine.explanation.looking import Looker  # noqa: PLC0415 - only where it is asked for
        from engine.explanation.why import explain  # noqa: PLC0415 - as above

        day = as_of or case.as_of or date.today()  # noqa: DTZ011 - a school day is local
        return explain(Looker(self.on(day).inference, case, day), name, whole=whole)

    def what_if(self, case: Case, words: Iterable[str], as_of: date | None = None) -> Difference:
        """Tell what changes if facts had other values (`fact=value`) or steps were done (`protocol.step=done`).

        Raises `KnowledgeError` with the faults of all that cannot be read.
        """
        from engine.explanation.looking import Looker  # noqa: PLC0415 - only where it is asked for
        from engine.explanation.what_if import compared, parse_change  # noqa: PLC0415 - as above

        day = as_of or case.as_of or date.today()  # noqa: DTZ011 - a school day is local
        inference = self.on(day).inference
        change, forgotten = parse_change(inference.base.knowledge, words)
        changed = Looker(inference, Looker(inference, case, day).without(forgotten), day).case_with(change)
        return compared(change, forgotten, self.advise(case, day), self.advise(changed, day))

    def ask(self, case: Case, as_of: date | None = None) -> Asking:
        """Give the open questions of a case, the most telling first, and whether any answer can still change the advice."""
        from engine.explanation.ranking import ask  # noqa: PLC0415 - only where it is asked for

        decision, day = self.decide(case, as_of)
        return ask(self.on(day).inference, decision)

    def record(self, text: str, file: str, answer: Observation, note: str = "") -> tuple[str, Case]:
        """Write one more observation into the text of a case file; raises `KnowledgeError` when the text is not sound."""
        from engine.cases.writing import with_answer  # noqa: PLC0415 - only where something is written
        from engine.loading.cases import parse_case  # noqa: PLC0415 - needs the schema library, slow to import

        parse_case(text, file, self.base.knowledge)
        written = with_answer(text, answer, note)
        return written, parse_case(written, file, self.base.knowledge)

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

    def graph(  # noqa: PLR0913 - what a picture is of, and what is laid over it
        self,
        name: str,
        language: Language = "nl",
        *,
        case: Case | None = None,
        as_of: date | None = None,
        against: Wegwijzer | None = None,
        whole: bool = False,
    ) -> tuple[Diagram, ...]:
        """Give the sheets of a picture: a protocol, `all`, `pyramid`, `causes` or `roles`.

        `case` lays a pupil's route over it, `against` an earlier version of the rules; `whole` keeps a long protocol on one sheet.
        Raises `KnowledgeError` when there is no such picture, or when a case cannot be laid over it.
        """
        from engine.rendering.diagrams import comparing, pictures  # noqa: PLC0415 - only for pictures

        if case and name in ("causes", "roles"):
            raise KnowledgeError([fault("graph.no_case", Location(), name=name)])
        day = as_of or (case.as_of if case else None) or date.today()  # noqa: DTZ011 - a school day is local
        plan = self.plan(case, as_of) if case else None
        support = self.advise(case, as_of).support if case and name == "pyramid" else None
        sheets = pictures.picture(name, self.on(day).base.knowledge, day, language, plan, support, whole=whole)
        if against is None:
            return sheets
        before = against.on(day).base.knowledge
        old = pictures.picture(name, before, day, language, whole=whole) if name in pictures.picture_names(before) else ()
        return comparing.compared_all(old, sheets)

    def book(self, as_of: date | None = None, language: Language = "nl") -> Book:
        """Give the rules of a day (default: today) as a handbook, with what differs from what they stand on at the front."""
        from engine.impact.amendments import amendments  # noqa: PLC0415 - only for the handbook
        from engine.impact.differing import differing  # noqa: PLC0415 - as above
        from engine.rendering.book_contents import handbook  # noqa: PLC0415 - as above

        day = as_of or date.today()  # noqa: DTZ011 - a school day is local
        own = self.on(day).base
        base = open_wegwijzer(None, self.engine).base if own.knowledge.local else own
        return handbook(own.knowledge, base.knowledge, amendments(base, own, differing(base, own)), day, language)

    def trainer_page(
        self,
        name: str,
        language: Language = "nl",
        *,
        case: Case | None = None,
        as_of: date | None = None,
        against: Wegwijzer | None = None,
    ) -> str:
        """Give the trainer's page of a picture: one HTML file, both languages in it, with vignettes to walk for a protocol."""
        from engine.rendering.diagrams import page  # noqa: PLC0415 - only for the page

        languages: tuple[Language, Language] = ("nl", "en")
        sheets = {each: self.graph(name, each, as_of=as_of, against=against) for each in languages}
        whole = {each: self.graph(name, each, as_of=as_of, against=against, whole=True)[0] for each in languages}
        return page.page(sheets, whole, () if against else tuple(self._scenarios(name, case, as_of)), language)

    def _scenarios(self, name: str, case: Case | None, as_of: date | None) -> Iterator[Scenario]:
        """Give the cases to walk: the given one first, then the vignettes that say something of this protocol."""
        from engine.impact.walks import concerned, scenario_of  # noqa: PLC0415 - only for the page

        if name not in self.base.knowledge.protocols:
            return
        found = [case] if case else []
        folder = shipped_folder() / "rules" / "vignettes"
        found += concerned(name, (self.load(path) for path in sorted(folder.rglob("*.yaml"))))
        for each in found:
            decision, day = self.decide(each, as_of if each is case else None)
            yield scenario_of(name, each, self.on(day).base.knowledge, decision.conclusions, self.plan(each, day))

    def advise_many(self, cases: Iterable[Case], as_of: date | None = None) -> list[Advice]:
        """Advise on each of many cases."""
        return [self.advise(case, as_of) for case in cases]

    def screen(  # noqa: PLR0913 - what is gone through, how it is read, and where it goes
        self,
        path: Path,
        mapping: TableMapping,
        *,
        sheet: str = "",
        targets: Sequence[Path] = (),
        cases: Path | None = None,
        as_of: date | None = None,
        language: Language = "nl",
        told: Callable[[int, int], None] | None = None,
    ) -> Screening:
        """Go through a table of pupils: conclude on each, write the list to `targets`, and the cases of those to look at to a folder.

        Raises `KnowledgeError` when the table or the mapping cannot be read, or a file cannot be written. Cells that cannot be read
        do not stop the others: they stand in the answer.
        """
        from engine.explanation.next_questions import NextQuestions  # noqa: PLC0415 - as above
        from engine.screening import intake, running, tables  # noqa: PLC0415 - as above
        from engine.screening.case_files import CaseFolder  # noqa: PLC0415 - the libraries for tables are loaded only here

        day = as_of or date.today()  # noqa: DTZ011 - a school day is local
        inference = self.on(day).inference
        table = tables.open_table(path, sheet)
        whole, notes = intake.completed(mapping, table, inference.base.knowledge)
        questions = NextQuestions(inference, language)
        keep = CaseFolder(cases, inference.base.knowledge).keep if cases else None
        reader = intake.Intake(table, whole, inference.base.knowledge, day)
        asked = running.Run(table, reader, inference, day, language, lambda looked: (questions.of(looked), questions.texts), notes, keep)
        asked.told = told or asked.told
        try:
            return running.run(asked, targets)
        except OSError as problem:
            place = Location(str(problem.filename or (targets[0] if targets else path)))
            raise KnowledgeError([fault("file.unwritable", place, why=system_reason(problem))]) from None

    def screen_far(self, path: Path, target: Path, engine: str, as_of: date | None = None) -> dict[str, int]:
        """Conclude on a table of any size in DuckDB or Spark and write the findings; gives how many pupils each method flags.

        Raises `KnowledgeError` when the engine is not installed, or the table cannot be read or written.
        """
        from engine.screening import far  # noqa: PLC0415 - an extra

        day = as_of or date.today()  # noqa: DTZ011 - a school day is local
        return far.screen(path, target, engine, self.on(day).inference, day)

    def overrides(self, folder: Path) -> Overrides:
        """Count which steps people decided otherwise on in the cases of a folder; files that hold no case do not count.

        Raises `KnowledgeError` when there are none, or with the faults of all that cannot be read.
        """
        from engine.impact.overrides import overrides_in  # noqa: PLC0415 - only where it is asked for

        if not folder.exists():
            raise KnowledgeError([fault("file.missing", Location(str(folder)))])
        return overrides_in(self._load_all(folder, [p for p in yaml_files(folder) if _holds_a_case(p)]))

    def test(self, folder: Path | None = None) -> list[VignetteResult]:
        """Run the vignettes of a file or folder (default as in `vignettes`); raises as `vignettes` does."""
        return [
            VignetteResult(case.file, case.id, case.title, tuple(differences(case.expect or {}, self.advise(case))), case)
            for case in self.vignettes(folder)
        ]

    def accept(self, results: Iterable[VignetteResult]) -> tuple[Path, ...]:
        """Write what vignettes expect anew as it comes out now, in all files that do not come out as expected, or in none.

        Comments and layout stay. Raises `KnowledgeError` when a file cannot be written.
        """
        from engine.authoring.accepting import accepted  # noqa: PLC0415 - only where something is written
        from engine.authoring.together import written_together  # noqa: PLC0415 - as above
        from engine.impact.whole import whole_of  # noqa: PLC0415 - as above
        from engine.loading.cases import parse_case  # noqa: PLC0415 - needs the schema library, slow to import

        texts: dict[Path, str] = {}
        for result in results:
            if not result.mismatches:
                continue
            path, advice = Path(result.file), self.advise(result.of)
            text = path.read_bytes().decode("utf-8-sig")
            texts[path] = accepted(text, result.file, advice, whole_of(advice))
            again = parse_case(texts[path], result.file, self.knowledge_for(result.of))
            if differences(again.expect or {}, self.advise(again)):
                raise KnowledgeError([fault("test.not_accepted", Location(result.file))])
        with written_together(texts) as paths:
            return paths

    def why_otherwise(self, result: VignetteResult) -> list[tuple[Mismatch, Explanation | None]]:
        """Give what came out otherwise in a vignette, each with its explanation where there is one; one explanation is given once."""
        told: dict[str, Explanation | None] = {}
        out: list[tuple[Mismatch, Explanation | None]] = []
        for mismatch in result.mismatches:
            name = mismatch.asks_about
            first = name is not None and name not in told
            if name is not None and first:
                told[name] = self.explain(result.of, name)
            out.append((mismatch, told[name] if name is not None and first else None))
        return out

    def vignette(  # noqa: PLR0913 - what a vignette is called, and of which day
        self, case: Case, pseudonym: str, title: str, schema: str, *, as_of: date | None = None, language: Language = "nl"
    ) -> tuple[str, Removed]:
        """Give the text of a vignette made from a case, which expects what its advice is, and what was taken out of the case."""
        from engine.authoring.vignettes import expectation, nameless, vignette_text  # noqa: PLC0415 - only where it is asked for

        day = as_of or case.as_of or date.today()  # noqa: DTZ011 - a school day is local
        made, removed = nameless(case, self.knowledge_for(case, day), day, pseudonym, language)
        return vignette_text(made, expectation(self.advise(made)), title, schema), removed

    def coverage(self, folder: Path | None = None) -> Coverage:
        """Count what the vignettes of a file or folder (default: the shipped ones) make true and false; raises as `vignettes` does."""
        from engine.impact.coverage import coverage_of  # noqa: PLC0415 - only where it is asked for

        return coverage_of(self.base, [self.decide(case)[0] for case in self.vignettes(folder)])

    def vignettes(self, folder: Path | None = None) -> list[Case]:
        """Load the vignettes of a file or folder (default: those of the school and of what it stands on, else the shipped ones).

        Raises `KnowledgeError` when there are none, or with the faults of all that cannot be read.
        """
        roots = [folder] if folder else _vignette_folders(self.root)
        return self._load_all(roots[-1], [path for root in roots for path in yaml_files(root)])

    def _load_all(self, root: Path, paths: list[Path]) -> list[Case]:
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


def _vignette_folders(root: Path) -> list[Path]:
    chain = overlay_chain(root)
    if chain:
        return [folder / "vignettes" for folder in chain[:-1] if (folder / "vignettes").is_dir()] + [chain[-1] / "vignettes"]
    own = root / "rules" / "vignettes"
    return [own if own.is_dir() else shipped_folder() / "rules" / "vignettes"]


def _holds_a_case(path: Path) -> bool:
    """Tell whether a file begins a case; one that cannot be read counts, so that its fault is told."""
    from engine.loading.document import text_of  # noqa: PLC0415 - needs the YAML library

    try:
        return any(line.startswith("case:") for line in text_of(path).splitlines())
    except KnowledgeError:
        return True


@dataclass(frozen=True, slots=True)
class VignetteResult:
    """How one vignette came out; without mismatches it came out as expected."""

    file: str
    case: str
    title: str
    mismatches: tuple[Mismatch, ...]
    of: Case


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
    return Wegwijzer(base, Inference(base, make_engine(chosen, base)), root, chosen)


def check_folder(rules: Path | None = None, sources: Path | None = None) -> CheckReport:
    """Check the knowledge of a folder (default: the shipped one); `sources` is the folder with the texts of the sources.

    Faults that keep the knowledge from loading are findings too. Raises `KnowledgeError` when there is nothing to check.
    """
    from engine.verification.checking import check, merged, unreadable  # noqa: PLC0415 - advice needs none of the checks

    root = rules or shipped_folder()
    for folder in (root, sources):
        if folder is not None and not folder.is_dir():
            raise KnowledgeError([fault("file.no_folder" if folder.exists() else "file.missing", Location(str(folder)))])
    try:
        base = _open_base(root, None)
        before = [_open_base(root, day - timedelta(days=1)) for day in base.knowledge.turns]
    except KnowledgeError as problem:
        if any(d.code == "knowledge.empty" for d in problem.diagnostics):
            raise
        return unreadable(problem.diagnostics)
    return merged([check(each, root, sources) for each in (*before, base)])


def make_population(target: Path, *, pupils: int, schools: int = 1, seed: int = 1) -> None:
    """Write made-up pupils to a table; raises `KnowledgeError` when it cannot be written."""
    from engine.screening import delivering, made_up  # noqa: PLC0415 - the libraries for tables are loaded only here

    population = made_up.Population(pupils=pupils, schools=schools, seed=seed)
    delivering.write_table(made_up.made_up(population), target)


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
    roots = (_beneath(newer) if old is None else _named(old), newer)
    both = [open_wegwijzer(root, engine) for root in roots]
    before, after = both = [each.on(as_of) for each in both] if as_of else both
    versions = [each.base.knowledge for each in both]
    kept = {g.place: g for root in roots for g in guards_in(root, lambda text, guard: read_guard(text, versions, guard))}
    given = [read_guard(text, versions) for text in guards]
    today = date.today()  # noqa: DTZ011 - a school day is local
    tried: dict[Origin, list[Case]] = {
        "own": _load_by((after, before), cases, [p for p in yaml_files(cases) if _holds_a_case(p)]) if cases else [],
        "vignette": _all_vignettes((after, before)) if vignettes else [],
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


def _beneath(root: Path) -> Path:
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


def _all_vignettes(versions: Sequence[Wegwijzer]) -> list[Case]:
    """Load the vignettes of both folders and of what they stand on, each pseudonym once."""
    roots = [folder for each in versions for folder in (each.root, *overlay_chain(each.root))]
    roots += [shipped_folder() for each in versions if overlay_chain(each.root)]
    found: dict[str, Case] = {}
    for folder in dict.fromkeys(root / inside for root in roots for inside in ("rules/vignettes", "vignettes")):
        paths = [p for p in yaml_files(folder) if p.stem not in found] if folder.is_dir() else []
        for case in _load_by(versions, folder, paths) if paths else ():
            found.setdefault(case.id, case)
    return list(found.values())


def start_school(folder: Path, name: str = "", region: Region | None = None, stands_on: Path | None = None) -> tuple[Path, ...]:
    """Make a school's own folder to start from, and give the files that were written, all of them or none.

    Raises `KnowledgeError` when one of the files is there already, or when what it would stand on is no overlay.
    """
    from engine.authoring.publishing import published_schemas  # noqa: PLC0415 - only where something is started
    from engine.authoring.starting import SCHEMAS, school_name, starting_files  # noqa: PLC0415 - as above
    from engine.authoring.together import written_together  # noqa: PLC0415 - as above

    if stands_on and not (stands_on / SCHOOL_FILE).is_file():
        raise KnowledgeError([fault("overlay.no_beneath", Location("wegwijzer init"), folder=str(stands_on), file=SCHOOL_FILE)])
    beneath = stands_on or shipped_folder()
    knowledge = _open_base(beneath, None).knowledge
    relative = Path(os.path.relpath(stands_on, folder)).as_posix() if stands_on else None
    texts = starting_files(name or school_name(folder.resolve().name), knowledge, region, relative)
    texts |= {f"{SCHEMAS}/{file}": text for file, text in published_schemas(knowledge, knowledge_files(beneath)).items()}
    there = [folder / file for file in texts if (folder / file).exists()]
    if there or folder.is_file():
        raise KnowledgeError([fault("init.there", Location(str(there[0] if there else folder)))])
    with written_together({folder / file: text for file, text in texts.items()}) as paths:
        return paths


def publish_schemas(root: Path) -> tuple[Path, ...]:
    """Write the schemas with all names that a school's folder knows, its own among them, and give the files.

    Raises `KnowledgeError` when the folder is no overlay, or has faults.
    """
    from engine.authoring.together import written_together  # noqa: PLC0415 - only where something is written

    _refuse_no_school(root)
    with written_together(_schemas_for(root, _open_base(root, None).knowledge)) as paths:
        return paths


def start_rule(root: Path, kind: StartKind, id_: str) -> tuple[Path, ...]:
    """Write a sound start for a rule into a school's folder with a vignette beside it, and give the files, schemas not among them.

    Raises `KnowledgeError` when the folder is no overlay or has faults, or when the id will not do.
    """
    from engine.authoring.scaffolds import scaffold  # noqa: PLC0415 - only where something is started
    from engine.authoring.together import written_together  # noqa: PLC0415 - as above

    _refuse_no_school(root)
    start = scaffold(kind, id_, _open_base(root, None).knowledge, root)
    texts = {root / start.file: start.text}
    if not (root / start.vignette).exists():
        texts[root / start.vignette] = start.vignette_text()
    with written_together(texts) as paths:  # if what this makes does not load, it is taken back
        publish_schemas(root)
        return paths


def _refuse_no_school(root: Path) -> None:
    if not (root / SCHOOL_FILE).is_file():
        raise KnowledgeError([fault("new.no_school", Location(str(root)), file=SCHOOL_FILE)])


def _schemas_for(root: Path, knowledge: Knowledge) -> dict[Path, str]:
    from engine.authoring.publishing import published_schemas  # noqa: PLC0415 - only where they are written
    from engine.authoring.starting import SCHEMAS  # noqa: PLC0415 - as above

    return {root / SCHEMAS / file: text for file, text in published_schemas(knowledge, knowledge_files(root)).items()}


def _open_base(root: Path, on: date | None) -> KnowledgeBase:
    """Load and compile a folder of knowledge as valid on a day, or take the compiled copy that was kept under its digest."""
    from engine.loading import compiled  # noqa: PLC0415 - only the path that is taken is imported

    def build() -> KnowledgeBase:
        from engine.knowledge.compiler import compile_knowledge  # noqa: PLC0415 - imports graph and grammar libraries
        from engine.loading.collection import load_knowledge  # noqa: PLC0415 - imports the schema library

        return compile_knowledge(load_knowledge(root, on))

    return compiled.cached(root, build, f"{on}")
