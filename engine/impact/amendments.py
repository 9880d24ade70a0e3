"""What is otherwise in the knowledge of two versions: noun by noun and part by part, each with both its places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from difflib import SequenceMatcher
from typing import Any

from engine.diagnostics import Location
from engine.impact.breadth import breadth
from engine.impact.differing import Differing, Meanings, bare
from engine.knowledge.base import KnowledgeBase
from engine.language.syntax import Expression, Name, walk
from engine.model.knowledge import Knowledge
from engine.model.revision import Amendment, Nature
from engine.model.rules import Condition

__all__ = ["KINDS", "amendments"]

KINDS = (
    "parameters",
    "facts",
    "measures",
    "findings",
    "tables",
    "hypotheses",
    "needs",
    "layers",
    "alerts",
    "interventions",
    "protocols",
    "tasks",
    "guides",
    "roles",
    "informants",
    "sources",
    "systems",
    "glossary",
    "untranslated",
    "provisions",
    "calendar",
)
_SELF = ("id", "place")  # what a noun is, rather than what is said of it
_ALIKE = 0.3  # how like each other two entries of a list must be to be one that was changed

Key = Callable[[Any], object]
_BY: dict[str, Key] = {  # how the entries of a list are known again; the others by what they say
    "transitions": lambda way: way.to,
    "variants": lambda part: part.id,
    "focuses": lambda part: part.id,
}


def amendments(before: KnowledgeBase, after: KnowledgeBase, unlike: Differing) -> tuple[Amendment, ...]:
    """Give every change, in the order of `KINDS`; `unlike` tells which of them can matter to a case."""
    finder = _Finder(before.knowledge, after.knowledge, unlike)
    found = [each for kind in KINDS for each in finder.of_kind(kind)]
    return tuple(found)


class _Finder:
    """Compares two versions."""

    def __init__(self, old: Knowledge, new: Knowledge, unlike: Differing) -> None:
        self.old, self.new = old, new
        self.unlike = unlike
        self.local = (_local(old), _local(new))

    def of_kind(self, kind: str) -> Iterator[Amendment]:
        old, new = (dict(_nouns(k, kind)) for k in (self.old, self.new))
        for id_ in dict.fromkeys((*old, *new)):
            one, other = old.get(id_), new.get(id_)
            if one is None or other is None:
                yield self._alone(kind, id_, "", one, other)
            elif bare(one) != bare(other):
                yield from self._parts(kind, id_, one, other)

    def _alone(self, kind: str, id_: str, part: str, one: Any, other: Any) -> Amendment:  # noqa: ANN401 - any noun
        """Give what stands in one version only."""
        nature: Nature = "added" if one is None else "removed"
        return Amendment(kind, id_, part, nature, one, other, _place(one), _place(other), None, self._concerns(kind, id_))

    def _parts(self, kind: str, id_: str, one: Any, other: Any) -> Iterator[Amendment]:  # noqa: ANN401 - any noun
        if not hasattr(one, "__dataclass_fields__"):
            yield self._changed(kind, id_, "value", one, other, (None, None))
            return
        places = (_place(one), _place(other))
        for name in (each.name for each in fields(one) if each.name not in _SELF):
            was, becomes = getattr(one, name), getattr(other, name)
            if bare(was) == bare(becomes) or (kind == "protocols" and name == "tasks"):
                continue
            if name in _LISTS:
                yield from self._entries(kind, id_, name, was, becomes, places)
            else:
                yield self._changed(kind, id_, name, was, becomes, places)

    def _entries(self, kind: str, id_: str, name: str, was: Any, becomes: Any, places: tuple[Any, Any]) -> Iterator[Amendment]:  # noqa: ANN401, PLR0913, PLR0917 - as above
        part = _LISTS[name]
        for one, other in _paired(list(was), list(becomes), _BY.get(name)):
            if one is None or other is None:
                yield self._alone(kind, id_, part, one, other)
            else:
                yield self._changed(kind, id_, part, one, other, places)

    def _changed(self, kind: str, id_: str, part: str, was: object, becomes: object, places: tuple[Any, Any]) -> Amendment:  # noqa: PLR0913, PLR0917 - as above
        before, after = _place(was) or places[0], _place(becomes) or places[1]
        whens = _when(was), _when(becomes)
        wide = breadth(*whens, self.old, self.new) if all(whens) else None  # type: ignore[arg-type]
        here = [_written(local, id_, part) for local in self.local]
        return Amendment(kind, id_, part, "changed", was, becomes, here[0] or before, here[1] or after, wide, self._concerns(kind, id_))

    def _concerns(self, kind: str, id_: str) -> tuple[str, ...]:  # noqa: PLR0911 - one line a kind
        """Give the conclusions, facts and steps that differ and that a change bears on directly."""
        u = self.unlike
        match kind:
            case "parameters" | "measures":
                using = _using(id_, self.old) | _using(id_, self.new)
                return tuple(key for key in u.conclusions if key in using) + tuple(s for s in u.steps if self._uses_term(s, id_))
            case "facts" | "provisions":
                return tuple(f for f in u.facts if f == id_)
            case "tasks":
                keys = [key for key in u.conclusions if key.split("#")[0].partition(":")[2] == id_]
                return (*keys, *(s for s in u.steps if s == id_))
            case "protocols":
                return tuple(key for key in u.conclusions if key in (f"trigger:{id_}", f"unless:{id_}"))
            case "calendar":
                return ("calendar",)
            case "tables":
                return tuple(key for key in u.conclusions if key.startswith(f"row:{id_}#"))
        mine = [key for key in u.conclusions if _subject(key) == id_]
        return (*mine, *(w for w in u.weighed if w == id_))

    def _uses_term(self, step: str, parameter: str) -> bool:
        """Tell whether the term of a step is said by a parameter."""
        protocol, _, task = step.partition(".")
        found = [k.protocols[protocol].tasks.get(task) for k in (self.old, self.new) if protocol in k.protocols]
        return any(t and t.term and parameter in t.term.words for t in found)


_LISTS = {
    "rules": "rule",
    "arguments": "argument",
    "criteria": "criterion",
    "transitions": "way",
    "rows": "row",
    "variants": "variant",
    "focuses": "focus",
    "parts": "form",
    "formulas": "formula",
    "sections": "passage",
    "brings": "brings",
    "patterns": "pattern",
}


def _nouns(k: Knowledge, kind: str) -> Iterator[tuple[str, object]]:
    match kind:
        case "tasks":
            yield from ((f"{p.id}.{t.id}", t) for p in k.protocols.values() for t in p.tasks.values())
        case "untranslated":
            yield from ((each.what.en, each) for each in k.untranslated)
        case "calendar":
            yield "calendar", tuple((b.first, b.last, b.name) for b in k.calendar.breaks)
        case _:
            table: Mapping[str, object] = getattr(k, kind)
            yield from table.items()


def _place(noun: object) -> Location | None:
    """Give where something stands: its own place, or that of its condition."""
    place = getattr(noun, "place", None)
    if isinstance(place, Location):
        return place
    when = getattr(noun, "when", None)
    return when.place if isinstance(when, Condition) else None


def _when(noun: object) -> Expression | None:
    when = noun if isinstance(noun, Condition) else getattr(noun, "when", None)
    return when.expression if isinstance(when, Condition) else None


def _local(k: Knowledge) -> dict[str, Location]:
    """Give where a school's own changes stand, by the name of what they change."""
    return {change.name: change.place for layer in k.local for change in layer.changes}


def _written(local: Mapping[str, Location], id_: str, part: str) -> Location | None:
    """Give where a school wrote the change of a part of something, or of the whole of it."""
    inside = (place for name, place in local.items() if name == id_ or name.startswith(f"{id_}.{part}."))
    return local.get(f"{id_}.{part}") or next(inside, None)


def _subject(key: str) -> str:
    """Give the id that a conclusion belongs to."""
    place = key.rpartition(":")[2].split("#")[0]
    return place.rpartition(".")[0] if key.startswith(("variant:", "focus:")) else place


def _using(name: str, k: Knowledge) -> set[str]:
    """Give the conclusions whose condition names a parameter or measure, itself or by a measure."""
    names = {name}
    for _ in k.measures:  # a measure may rest on another
        names |= {m.id for m in k.measures.values() for f in m.formulas for e in walk(f) if isinstance(e, Name) and e.id in names}
    meanings = Meanings(k).conclusions
    return {key for key, whens in meanings.items() if any(isinstance(e, Name) and e.id in names for w in whens for e in walk(w))}


def _paired(old: list[Any], new: list[Any], key: Key | None) -> Iterator[tuple[Any, Any]]:
    """Pair the entries of two lists that differ: by their key, else by how alike they are; what is left stands alone."""
    left, right = list(old), list(new)
    for each in old:
        same = next((other for other in right if bare(other) == bare(each)), None)
        if same is not None:
            left.remove(each)
            right.remove(same)
    for each in list(left):
        other = next((o for o in right if key(o) == key(each)), None) if key else _likest(each, right)
        if other is not None:
            left.remove(each)
            right.remove(other)
            yield each, other
    yield from ((each, None) for each in left)
    yield from ((None, each) for each in right)


def _likest(each: object, others: Iterable[object]) -> object | None:
    said = repr(bare(each))
    ranked = [(SequenceMatcher(None, said, repr(bare(other)), autojunk=False).ratio(), other) for other in others]
    best = max(ranked, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] > _ALIKE else None
