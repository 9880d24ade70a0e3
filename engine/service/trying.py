"""Drafts of the rules tried: what is wrong in them, what differs, and in the background on every vignette and case what that does."""

from __future__ import annotations

import re
import threading
import weakref
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from engine.decision.deciding import Decision, decide
from engine.diagnostics import KnowledgeError
from engine.explanation.advising import assemble
from engine.impact.expectations import differences
from engine.model.accounts import Account
from engine.model.advice import Advice
from engine.model.case import Case
from engine.model.difference import Difference
from engine.model.explanation import Change
from engine.model.revision import Amendment, Origin
from engine.model.trial import Effects, Found, Reddened
from engine.service.checking_apart import check_apart
from engine.service.comparing import vignettes_of
from engine.service.remembering import MadeOnce, Remembered
from engine.service.vignettes import VignetteResult
from engine.service.wegwijzer import Wegwijzer, open_wegwijzer

__all__ = ["Trials"]

T = TypeVar("T")
_KEPT = 24  # things that are remembered about folders
_CASES = 2048  # of which is remembered what the rules in force make of them
_TOLD = 12  # vignettes of which is told why they turn red


class _StoppedError(Exception):
    """Somebody types on: what is being tried is of no use any more."""


_Asked = tuple[str, str, Account]  # the folder that is tried, the rules in force, and who asks, with the rights they have


@dataclass(slots=True, weakref_slot=True, eq=False)
class _Job:
    """One draft being tried; others look at `effects` meanwhile."""

    asked: _Asked
    effects: Effects = field(default_factory=Effects)
    stopped: bool = False


def _decided(side: Wegwijzer, case: Case, day: date) -> tuple[Decision, Advice]:
    decision = decide(side.inference, side.inference.infer(case, day))
    return decision, assemble(case, day, decision)


@dataclass(slots=True, repr=False)
class Trials:
    """What was found about folders that are tried; a folder is named after what is in it, so what was found stays so.

    What was found about pupils is kept a short while, and given only to who has the rights still by which it was found.
    """

    engine: str | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _one: threading.Lock = field(default_factory=threading.Lock)  # one draft is tried at a time
    _known: MadeOnce = field(default_factory=lambda: MadeOnce(_KEPT))
    _latest: weakref.WeakValueDictionary[str, _Job] = field(default_factory=weakref.WeakValueDictionary)  # by the id of who asked
    _done: Remembered[_Job] = field(default_factory=Remembered)  # holds on to what was found, a while
    _before: Remembered[tuple[Decision, Advice]] = field(default_factory=lambda: Remembered(most=_CASES))

    def opened(self, folder: Path) -> Wegwijzer:
        """Open the rules of a folder; raises `KnowledgeError` with their faults."""
        return self.remembered(("opened", str(folder)), lambda: open_wegwijzer(folder, self.engine))

    def findings(self, folder: Path) -> tuple[Found, ...]:
        """Check the rules of a folder."""
        return self.remembered(("findings", str(folder)), lambda: check_apart(folder))

    def amendments(self, before: Wegwijzer, folder: Path) -> tuple[Amendment, ...]:
        """Give what is otherwise in the rules of a folder; raises `KnowledgeError` with their faults."""
        from engine.impact.amendments import amendments  # noqa: PLC0415 - only where rules are compared
        from engine.impact.differing import differing  # noqa: PLC0415 - as above

        after = self.opened(folder)

        def compare() -> tuple[Amendment, ...]:
            return tuple(amendments(before.base, after.base, differing(before.base, after.base)))

        return self.remembered(("amendments", before.base.digest, str(folder)), compare)

    def remembered(self, key: tuple[str, ...], find: Callable[[], T]) -> T:
        """Give what was found before, or find it now, once however many ask; a fault is not remembered."""
        return self._known.get(key, find)

    # --- in the background ---

    def effects(self, before: Wegwijzer, folder: Path, own: Callable[[], list[Case]], asker: Account) -> Effects:
        """Give what was found so far on what a draft does; the first time it is asked for, the trying begins.

        `own` gives the cases of those whose records the asker may read, and is asked for them once, and anew when the rights of the asker
        changed; what it raises is raised. What the same asker had tried before, of another draft, is stopped.
        """
        asked = (str(folder), before.base.digest, asker)
        with self._lock:
            job = self._latest.get(asker.id)
            if job is not None and job.asked == asked:
                return job.effects
            if job is not None:
                job.stopped = True
            job = self._latest[asker.id] = _Job(asked)
        try:
            threading.Thread(target=self._run, args=(job, before, folder, own()), daemon=True).start()
        except BaseException:  # nothing is being tried: who asks again begins again
            with self._lock:
                if self._latest.get(asker.id) is job:
                    del self._latest[asker.id]
            raise
        return job.effects

    def _run(self, job: _Job, before: Wegwijzer, folder: Path, own: list[Case]) -> None:
        with self._one:
            try:
                after = self.opened(folder)
                concerns = {each for a in self.amendments(before, folder) for each in a.concerns}
                _try_all(_Outcome(job, before, after, self._before), own, concerns)
            except _StoppedError:
                return
            except KnowledgeError as problem:
                job.effects = replace(job.effects, fault=str(problem))
            except BaseException as problem:
                job.effects = replace(job.effects, fault=type(problem).__name__)
                raise
            finally:
                self._done.get(job, lambda: job)


def _try_all(outcome: _Outcome, own: list[Case], concerns: set[str]) -> None:
    from engine.impact.guards import read_guard  # noqa: PLC0415 - only where rules are compared
    from engine.impact.revising import revise  # noqa: PLC0415 - as above
    from engine.loading.guards import guards_in  # noqa: PLC0415 - as above

    job, before, after = outcome.job, outcome.before, outcome.after
    names = {part for each in concerns for part in (each, each.partition(".")[0])}
    vignettes = sorted(vignettes_of((after, before)), key=lambda case: not _speaks_of(case, names))
    job.effects = Effects(total=len(own) + len(vignettes))
    tried: dict[Origin, Sequence[Case]] = {"own": own, "vignette": vignettes}
    versions = [each.base.knowledge for each in (before, after)]
    guards = guards_in(after.root, lambda text, guard: read_guard(text, versions, guard))
    today = date.today()  # noqa: DTZ011 - a school day is local
    revision = revise(before.base, after.base, tried, outcome.of, day=None, today=today, guards=guards)
    job.effects = replace(job.effects, revision=revision)


def _speaks_of(case: Case, names: set[str]) -> bool:
    """Tell whether a vignette expects something of what is otherwise: those are tried first."""
    said = set(re.findall(r"[a-z_]+(?:\.[a-z_]+)*", str(case.expect)))
    return bool(said & names)


@dataclass(slots=True)
class _Outcome:
    """Decides on each case by both versions, and sees whether a vignette turns."""

    job: _Job
    before: Wegwijzer
    after: Wegwijzer
    known: Remembered[tuple[Decision, Advice]]

    def of(self, case: Case, day: date) -> tuple[tuple[Decision, Decision], Difference]:
        from engine.explanation.what_if import compared  # noqa: PLC0415 - only where rules are compared

        if self.job.stopped:
            raise _StoppedError
        key = (self.before.base.digest, replace(case, expect=None), day)
        was, old = self.known.get(key, lambda: _decided(self.before.on(day), case, day))
        now, new = _decided(self.after.on(day), case, day)
        if case.expect:
            self._see(case, tuple(differences(case.expect, old)), tuple(differences(case.expect, new)))
        self.job.effects = replace(self.job.effects, tried=self.job.effects.tried + 1)
        return (was, now), compared(Change(()), (), old, new)

    def _see(self, case: Case, was: tuple[Any, ...], now: tuple[Any, ...]) -> None:
        e = self.job.effects
        if now and was:
            self.job.effects = replace(e, still=e.still + 1)
        elif was:
            self.job.effects = replace(e, greened=e.greened + 1)
        elif now:
            result = VignetteResult(case.file, case.id, case.title, now, case)
            told = self.after.why_otherwise(result) if len(e.red) < _TOLD else [(each, None) for each in now]
            self.job.effects = replace(e, red=(*e.red, Reddened(case.file, case.id, case.title, tuple(told))))
