"""The engines by name."""

from __future__ import annotations

from engine.diagnostics import Diagnostic, KnowledgeError, Location, nearest
from engine.inference.forward import Engine, ForwardEngine
from engine.knowledge.base import KnowledgeBase

__all__ = ["ENGINES", "make_engine"]

ENGINES = ("forward", "durable", "both")


def make_engine(name: str, base: KnowledgeBase) -> Engine:
    """Make an engine for a knowledge base.

    Raises `KnowledgeError` when there is no engine of that name, or when it cannot run here.
    """
    if name == "forward":
        return ForwardEngine(base)
    if name in ENGINES:
        from engine.inference.durable import DurableEngine  # noqa: PLC0415 - most commands never start a second process

        second = DurableEngine(base)
        return _both(base, second) if name == "both" else second
    values = {"name": name, "known": ", ".join(ENGINES), "nearest": nearest(name, ENGINES)}
    raise KnowledgeError([Diagnostic("engine.unknown", Location(), values)])


def _both(base: KnowledgeBase, second: Engine) -> Engine:
    from engine.inference.both import BothEngines  # noqa: PLC0415 - as above

    return BothEngines(base, ForwardEngine(base), second)
