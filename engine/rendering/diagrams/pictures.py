"""Which pictures there are, and each as its sheets."""

from __future__ import annotations

from datetime import date

from engine.diagnostics import KnowledgeError, Location, fault, nearest
from engine.model.advice import SupportResult
from engine.model.diagram import Diagram, Imprint
from engine.model.knowledge import Knowledge
from engine.model.plan import Plan
from engine.model.text import Language
from engine.rendering.diagrams.causes import cause_diagrams
from engine.rendering.diagrams.overview import overview_diagram
from engine.rendering.diagrams.protocols import protocol_diagram
from engine.rendering.diagrams.pyramid import pyramid_diagram
from engine.rendering.diagrams.roles import role_diagram
from engine.rendering.diagrams.splitting import sheets_of
from engine.rendering.words import on_day

__all__ = ["picture", "picture_names"]

_OTHERS = ("all", "pyramid", "causes", "roles")


def picture_names(knowledge: Knowledge) -> tuple[str, ...]:
    """Give the names of all pictures: the protocols first, then the others."""
    return (*sorted(knowledge.protocols), *_OTHERS)


def picture(  # noqa: PLR0913, PLR0917 - what a picture is of, and what is laid over it
    name: str,
    knowledge: Knowledge,
    day: date,
    language: Language,
    plan: Plan | None = None,
    support: SupportResult | None = None,
    *,
    whole: bool = False,
) -> tuple[Diagram, ...]:
    """Build the sheets of a picture; `plan` and `support` lay a pupil's route over it, `whole` cuts nothing up.

    Raises `KnowledgeError` when there is no picture of that name.
    """
    imprint = Imprint(knowledge.name, knowledge.version, knowledge.digest, day, language)
    match name:
        case "all":
            return (overview_diagram(knowledge, imprint, plan),)
        case "pyramid":
            return (pyramid_diagram(knowledge, imprint, support, f"{plan.case}, {on_day(day, language)}" if plan else ""),)
        case "causes":
            return cause_diagrams(knowledge, imprint)
        case "roles":
            return (role_diagram(knowledge, imprint),)
    if name not in knowledge.protocols:
        names = picture_names(knowledge)
        raise KnowledgeError([fault("graph.unknown", Location(), name=name, known=", ".join(names), nearest=nearest(name, names))])
    diagram = protocol_diagram(knowledge.protocols[name], knowledge, imprint, plan)
    return (diagram,) if whole else sheets_of(diagram)
