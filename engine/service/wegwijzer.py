"""The one object that answers whatever is asked of a knowledge base."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from engine.inference.conclusions import Inference
from engine.inference.engines import make_engine
from engine.loading.library import shipped_folder
from engine.service.drafting import Drafting
from engine.service.many_cases import ManyCases
from engine.service.opening import open_base
from engine.service.pictures import Pictures

__all__ = ["Wegwijzer", "open_wegwijzer"]


@dataclass(slots=True, repr=False)
class Wegwijzer(Pictures, ManyCases, Drafting):
    """A knowledge base ready to answer; make one with `open_wegwijzer` and keep it for many cases."""


def open_wegwijzer(rules: Path | None = None, engine: str | None = None) -> Wegwijzer:
    """Open the knowledge base of a folder (default: the shipped one) with an engine.

    `engine` is forward, durable or both; default the setting WEGWIJZER_ENGINE, else forward.
    Raises `KnowledgeError` when the knowledge has faults or the engine cannot run.
    """
    root = rules or shipped_folder()
    base = open_base(root, None)
    chosen = engine or os.environ.get("WEGWIJZER_ENGINE") or "forward"
    return Wegwijzer(base, Inference(base, make_engine(chosen, base)), root, chosen)
