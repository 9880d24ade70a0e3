"""What a store keeps of a pupil, told to people: as lines on a screen, or as a page with everything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.model.history import Damage, Entry, Kept
from engine.model.knowledge import Knowledge
from engine.model.text import Language
from engine.rendering.sentences import Sentences
from engine.rendering.words import on_day

__all__ = ["ToldEntry", "damage_text", "history_text", "person_text", "told_entries"]

_KINDS: dict[str, tuple[str, str]] = {
    "opened": ("begonnen", "begun"),
    "imported": ("bestand ingelezen", "file taken in"),
    "head": ("kop", "head"),
    "expect": ("verwachting van een vignet", "expectation of a vignette"),
    "note": ("opmerking", "remark"),
    "advice": ("advies gegeven", "advice given"),
    "retracted": ("teruggenomen", "taken back"),
    "named": ("naam bewaard, apart", "name kept, apart"),
    "left": ("van school", "left school"),
    "erased": ("gewist", "erased"),
}
_STATES = {"done": ("gedaan", "done"), "started": ("begonnen", "started"), "overridden": ("anders besloten", "decided otherwise")}
_HEAD = {"title": ("titel", "title"), "as_of": ("peildatum", "as of")}
_CAN_GO = ("observation", "event", "override", "note")
_PAGE = {
    "title": ("Alles wat van {0} bewaard wordt", "Everything that is kept of {0}"),
    "printed": ("Pseudoniem: {0}. Uitgedraaid op {1}.", "Pseudonym: {0}. Printed on {1}."),
    "history": ("Geschiedenis: wie schreef wat, en wanneer", "History: who wrote what, and when"),
    "now": ("Wat nu geldt, als casusbestand", "What holds now, as a case file"),
}
_SOUND = (
    "{0} regels, alle zoals ze geschreven zijn. Einde: regel {1}, {2}",
    "{0} entries, all as they were written. End: entry {1}, {2}",
)
_DAMAGE: dict[str, tuple[str, str]] = {
    "missing": ("ontbreekt", "is missing"),
    "order": ("volgt niet op wat ervoor staat", "does not follow what stands before it"),
    "changed": ("is veranderd", "was changed"),
    "unreadable": ("heeft een tekst die veranderd of verwisseld is", "has a text that was changed or exchanged"),
    "emptied": ("is leeggemaakt zonder dat de leerling gewist is", "was emptied although the pupil was not erased"),
    "extra": ("heeft een tekst waar geen regel bij hoort", "has a text that belongs to no entry"),
    "end": ("is niet het einde: er is iets afgehaald of teruggezet", "is not the end: something was cut off or put back"),
    "pupil": ("gaat over een leerling die buiten Wegwijzer om veranderd is", "is about a pupil that was changed behind our back"),
    "name": ("gaat over een naam die buiten Wegwijzer om veranderd is", "is about a name that was changed behind our back"),
    "account": ("gaat over een account dat buiten Wegwijzer om veranderd is", "is about an account that was changed behind our back"),
}


@dataclass(frozen=True, slots=True)
class ToldEntry:
    """An entry in words; `gone` is the one that took it back, `can_go` tells whether one could."""

    entry: Entry
    words: tuple[str, ...]
    gone: Entry | None
    can_go: bool


def told_entries(entries: Iterable[Entry], knowledge: Knowledge, language: Language = "nl") -> tuple[ToldEntry, ...]:
    """Tell a history entry by entry, each with what became of it."""
    teller, known = _Teller(knowledge, language), tuple(entries)
    gone = {each.body["seq"]: each for each in known if each.kind == "retracted"}
    return tuple(
        ToldEntry(e, tuple(w for w in teller.words(e) if w), gone.get(e.seq), e.kind in _CAN_GO and e.seq not in gone) for e in known
    )


def history_text(entries: Iterable[Entry], knowledge: Knowledge, language: Language = "nl", *, whose: bool = False) -> str:
    """Tell a history, one line an entry; `whose` puts the pseudonym in front."""
    teller = _Teller(knowledge, language)
    return "".join(f"{teller.line(e, whose=whose)}\n" for e in entries)


def person_text(  # noqa: PLR0913, PLR0917 - all that such a page says
    pseudonym: str, name: str, entries: Iterable[Entry], case_file: str, knowledge: Knowledge, day: date, language: Language = "nl"
) -> str:
    """Give a page in Markdown with everything that is kept of a pupil, for whoever asks for it."""
    t = _Teller(knowledge, language)
    title, printed, history, now = (t.pick(_PAGE[each]) for each in ("title", "printed", "history", "now"))
    lines = [f"# {title.format(name or pseudonym)}", "", printed.format(pseudonym, on_day(day, language))]
    lines += ["", f"## {history}", "", *(f"- {t.line(e)}" for e in entries)]
    lines += ["", f"## {now}", "", "````yaml", case_file.rstrip("\n"), "````"]
    return "\n".join(lines) + "\n"


def damage_text(kept: Kept, language: Language = "nl") -> str:
    """Tell what a look at the whole history found."""
    say = {"nl": 0, "en": 1}[language]
    if not kept.damage:
        return _SOUND[say].format(kept.entries, kept.last, kept.digest[:16]) + "\n"
    return "".join(f"{_place(each, say)} {_DAMAGE[each.what][say]}\n" for each in kept.damage)


def _place(damage: Damage, say: int) -> str:
    return f"{('regel', 'entry')[say]} {damage.seq}" if damage.seq else ("de opslag", "the store")[say]


class _Teller(Sentences):
    """Tells entries in one language."""

    def line(self, entry: Entry, *, whose: bool = False) -> str:
        """Tell one entry: its number, when, who, and what."""
        when = entry.at.astimezone().strftime("%Y-%m-%d %H:%M")
        front = f"{entry.pseudonym}  " if whose else ""
        return f"{front}{entry.seq}  {when}  {entry.who}:  {'; '.join(self.words(entry))}"

    def words(self, entry: Entry) -> Iterator[str]:
        """Tell what an entry says, piece by piece."""
        body: Mapping[str, Any] = entry.body
        match entry.kind:
            case "observation" if body:
                yield from self._observation(body)
            case "event" | "override" if body:
                yield from self._event(body)
            case "note" | "retracted" if body:
                yield self.pick(_KINDS[entry.kind]) + (f" {body['seq']}" if "seq" in body else "")
                yield str(body.get("text") or body.get("because") or "")
            case "advice" if body:
                yield self.pick(_KINDS["advice"])
                yield from self._advice(body)
            case "left":
                yield f"{self.pick(_KINDS['left'])} {self._day(body.get('date')) or '-'}"
            case "head":
                yield from (f"{self.pick(_HEAD[key])}: {self._day(value) if key == 'as_of' else value}" for key, value in body.items())
            case _:
                yield self.pick(_KINDS.get(entry.kind, ("gewist", "erased")))

    def _observation(self, body: Mapping[str, Any]) -> Iterator[str]:
        entry: Mapping[str, Any] = body["entry"] if isinstance(body["entry"], dict) else {"value": body["entry"]}
        yield self._fact(body["fact"], entry["value"])
        voice = [each for each in (self._informant(entry.get("by")), entry.get("who")) if each]
        day = self._day(entry.get("date"))
        if voice or day:  # what nobody in particular said, has a day alone
            said = [self.pick(("gezegd door", "said by")), *voice] if voice else []
            yield " ".join(map(str, [*said, *([day] if day else [])]))
        if entry.get("note"):
            yield str(entry["note"])

    def _day(self, written: str | None) -> str | None:
        return on_day(date.fromisoformat(written), self.language) if written else None

    def _fact(self, name: str, value: object) -> str:
        fact = self.k.facts.get(name)
        if value == "unknown":
            return self.pick(("{0}: weet niemand", "{0}: nobody knows")).format(self.label(fact.label) if fact else name)
        if fact is None:
            return f"{name}: {value}"
        if isinstance(value, bool):
            denied = self.label(fact.denied) if fact.denied else f"{self.pick(('niet', 'not'))}: {self.label(fact.label)}"
            return self.label(fact.label) if value else denied
        return f"{self.label(fact.label)}: {self.value_of(name, float(value) if isinstance(value, int) else value)}"

    def _informant(self, by: str | None) -> str | None:
        return self.label(self.k.informants[by].label) if by and by in self.k.informants else by

    def _event(self, body: Mapping[str, Any]) -> Iterator[str]:
        protocol = self.k.protocols.get(body["protocol"])
        task = protocol.tasks.get(body["node"]) if protocol else None
        label = f"{self.label(protocol.label)}: {self.label(task.label)}" if protocol and task else f"{body['protocol']}.{body['node']}"
        yield f"{label} ({self.pick(_STATES[body.get('state', 'done')])}, {self._day(body['date'])})"
        yield from (str(body[key]) for key in ("because", "note") if body.get(key))

    def _advice(self, body: Mapping[str, Any]) -> Iterator[str]:
        rules = body["knowledge"]
        day = self._day(body["as_of"])
        yield self.pick(("voor {0}, volgens {1} {2}", "for {0}, by {1} {2}")).format(day, rules["name"], rules["version"])
        alerts = [self.label(self.k.alerts[a].label) if a in self.k.alerts else a for a in body["alerts"]]
        if alerts:
            yield ", ".join(alerts)
        layer = self.k.layers.get(body["support"])
        yield self.label(layer.label) if layer else str(body["support"])
