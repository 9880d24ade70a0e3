"""The second engine: the same two-sided rules on durable-rules, a Rete engine written by others, in a child process."""

from __future__ import annotations

import shutil
import sys
import sysconfig
import threading

from engine.diagnostics import Diagnostic, KnowledgeError, Location, fault
from engine.inference.child import Child, ChildFault
from engine.inference.productions import Limits, Production, productions_of, strata_of
from engine.inference.truth import AGAINST, FOR, Bits
from engine.knowledge.base import PHASES, KnowledgeBase, Phase

__all__ = ["DurableEngine"]

PATIENCE = 60.0  # seconds; an answer takes some 0.01
_BITS: dict[str, Bits] = {"for": FOR, "against": AGAINST}
_INSTALL = 'pip install "wegwijzer[durable]"'
_COMPILERS = {"darwin": "xcode-select --install", "win32": "Visual Studio Build Tools"}
_COMPILER = "sudo apt install build-essential python3-dev"


class DurableEngine:
    """Asserts what is known as facts; rules of durable-rules assert conclusions back until nothing more follows."""

    name = "durable"

    def __init__(self, base: KnowledgeBase, patience: float = PATIENCE) -> None:
        """Take the rules apart and start the child process.

        Raises `KnowledgeError` when durable-rules is not installed, or cannot hold these rules.
        """
        slots = len(base.keys)
        productions = {phase: productions_of(base.stages[phase], slots) for phase in PHASES}
        self._program = {p: [list(map(_rule, s)) for s in strata_of(productions[p], Limits())] for p in PHASES}
        self._concluded = {phase: frozenset(r.slot for r in base.stages[phase]) for phase in PHASES}
        self._read = {p: sorted(_slots(productions[p], slots) - self._concluded[p]) for p in PHASES}
        self._patience = patience
        self._one_at_a_time = threading.Lock()
        self._child: Child | None = None
        self._ready()

    @property
    def pid(self) -> int:
        """Give the number of the child process, starting it where it has ended."""
        return self._ready().pid

    def run(self, phase: Phase, bits: list[Bits]) -> None:
        """Run all rules of a phase over one case's slots.

        Raises `KnowledgeError` when the child process cannot answer; the next run starts a new one.
        """
        known = [(side, slot, 0) for slot in self._read[phase] for side, bit in _BITS.items() if bits[slot] & bit]
        with self._one_at_a_time:
            answer = self._ask(self._ready(), {"phase": phase, "records": known})
        concluded = self._concluded[phase]
        for slot in concluded:
            bits[slot] = 0
        for side, slot, _ in answer["records"]:
            if slot in concluded:
                bits[slot] |= _BITS[side]

    def close(self) -> None:
        """End the child process; a later run starts a new one."""
        if self._child:
            self._child.close()
            self._child = None

    def _ready(self) -> Child:
        if self._child is None:
            child = Child("engine.inference.durable_child", self._patience)
            self._ask(child, self._program)
            self._child = child
        return self._child

    def _ask(self, child: Child, question: object) -> dict[str, list[tuple[str, int, int]]]:
        try:
            return child.ask(question)
        except ChildFault as said:
            self._child = None
            raise KnowledgeError([_told(said)]) from None
        except KnowledgeError:
            self._child = None
            raise


def _rule(production: Production) -> dict[str, object]:
    return {"premises": production.premises, "count": production.count, "concludes": production.concludes}


def _slots(productions: tuple[Production, ...], slots: int) -> set[int]:
    """Give the slots that rules look at."""
    return {p.number for each in productions for p in each.premises if p.kind in _BITS and p.number < slots}


def _told(said: ChildFault) -> Diagnostic:
    if said.code == "engine.not_installed" and not _compiler_found():
        example = _COMPILERS.get(sys.platform, _COMPILER)
        return fault("engine.no_compiler", Location(), example=example, install=_INSTALL)
    return fault(said.code, Location(), why=said.why, install=_INSTALL)


def _compiler_found() -> bool:
    """Tell whether there is a C compiler; on Windows none stands on the path, so there it is taken to be there."""
    wanted = (sysconfig.get_config_var("CC") or "").split()[:1]
    return sys.platform == "win32" or any(map(shutil.which, [*wanted, "cc", "gcc", "clang"]))
