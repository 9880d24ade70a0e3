"""Pieces of knowledge files for tests: as little as the shape of a file demands."""

from __future__ import annotations

from engine.model.verdict import CheckReport

SOURCE = 'source: {doc: boek, section: "1", near: een goed gesprek}'
CLOSED = "  closed: {type: end, label: {nl: Klaar, en: Done}}\n"
EXTRA = "rules/extra.yaml"


def lines(report: CheckReport) -> list[str]:
    """Give what was found as lines of English."""
    return [d.line("en") for d in report.findings]


def codes(report: CheckReport) -> list[str]:
    """Give the codes of what was found, none twice."""
    return sorted({d.code for d in report.findings})


def finding(when: str, citation: str = SOURCE, label: str = "{nl: Iets, en: Something}") -> dict[str, str]:
    """Give a file with one finding."""
    return {EXTRA: f"findings:\n  signal.extra:\n    label: {label}\n    when: {when}\n    {citation}\n"}


def cited(section: str, near: str) -> dict[str, str]:
    """Give a file with one finding that cites a passage."""
    return finding("pupil.tired", f'source: {{doc: boek, section: "{section}", near: "{near}"}}')


def fact(id_: str, type_: str = "bool", more: str = "") -> str:
    """Give the entry of a fact."""
    denied = "    denied: {nl: niet zo, en: not so}\n" if type_ == "bool" else ""
    head = f"  {id_}:\n    type: {type_}\n    label: {{nl: iets, en: something}}\n{denied}"
    return f'{head}    question: {{nl: "Wat?", en: "What?"}}\n    informants: [teacher]\n    privacy: ordinary\n{more}    {SOURCE}\n'


def facts(*entries: str) -> str:
    """Give a file of facts."""
    return "facts:\n" + "".join(entries)


def hypothesis(*arguments: tuple[str, str]) -> dict[str, str]:
    """Give a file with one hypothesis with some arguments, each a strength and a condition."""
    listed = "".join(f"      - {strength}: {when}\n        {SOURCE}\n" for strength, when in arguments)
    head = (
        "hypotheses:\n  cause.extra:\n    category: person\n    influence: shared\n    label: {nl: Iets, en: Something}\n    arguments:\n"
    )
    return {EXTRA: f"{head}{listed}    leads_to: [need.challenge]\n    {SOURCE}\n"}


def intervention(addresses: str, when: str = "") -> dict[str, str]:
    """Give a file with one intervention."""
    condition = f"    when: {when}\n" if when else ""
    each = "".join(f"      {who}: {{nl: Doet iets., en: Does something.}}\n" for who in ("pupil", "parents", "school"))
    head = "interventions:\n  extra:\n    label: {nl: Iets, en: Something}\n    what: {nl: Doe iets., en: Do something.}\n"
    proof = "    evidence: {strength: practice, note: {nl: Uit de praktijk., en: From practice.}}\n"
    rest = f"    leads: teacher\n    contributions:\n{each}{proof}    {SOURCE}\n"
    return {EXTRA: f"{head}    level: in_class\n    size: 1\n    addresses: [{addresses}]\n{condition}{rest}"}


def alert(when: str) -> dict[str, str]:
    """Give a file with one alert."""
    return {EXTRA: f"alerts:\n  alert.extra:\n    severity: note\n    label: {{nl: Iets, en: Something}}\n    when: {when}\n    {SOURCE}\n"}


def task(id_: str, type_: str, *ways: str, term: str | None = "{within: step_weeks}", role: str | None = "ib") -> str:
    """Give a task of a protocol; its ways are the entries under `next`."""
    out = f"  {id_}:\n    type: {type_}\n" + (f"    role: {role}\n" if role else "")
    out += f'    label: {{nl: "Stap {id_}", en: "Step {id_}"}}\n' + (f"    term: {term}\n" if term else "")
    return out + ("    next:\n" + "".join(f"      - {way}\n" for way in ways) if ways else "") + f"    {SOURCE}\n"


def protocol(*tasks: str, start: str = "first", trigger: str = "signal.bored", id_: str = "extra") -> dict[str, str]:
    """Give a file with one protocol, whose start leads to a task."""
    noticed = f"  noticed:\n    type: start\n    when: {trigger}\n    label: {{nl: Begin, en: Start}}\n    next: {start}\n    {SOURCE}\n"
    head = f"protocol: {id_}\nlabel: {{nl: Een route, en: A route}}\ntrigger: {trigger}\n{SOURCE}\ntasks:\n"
    return {f"protocols/{id_}.yaml": head + noticed + "".join(tasks) + CLOSED}


def decision(*ways: str) -> dict[str, str]:
    """Give a protocol with one decision; its first task after that is `other`."""
    return protocol(task("first", "decision", *ways), task("other", "action", "closed"))


def table(policy: str, *rows: tuple[str, str], inputs: tuple[str, ...] = ("load.capacity",)) -> dict[str, str]:
    """Give a file with one decision table; a row is its cells and its value."""
    columns = "".join(f"      - {{value: {i}, label: {{nl: kolom {i}, en: column {i}}}}}\n" for i in inputs)
    values = "{a: {nl: een, en: one}, b: {nl: twee, en: two}, c: {nl: drie, en: three}}"
    shown = "".join(f"      - {{when: [{cells}], then: [{value}]}}\n" for cells, value in rows)
    head = f"tables:\n  table.extra:\n    label: {{nl: Een tabel, en: A table}}\n    policy: {policy}\n    inputs:\n{columns}"
    return {
        EXTRA: f"{head}    outputs:\n      out: {{label: {{nl: uit, en: outcome}}, values: {values}}}\n    rows:\n{shown}    {SOURCE}\n"
    }
