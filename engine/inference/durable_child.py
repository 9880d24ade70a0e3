"""The process that runs durable-rules: reads rules once and then case after case, and answers over pipes.

It stands apart because durable-rules is C code that can abort, and shares no code with our own evaluator. What it
is careful about was found by measuring durable-rules 2.0.28 and by reading its source (docs/decisions/010-two-engines.md).
"""

from __future__ import annotations

import os
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from engine.inference.framing import read_message, write_message

__all__ = ["Fault", "Runner", "main"]

Record = tuple[str, int, int]
Pattern = tuple[str, int]
Rule = dict[str, Any]

# Beyond these, making a set of rules fails with an unclear error, or never ends; a wider join fails when it is met.
MOST_RULES_ON_A_PATTERN = 255
MOST_PATTERNS = 500
WIDEST_JOIN = 16

ALWAYS: Record = ("always", 0, 0)
NOT_INSTALLED, LIMIT, BROKEN = "engine.not_installed", "engine.limit", "engine.child_fault"


class Fault(Exception):  # noqa: N818 - a fault is what the project calls it
    """Something to tell at the other end: the code of a message, and why."""

    def __init__(self, code: str, why: str = "") -> None:
        """Keep the code and the reason."""
        super().__init__(code, why)
        self.code, self.why = code, why


@dataclass(slots=True)
class _Stratum:
    """A registered set of rules, and the patterns that at least one of its rules waits for."""

    name: str
    waits_for: frozenset[Pattern]


@dataclass(slots=True)
class Runner:
    """The rules of all phases, and what is known of the one case at hand."""

    host: Any
    strata: dict[str, list[_Stratum]] = field(default_factory=dict)
    known: set[Record] = field(default_factory=set)
    _waits_for: frozenset[Pattern] = frozenset()
    _awake: bool = False
    _sessions: int = 0

    @classmethod
    def of(cls, program: dict[str, list[list[Rule]]]) -> Runner:
        """Register the rules of every phase, stratum by stratum.

        Raises `Fault` when durable-rules is not there, or when a stratum is larger than it can hold.
        """
        runner = cls(_quiet_host())
        for phase, strata in program.items():
            runner.strata[phase] = [runner.register(f"{phase}-{i}", rules) for i, rules in enumerate(strata)]
        return runner

    def register(self, name: str, rules: list[Rule]) -> _Stratum:
        """Give one set of rules to durable-rules, with a rule that fires in every session."""
        _check_limits(name, rules)
        definition = {"always": {"all": [{"m": _test(ALWAYS[:2])}], "run": self._wake}}
        for i, rule in enumerate(rules):
            definition[f"r{i}"] = self._definition(rule)
        self.host.register_rulesets({name: definition})
        return _Stratum(name, frozenset(p for rule in rules for p in _premises(rule)))

    def run(self, phase: str, records: Iterable[Record]) -> list[Record]:
        """Conclude all that follows in a phase from the records of one case; gives the conclusions."""
        given = frozenset(records)
        self.known = set(given)
        for stratum in self.strata[phase]:
            awaited = sorted(r for r in self.known if r[:2] in stratum.waits_for)
            if awaited or ALWAYS[:2] in stratum.waits_for:
                self._in_a_session(stratum, awaited)
        return sorted(self.known - given)

    def _in_a_session(self, stratum: _Stratum, records: list[Record]) -> None:
        """Assert records and let the rules fire until nothing more follows, in a session of its own.

        A session may only be deleted after a rule has fired in it: before, a pointer that was never set is freed. After
        a fault nothing is deleted; the process ends.
        """
        self._sessions += 1
        session = str(self._sessions)
        self._waits_for, self._awake = stratum.waits_for, False
        self.host.assert_fact(stratum.name, {**_fact(ALWAYS), "sid": session})
        if not self._awake:
            raise Fault(BROKEN, f"{stratum.name}: the rule that always fires did not")
        if records:
            self.host.assert_facts(stratum.name, [{**_fact(r), "sid": session} for r in records])
        swallowed = self.host.get_state(stratum.name, session).get("exception")
        if swallowed:
            raise Fault(BROKEN, f"{stratum.name}: {swallowed}")
        self.host.delete_state(stratum.name, session)

    def _wake(self, _context: object) -> None:
        self._awake = True

    def _definition(self, rule: Rule) -> dict[str, Any]:
        premises = list(_premises(rule))
        names = ["m"] if len(premises) == 1 else [f"m{i}" for i in range(len(premises))]
        tests = [{name: _test(premise)} for name, premise in zip(names, premises, strict=True)]
        counted = {"count": rule["count"]} if rule["count"] > 1 else {}
        return {"all": tests, "run": self._consequent(tuple(rule["concludes"])), **counted}

    def _consequent(self, record: Record) -> Callable[[Any], None]:
        """Make the consequent of a rule: keep the conclusion, and assert it where a rule waits for it.

        The same fact may not be asserted twice, nor one that no rule waits for.
        """

        def conclude(context: Any) -> None:  # noqa: ANN401 - durable-rules has no types
            if record not in self.known:
                self.known.add(record)
                if record[:2] in self._waits_for:
                    context.assert_fact(_fact(record))

        return conclude


def _quiet_host() -> Any:  # noqa: ANN401 - as above
    """Make a host without the timers that would let rules fire on other threads, after the answer was given."""
    try:
        from durable import engine  # noqa: PLC0415 - it may not be there, and that is an answer as well
    except ImportError as error:
        raise Fault(NOT_INSTALLED, str(error)) from None
    return type("QuietHost", (engine.Host,), {"_run": lambda _self: None})()


def _check_limits(name: str, rules: list[Rule]) -> None:
    uses = Counter(pattern for rule in rules for pattern in set(_premises(rule)))
    most = max(uses.values(), default=0)
    widest = max((len(rule["premises"]) for rule in rules), default=0)
    for found, limit, what in (
        (most, MOST_RULES_ON_A_PATTERN, "rules on one record"),
        (len(uses), MOST_PATTERNS, "records"),
        (widest, WIDEST_JOIN, "premises in one rule"),
    ):
        if found > limit:
            raise Fault(LIMIT, f"{name}: {found} {what}, at most {limit}")


def _premises(rule: Rule) -> Iterable[Pattern]:
    return ((kind, number) for kind, number in rule["premises"])


def _test(pattern: Pattern) -> dict[str, Any]:
    """Say a pattern in the form of durable-rules: equalities of attributes that every record has."""
    kind, number = pattern
    return {"$and": [{"kind": kind}, {"slot": number}]}


def _fact(record: Record) -> dict[str, Any]:
    kind, number, part = record
    return {"id": f"{kind} {number} {part}", "kind": kind, "slot": number}


def _serve(questions: BinaryIO, answers: BinaryIO) -> None:
    """Answer until there are no more questions: first the rules, then a phase of a case at a time."""
    runner = Runner.of(read_message(questions) or {})
    write_message(answers, {"records": []})
    while (question := read_message(questions)) is not None:
        records = runner.run(question["phase"], map(tuple, question["records"]))
        write_message(answers, {"records": records})


def main() -> None:
    """Serve the parent on standard input and output until it goes away; the first fault ends it as well."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when it ends
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever C code may print must not come between the answers
    try:
        _serve(sys.stdin.buffer, answers)
    except Fault as error:
        write_message(answers, {"fault": error.code, "why": error.why})
    except Exception as error:  # noqa: BLE001 - durable-rules raises classes of its own; each becomes a message
        why = f"{type(error).__name__}: {getattr(error, 'message', error)}"
        write_message(answers, {"fault": BROKEN, "why": why})


if __name__ == "__main__":
    main()
