"""A sound start for a rule of a school's own, in the file where it belongs, with a vignette beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

from engine.authoring.vignettes import vignette_text
from engine.diagnostics import Diagnostic, KnowledgeError, Location, fault
from engine.loading.document import read_text
from engine.model.case import Case, Observation
from engine.model.intervention import Intervention
from engine.model.knowledge import Knowledge
from engine.model.local import StartKind
from engine.model.protocol import Protocol
from engine.model.rules import Alert, Finding, Hypothesis, Layer
from engine.model.vocabulary import Value

__all__ = ["Scaffold", "scaffold"]

_TEMPLATES = Path(__file__).resolve().parent / "new"
_NAME = "[a-z][a-z0-9_]*"


@dataclass(frozen=True, slots=True)
class _Shape:
    """What goes for a kind: its top-level key, the forms of its ids with an example, and what makes a pupil one for it."""

    key: str
    pattern: str
    example: str
    facts: tuple[tuple[str, Value], ...]


_SHAPES: dict[str, _Shape] = {
    "finding": _Shape(
        "findings", rf"(signal|exclusion|form)\.{_NAME}", "signal.te_druk", (("behaviour.masks_ability", True), ("class.heavy_load", True))
    ),
    "hypothesis": _Shape(
        "hypotheses",
        rf"(cause|pathway)\.{_NAME}",
        "cause.te_drukke_klas",
        (("class.heavy_load", True), ("behaviour.asks_few_questions", True)),
    ),
    "alert": _Shape("alerts", rf"alert\.{_NAME}", "alert.ouders_wachten", (("parents.worried", True), ("class.heavy_load", True))),
    "intervention": _Shape("interventions", _NAME, "maatje_in_de_klas", (("offer.too_easy", True), ("tasks.error_free_weeks", 8.0))),
    "layer": _Shape("layers", _NAME, "on_site", (("support.in_class", "insufficient"), ("class.heavy_load", True))),
    "protocol": _Shape("protocol", _NAME, "eerste_gesprek", (("parents.worried", True), ("class.heavy_load", True))),
}
_BY_PREFIX = {
    **dict.fromkeys(("signal", "exclusion", "form"), "finding"),
    **dict.fromkeys(("cause", "pathway"), "hypothesis"),
    "alert": "alert",
}


@dataclass(frozen=True, slots=True)
class Scaffold:
    """Where a start goes, and the whole text of that file with it; and the vignette that says what it must do."""

    id: str
    file: str
    text: str
    vignette: str
    case: Case
    expect: dict[str, Any]

    def vignette_text(self) -> str:
        """Write the vignette."""
        title = f"Wegwijzer komt bij deze leerling op {self.id}: schrijf hier wat niet mis mag gaan."
        return vignette_text(self.case, self.expect, title, "../schemas/case.schema.json")


def scaffold(kind: StartKind, id_: str, knowledge: Knowledge, folder: Path) -> Scaffold:
    """Make a start for an id in a folder; `rule` tells its kind by what the id begins with.

    Raises `KnowledgeError` when the id has another form or exists already, or when a file cannot be added to.
    """
    sort = _BY_PREFIX.get(id_.partition(".")[0], "finding") if kind == "rule" else kind
    shape = _SHAPES[sort]
    if not re.fullmatch(shape.pattern, id_):
        raise KnowledgeError([Diagnostic("new.id", Location("wegwijzer new"), {"id": id_, "kind": sort, "example": shape.example})])
    _refuse_taken(id_, sort, knowledge)
    words = id_.rpartition(".")[2].replace("_", " ")
    category = "pathway" if id_.startswith("pathway.") else "external"
    entry = Template((_TEMPLATES / f"{sort}.yaml").read_text(encoding="utf-8")).substitute(id=id_, words=words, category=category)
    file = f"protocols/{id_}.yaml" if sort == "protocol" else f"rules/{shape.key}.yaml"
    text = _whole(folder, file, shape.key, entry, id_)
    name = id_.replace(".", "-").replace("_", "-")
    case = Case(name, None, tuple(Observation(fact, value) for fact, value in shape.facts), ())
    return Scaffold(id_, file, text, f"vignettes/{name}.yaml", case, _expect(sort, id_))


def _refuse_taken(id_: str, sort: str, k: Knowledge) -> None:
    tables: dict[str, Mapping[str, Finding | Hypothesis | Alert | Intervention | Layer | Protocol]] = {
        "finding": k.findings,
        "hypothesis": k.hypotheses,
        "alert": k.alerts,
        "intervention": k.interventions,
        "layer": k.layers,
        "protocol": k.protocols,
    }
    if id_ in tables[sort]:
        raise KnowledgeError([fault("new.exists", Location("wegwijzer new"), id=id_, place=str(tables[sort][id_].place))])


def _whole(folder: Path, file: str, key: str, entry: str, id_: str) -> str:
    """Give the whole text of a file with the entry at its end."""
    path = folder / file
    if not path.is_file():
        schema = f"# yaml-language-server: $schema=../schemas/{key}.schema.json\n"
        return schema + (entry if key == "protocol" else f"{key}:\n\n{entry}")
    text = path.read_text(encoding="utf-8-sig").rstrip() + "\n\n" + entry
    try:
        if key != "protocol" and id_ in read_text(text, str(path)).value[key]:
            return text
    except (KnowledgeError, KeyError, TypeError):
        pass
    raise KnowledgeError([fault("new.unfit", Location(str(path)), key=key)])


def _expect(sort: str, id_: str) -> dict[str, Any]:
    match sort:
        case "finding":
            return {"findings": {id_: True}}
        case "hypothesis":
            return {"hypotheses": {id_: "likely"}}
        case "alert":
            return {"alerts": [id_]}
        case "intervention":
            return {"interventions": [id_]}
        case "layer":
            return {"support": id_}
    return {"next_steps": [{"protocol": id_, "node": "talk"}]}
