"""Writes `docs/knowledge.md`: for each system of the sources what the rules hold of it, from which passages, and what they leave out.

`python -m docs.knowledge` writes the page anew from `rules/` and `protocols/`; `tests/test_knowledge_page.py` compares.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from engine.diagnostics import Location
from engine.language.printer import show
from engine.loading.collection import load_knowledge
from engine.loading.library import shipped_folder
from engine.model.knowledge import Knowledge
from engine.model.provenance import Provenance
from engine.model.rules import Condition, Focus, Variant
from engine.model.system import PARTS, Part, System
from engine.model.table import DecisionTable

__all__ = ["PAGE", "cited_sections", "page"]

PAGE = Path(__file__).with_name("knowledge.md")
_HEADS: dict[Part, str] = {
    "findings": "Bevindingen",
    "tables": "Beslistabellen",
    "measures": "Metingen",
    "parameters": "Getallen",
    "hypotheses": "Hypothesen",
    "needs": "Behoeften",
    "layers": "Lagen",
    "alerts": "Alarmen",
    "protocols": "Protocollen",
    "guides": "Formulieren en gesprekken",
    "interventions": "Interventies",
    "roles": "Rollen",
}
_POLICIES = {
    "U": "er past altijd maar één rij",
    "A": "passen er meer, dan zeggen ze hetzelfde",
    "F": "de eerste rij die past telt",
    "P": "de hoogste uitkomst telt",
    "C": "alles wat past telt",
}
_EVIDENCE = {
    "strong": "sterk",
    "moderate": "redelijk",
    "weak": "zwak",
    "none_found": "geen effect gevonden",
    "practice": "uit de praktijk",
    "unknown": "onbekend",
}
_HEAD = """# Wat de regels weten

Deze bladzijde wordt gemaakt uit de regels zelf (`python -m docs.knowledge`), dus ze zegt niets wat de regels niet zeggen. Voor elk
systeem dat de bronnen beschrijven staat hier wat is opgenomen, in welk bestand, uit welke passages, en wat er niet in kon en waarom.
De bronnen zelf staan in [rules/sources.yaml](../rules/sources.yaml); hoe een regel is geschreven, staat in
[knowledge-files.md](knowledge-files.md); hoe elke bron nog eens tegen de regels is gehouden, in
[readings](readings/README.md). *In English:* what the rules hold of each system that the sources describe.
"""


def page(knowledge: Knowledge) -> str:
    """Give the whole page."""
    systems = knowledge.systems.values()
    parts = [_HEAD, _overview(knowledge), *(_section(s, knowledge) for s in systems), _unruled(knowledge)]
    return "\n".join(part for part in parts if part)


def _overview(k: Knowledge) -> str:
    rows = [f"| [{s.id}](#{_anchor(s)}) | {s.label.nl} | {_total(s)} | {_missing_count(s, k)} |" for s in k.systems.values()]
    return _table(("", "systeem", "regels", "niet opgenomen"), rows)


def _anchor(system: System) -> str:
    kept = "".join(c for c in f"{system.id} {system.label.nl}".lower() if c.isalnum() or c in " -")
    return kept.replace(" ", "-")


def _total(system: System) -> int:
    return sum(map(len, system.parts.values()))


def _missing_count(system: System, k: Knowledge) -> int:
    return sum(system.id in each.systems for each in k.untranslated)


def _table(heads: tuple[str, ...], rows: Iterable[str]) -> str:
    return "\n".join([f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}", *rows]) + "\n"


def _row(*cells: str) -> str:
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _section(system: System, k: Knowledge) -> str:
    out = [f"## {system.id} {system.label.nl}\n", f"*{system.label.en}*\n"]
    for part in PARTS:
        if part in system.parts:
            out.append(f"**{_HEADS[part]}**\n")
            out.append(_part(part, system.parts[part], k))
    out.append(_passages(system, k))
    left = [u for u in k.untranslated if system.id in u.systems]
    if left:
        out.append("**Niet opgenomen**\n")
        out.append("\n".join(f"- {u.what.nl} ({_cited(u.provenance)})<br>{u.why.nl}" for u in left) + "\n")
    return "\n".join(out)


def _part(part: Part, ids: tuple[str, ...], k: Knowledge) -> str:
    if part == "tables":
        return "\n".join(_decision_table(k.tables[id_]) for id_ in ids)
    heads, row = _ROWS[part]
    return _table(heads, (_row(*row(k, id_)) for id_ in ids))


def _named(label: str, id_: str, place: Location) -> str:
    return f"{label}<br>[`{id_}`](../{place.file})"


def _code(text: str) -> str:
    return f"`{text}`"


_Cells = tuple[str, ...]


def _finding(k: Knowledge, id_: str) -> _Cells:
    finding = k.findings[id_]
    whens = "; of ".join(_code(show(rule.when.expression)) for rule in finding.rules)
    return _named(finding.label.nl, id_, finding.place), whens, _cited(*(rule.provenance for rule in finding.rules))


def _measure(k: Knowledge, id_: str) -> _Cells:
    measure = k.measures[id_]
    formulas = ", anders ".join(_code(show(f)) for f in measure.formulas)
    return _named(measure.label.nl, id_, measure.place), formulas, _cited(measure.provenance)


def _parameter(k: Knowledge, id_: str) -> _Cells:
    parameter = k.parameters[id_]
    return _named(parameter.label.nl, id_, parameter.place), f"{parameter.value:g} {parameter.unit}", _cited(parameter.provenance)


def _hypothesis(k: Knowledge, id_: str) -> _Cells:
    h = k.hypotheses[id_]
    sides: dict[bool, list[str]] = {True: [], False: []}
    for argument in h.arguments:
        speaks_for = argument.strength in ("confirms", "strong", "supports")
        sides[speaks_for].append(f"{argument.strength}: {_code(show(argument.when.expression))}")
    cited = _cited(*(a.provenance for a in h.arguments), h.provenance)
    return _named(h.label.nl, id_, h.place), "<br>".join(sides[True]), "<br>".join(sides[False]), cited


def _need(k: Knowledge, id_: str) -> _Cells:
    need = k.needs[id_]
    layer = k.layers[need.layer].label.nl if need.layer else "-"
    return _named(need.label.nl, id_, need.place), _condition(need.when, need.unless), layer, _cited(need.provenance)


def _condition(when: Condition, unless: Condition | None = None) -> str:
    return _code(show(when.expression)) + (f", tenzij {_code(show(unless.expression))}" if unless else "")


def _layer(k: Knowledge, id_: str) -> _Cells:
    layer = k.layers[id_]
    whens = [_condition(c.when) for c in layer.criteria]
    if layer.insufficient:
        whens.append(f"tekort als {_condition(layer.insufficient, layer.insufficient_unless)}")
    parts: tuple[Variant | Focus, ...] = (*layer.variants, *layer.focuses)
    whens += [f"{part.label.nl}: {_condition(part.when) if part.when else 'anders'}" for part in parts]
    cited = _cited(layer.provenance, *(c.provenance for c in layer.criteria))
    return _named(layer.label.nl, id_, layer.place), "<br>".join(whens) or "altijd", cited


def _alert(k: Knowledge, id_: str) -> _Cells:
    alert = k.alerts[id_]
    return _named(alert.label.nl, id_, alert.place), _condition(alert.when), _cited(alert.provenance)


def _protocol(k: Knowledge, id_: str) -> _Cells:
    p = k.protocols[id_]
    steps = [t for t in p.tasks.values() if t.type not in ("start", "end")]
    who = dict.fromkeys(k.roles[t.role].label.nl for t in steps if t.role)
    cited = _cited(p.provenance, *(t.provenance for t in p.tasks.values()))
    return _named(p.label.nl, id_, p.place), _condition(p.trigger, p.unless), str(len(steps)), ", ".join(who), cited


def _guide(k: Knowledge, id_: str) -> _Cells:
    guide = k.guides[id_]
    asked = sum(bool(line.ask) for part in guide.parts for line in part.lines)
    return _named(guide.label.nl, id_, guide.place), str(asked), _cited(guide.provenance)


def _intervention(k: Knowledge, id_: str) -> _Cells:
    i = k.interventions[id_]
    meant = ", ".join(map(_code, i.addresses)) + (f"<br>als {_condition(i.when)}" if i.when else "")
    meant += f"<br>tenzij {_condition(i.unless)}" if i.unless else ""
    return _named(i.label.nl, id_, i.place), meant, _EVIDENCE[i.evidence.strength], _cited(i.provenance)


def _role(k: Knowledge, id_: str) -> _Cells:
    role = k.roles[id_]
    above = k.roles[role.reports_to].label.nl if role.reports_to else "-"
    return _named(role.label.nl, id_, role.place), above, _cited(role.provenance)


_ROWS: dict[Part, tuple[_Cells, Callable[[Knowledge, str], _Cells]]] = {
    "findings": (("wat", "wanneer", "uit"), _finding),
    "measures": (("wat", "hoe", "uit"), _measure),
    "parameters": (("wat", "waarde", "uit"), _parameter),
    "hypotheses": (("wat", "ervoor", "ertegen", "uit"), _hypothesis),
    "needs": (("wat", "wanneer", "laagste laag", "uit"), _need),
    "layers": (("wat", "wanneer, naast de behoeften", "uit"), _layer),
    "alerts": (("wat", "wanneer", "uit"), _alert),
    "protocols": (("wat", "begint", "stappen", "wie", "uit"), _protocol),
    "guides": (("wat", "vragen", "uit"), _guide),
    "interventions": (("wat", "waarvoor", "bewijs", "uit"), _intervention),
    "roles": (("wie", "legt verantwoording af aan", "uit"), _role),
}


def _decision_table(table: DecisionTable) -> str:
    """Print a table as people fill one in: a column each for what is looked at, and for what follows."""
    heads = ("", *(i.label.nl for i in table.inputs), *(f"→ {o.label.nl}" for o in table.outputs), "uit")
    rows = [
        _row(
            str(number + 1),
            *(_cell_words(cell) for cell in row.cells),
            *(o.values[v].nl if v else "-" for o, v in zip(table.outputs, row.then, strict=True)),
            _cited(row.provenance),
        )
        for number, row in enumerate(table.rows)
    ]
    title = f"{table.label.nl}: {_POLICIES[table.policy]}. [`{table.id}`](../{table.place.file})\n"
    return f"{title}\n{_table(heads, rows)}"


def _cell_words(cell: str) -> str:
    return {"-": "-", "true": "ja", "false": "nee"}.get(cell, _code(cell))


def _cited(*provenances: Provenance) -> str:
    """Give the sections that something rests on, each once, and the kinds of its bases."""
    sections: dict[str, list[str]] = {}
    for citation in (c for p in provenances for c in p.citations):
        names = sections.setdefault(citation.doc, [])
        if citation.section not in names:
            names.append(citation.section)
    words = {"assumption": "aanname", "law": "wet", "local": "eigen keuze"}
    bases = dict.fromkeys(words[p.basis.kind] for p in provenances if p.basis)
    return "; ".join([*(f"{doc}: {', '.join(names)}" for doc, names in sections.items()), *bases])


def cited_sections(k: Knowledge) -> Counter[tuple[str, str]]:
    """Count how often each section of each source is cited, by rules and by what is declared as left out."""
    return Counter((c.doc, c.section) for p in _provenances(k) for c in p.citations)


def _provenances(k: Knowledge) -> Iterator[Provenance]:
    for kind in (k.roles, k.parameters, k.facts, k.measures, k.needs, k.alerts, k.interventions, k.hypotheses, k.layers, k.tables):
        yield from (each.provenance for each in kind.values())
    yield from (rule.provenance for f in k.findings.values() for rule in f.rules)
    yield from (row.provenance for t in k.tables.values() for row in t.rows)
    yield from (a.provenance for h in k.hypotheses.values() for a in h.arguments)
    for layer in k.layers.values():
        yield from (part.provenance for parts in (layer.criteria, layer.variants, layer.focuses) for part in parts)
    for protocol in k.protocols.values():
        yield from (protocol.provenance, *(t.provenance for t in protocol.tasks.values()))
    for guide in k.guides.values():
        yield guide.provenance
        yield from (p for part in guide.parts for p in (part.provenance, *(line.provenance for line in part.lines)))
    yield from (u.provenance for u in k.untranslated)


def _passages(system: System, k: Knowledge) -> str:
    """Say how often the rules cite each section that describes a system."""
    counts = cited_sections(k)
    docs: dict[str, list[str]] = {}
    for doc, name in system.sections:
        docs.setdefault(doc, []).append(f"{name} ({counts[doc, name]})")
    shown = "; ".join(f"*{k.sources[doc].title}*: {', '.join(names)}" for doc, names in docs.items())
    return f"**Passages**, met hoe vaak de regels ze aanhalen: {shown}.\n"


def _unruled(k: Knowledge) -> str:
    """Name the sections that no rule cites: they sum up what other sections say."""
    counts = cited_sections(k)
    none = [f"{s.title}, {part.name} ({part.title})" for s in k.sources.values() for part in s.sections if not counts[s.id, part.name]]
    if not none:
        return ""
    return "## Passages zonder eigen regel\n\nZe vatten samen wat elders staat.\n\n" + "\n".join(f"- {each}" for each in none) + "\n"


def _write() -> None:
    PAGE.write_text(page(load_knowledge(shipped_folder())), encoding="utf-8", newline="\n")
    print(f"written anew: {PAGE.name}")


if __name__ == "__main__":
    _write()
