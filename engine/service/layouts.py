"""Layouts of diagrams, which take seconds: each is made once, for all who ask and for every process of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.loading.compiled import made_once
from engine.model.diagram import Diagram
from engine.service.remembering import MadeOnce

if TYPE_CHECKING:  # only for pictures
    from engine.rendering.diagrams.placing import Placed

__all__ = ["laid_out"]

_layouts = MadeOnce(64)


def laid_out(diagram: Diagram) -> Placed:
    """Give the layout of a diagram; raises `KnowledgeError` when there is no Graphviz to make it."""
    from engine.rendering.diagrams.layout import lay_out  # noqa: PLC0415 - only for pictures

    return _layouts.get(diagram, lambda: made_once("layouts", repr(diagram), lambda: lay_out(diagram)))
