"""A store and the rules together: what is written is checked by the rules, and what is kept is advised on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.cases.contents import content_of
from engine.cases.dossier import Dossier, dossier_of
from engine.cases.operating import OperatorStore
from engine.cases.store import CaseStore
from engine.cases.texts import case_text
from engine.diagnostics import Diagnostic, KnowledgeError, Location, fault
from engine.loading.document import bytes_of, decoded, read_text
from engine.model.advice import Advice, Step
from engine.model.case import Case, Observation
from engine.model.history import Entry, Fresh, Pupil, Removal, Rights
from engine.service import Wegwijzer

__all__ = ["ALL_RIGHTS", "Records", "open_records"]

ALL_RIGHTS = Rights(safety=True, names=True)
NOTHING = Rights()
_EXAMPLE = "case: jaimo"


def open_records(  # noqa: PLR0913 - where it lies, what opens it, and in whose hands it then is
    wegwijzer: Wegwijzer,
    url: str,
    key: str,
    *,
    school: str = "school",
    create: bool = False,
    user: str = "",
    told: Callable[[Diagnostic], None] = lambda _: None,
) -> Records:
    """Open the store of a school with its passphrase: all that is read and written leaves a line in the trail, as done by `user`.

    `told` hears what could not be kept there. Raises `KnowledgeError` when the store is not there (unless `create`), or when another
    passphrase opens it.
    """
    store = CaseStore.open(url, key, school=school, apart=wegwijzer.base.knowledge.private, create=create)
    return Records(wegwijzer, OperatorStore.held(store, user, told))


@dataclass(slots=True)
class Records:
    """The records of a school's pupils, with the rules by which they are read.

    `who` is the id of the person who writes; `rights` what that person may see. Everything raises `KnowledgeError` with sentences.
    """

    wegwijzer: Wegwijzer
    store: CaseStore

    @property
    def _apart(self) -> frozenset[str]:
        """Give which facts stand apart by the rules of now; the store was opened by those of then."""
        return self.wegwijzer.base.knowledge.private

    # --- case files ---

    def import_file(self, path: Path, *, who: str) -> str:
        """Take a case file in as a new pupil, and give the pseudonym; what it says is checked first."""
        return self.import_bytes(bytes_of(path), str(path), who=who)

    def import_bytes(self, content: bytes, file: str, *, who: str) -> str:
        """Take the content of a case file in, as `import_file` does; `file` is the name that its faults get."""
        text = decoded(content, Location(file))
        value = read_text(text, file, example=_EXAMPLE).value
        self.wegwijzer.parse(text, file)
        with_mark = content.decode("utf-8")  # of the encoding, if it came with one
        self.store.import_case(value, with_mark, who=who, apart=self._apart)
        return str(value["case"])

    def begin(self, pseudonym: str, said: Sequence[Observation], *, who: str, name: str = "") -> None:
        """Begin with a pupil and what was noticed first; what the rules do not understand is refused before anything is kept."""
        fresh = [_fresh(each) for each in said]
        self._refuse_unsound(pseudonym, (), fresh)
        self.store.open_case(pseudonym, who=who, name=name, fresh=fresh, apart=self._apart)

    def export(self, pseudonym: str, *, rights: Rights = NOTHING) -> str:
        """Give the text of a case file: as it came in with what was added where that says the same, else written anew."""
        grown, anew = self.store.export_case(pseudonym, rights=rights)
        wanted = read_text(anew, pseudonym, example=_EXAMPLE).value
        if grown is not None and _same(read_text(grown, pseudonym, example=_EXAMPLE).value, wanted):
            return grown
        return anew

    # --- writing ---

    def append(self, pseudonym: str, fresh: Sequence[Fresh], *, who: str, seen: int | None, rights: Rights = NOTHING) -> tuple[Entry, ...]:
        """Add to the history of a pupil what the rules understand; raises `engine.cases.store.ChangedError` as `CaseStore.append` does."""
        self._refuse_unsound(pseudonym, self.store.history(pseudonym, rights=rights), fresh)
        return self.store.append(pseudonym, fresh, who=who, seen=seen, rights=rights, apart=self._apart)

    def _refuse_unsound(self, pseudonym: str, known: Sequence[Entry], fresh: Sequence[Fresh]) -> None:
        coming = tuple(Entry(10**9 + i, pseudonym, dt.datetime.now(dt.UTC), "", f.kind, f.body) for i, f in enumerate(fresh))
        self.wegwijzer.parse(case_text(content_of(pseudonym, (*known, *coming))), f"store:{pseudonym}")

    def restate(  # noqa: PLR0913 - as below
        self,
        pseudonym: str,
        said: Sequence[Observation],
        note: str = "",
        *,
        because: str,
        who: str,
        seen: int | None,
        rights: Rights = NOTHING,
        happened: Sequence[Mapping[str, object]] = (),
    ) -> tuple[Entry, ...]:
        """Keep what people say now, and take back `because` of it what the same voice said of the same fact on the same day.

        What `happened` besides, as it would stand in a case file, is kept with it or not at all.
        """
        keys = {(o.fact, o.by, o.who, o.date) for o in said}
        known = self.store.history(pseudonym, rights=rights)
        gone = {each.body["seq"] for each in known if each.kind == "retracted"}
        old = [e for e in known if e.kind == "observation" and e.seq not in gone and _key(e) in keys]
        fresh = [Fresh("retracted", {"seq": e.seq, "because": because}, e.apart) for e in old]
        coming = [*(_fresh(each, note) for each in said), *(Fresh("event", each) for each in happened)]
        added = self.append(pseudonym, [*fresh, *coming], who=who, seen=seen, rights=rights)
        return added[len(fresh) :]

    def observe(  # noqa: PLR0913 - what was said, by whom it is written, and what they saw
        self, pseudonym: str, said: Observation, note: str = "", *, who: str, seen: int | None, rights: Rights = NOTHING
    ) -> Entry:
        """Keep what someone says a fact is; a value of None is `unknown`."""
        return self.append(pseudonym, [_fresh(said, note)], who=who, seen=seen, rights=rights)[0]

    def happened(  # noqa: PLR0913 - what happened, by whom it is written, and what they saw
        self, pseudonym: str, event: Mapping[str, object], *, who: str, seen: int | None, apart: bool = False, rights: Rights = NOTHING
    ) -> Entry:
        """Keep an event, as it would stand in a case file; one that concerns a child's safety can be kept `apart`."""
        fresh = Fresh("override" if event.get("state") == "overridden" else "event", event, apart)
        return self.append(pseudonym, [fresh], who=who, seen=seen, rights=rights)[0]

    def note(  # noqa: PLR0913 - as above
        self, pseudonym: str, text: str, *, who: str, seen: int | None, apart: bool = False, rights: Rights = NOTHING
    ) -> Entry:
        """Keep a remark in words; one that concerns a child's safety belongs `apart`."""
        return self.append(pseudonym, [Fresh("note", {"text": text}, apart)], who=who, seen=seen, rights=rights)[0]

    def take_back(  # noqa: PLR0913 - as above
        self, pseudonym: str, seq: int, because: str, *, who: str, seen: int | None, rights: Rights = NOTHING
    ) -> Entry:
        """Have an earlier entry not count any more; it stays in the history."""
        found = next((e for e in self.store.history(pseudonym, rights=rights) if e.seq == seq), None)
        if found is None or found.kind not in ("observation", "event", "override", "note", "expect"):
            raise KnowledgeError([fault("store.no_entry", Location(self.store.place), seq=seq, name=pseudonym)])
        fresh = Fresh("retracted", {"seq": seq, "because": because}, found.apart)
        return self.append(pseudonym, [fresh], who=who, seen=seen, rights=rights)[0]

    # --- advice ---

    def dossier(self, pseudonym: str, *, at: int | None = None, as_of: dt.date | None = None, rights: Rights = NOTHING) -> Dossier:
        """Open the record of a pupil as it is, or as it was up to an entry."""
        return dossier_of(pseudonym, self.store.history(pseudonym, at=at, rights=rights), as_of)

    def case(
        self, pseudonym: str, *, as_of: dt.date | None = None, at: int | dt.datetime | None = None, rights: Rights = ALL_RIGHTS
    ) -> Case:
        """Give the case of a pupil, to be advised on."""
        return self.store.case(pseudonym, as_of=as_of, at=at, rights=rights)

    def keep_advice(self, pseudonym: str, *, who: str, as_of: dt.date | None = None) -> tuple[Entry, ...]:
        """Keep which advice was given, by which rules; what follows from a fact about safety is kept apart."""
        cases = (self.case(pseudonym, as_of=as_of, rights=rights) for rights in (NOTHING, ALL_RIGHTS))
        open_, whole = (_summary(self.wegwijzer.advise(each, as_of)) for each in cases)
        fresh = [Fresh("advice", open_)] + ([Fresh("advice", whole, apart=True)] if whole != open_ else [])
        return self.store.append(pseudonym, fresh, who=who, seen=None)

    def present(self, day: dt.date) -> tuple[Pupil, ...]:
        """Give the pupils who had not left the school on a day."""
        return tuple(pupil for pupil in self.store.pupils() if pupil.left_on is None or pupil.left_on > day)

    def due(self, day: dt.date, *, today: dt.date | None = None, rights: Rights = ALL_RIGHTS) -> tuple[tuple[str, Step], ...]:
        """Give the steps of all pupils that should be done by a day, the longest overdue first, as they stand `today` (that day)."""
        found = [
            (pupil.pseudonym, step)
            for pupil in self.present(today or day)
            for step in self.wegwijzer.steps(self.case(pupil.pseudonym, rights=rights), today or day)
            if step.due is not None and step.due <= day
        ]
        return tuple(sorted(found, key=lambda each: (each[1].due or day, each[0], each[1].protocol, each[1].node)))

    # --- not longer than needed ---

    def expired(self, day: dt.date) -> tuple[Pupil, ...]:
        """Give the pupils of whom, by the school's own term, nothing may be kept any more."""
        return self.store.expired(day, self.wegwijzer.base.knowledge.retention)

    def expire(self, day: dt.date, *, who: str) -> tuple[Removal, ...]:
        """Remove those pupils."""
        return tuple(self.store.erase(each.pseudonym, who=who) for each in self.expired(day))


def _summary(advice: Advice) -> dict[str, Any]:
    """Give what an advice came down to, in ids."""
    return {
        "as_of": advice.as_of.isoformat(),
        "knowledge": dict(zip(("name", "version", "digest"), advice.knowledge, strict=True)),
        "settled": advice.settled,
        "alerts": [a.id for a in advice.alerts],
        "hypotheses": {h.id: h.standing for h in advice.hypotheses if h.standing in ("confirmed", "likely", "contradictory")},
        "support": advice.support.proposed,
        "interventions": [i.id for i in advice.interventions],
        "next_steps": [{"protocol": s.protocol, "node": s.node, "due": s.due.isoformat() if s.due else None} for s in advice.steps],
    }


def _fresh(said: Observation, note: str = "") -> Fresh:
    """Give what someone says as an entry of a history."""
    parts = {"by": said.by, "who": said.who, "date": said.date.isoformat() if said.date else None, "note": note or None}
    entry = {"value": "unknown" if said.value is None else said.value} | {k: v for k, v in parts.items() if v is not None}
    return Fresh("observation", {"fact": said.fact, "entry": entry})


def _key(entry: Entry) -> tuple[object, str | None, str | None, dt.date | None]:
    """Give of what, by whom and on which day an observation is."""
    said: Any = entry.body["entry"]
    told: dict[str, Any] = said if isinstance(said, dict) else {}
    day = told.get("date")
    return entry.body["fact"], told.get("by"), told.get("who"), dt.date.fromisoformat(day) if day else None


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Tell whether two contents of case files say the same, in the same order of facts."""
    return bool(one == other) and list(one.get("facts") or ()) == list(other.get("facts") or ())
