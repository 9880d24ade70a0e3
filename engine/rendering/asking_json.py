"""The open questions as JSON, the most telling first, with the answers to choose from and why each is asked."""

from __future__ import annotations

from typing import Any

from engine.model.asking import Asking, Ranked
from engine.model.knowledge import Knowledge
from engine.model.text import Language
from engine.rendering.asking_text import Asker
from engine.rendering.plain import json_text

__all__ = ["asking_json"]


def asking_json(asking: Asking, case: str, knowledge: Knowledge, language: Language = "nl") -> str:
    """Give the open questions of a case as JSON text; shape in schemas/questions.schema.json."""
    asker = Asker(knowledge, language)
    asked = [_question(each, asker) for each in asking.questions]
    return json_text({"format": "wegwijzer/questions/1", "case": case, "settled": asking.settled, "questions": asked})


def _question(ranked: Ranked, asker: Asker) -> dict[str, Any]:
    fact = asker.k.facts[ranked.question.fact]
    values = {name: words.of(asker.language) for name, words in fact.values.items()}
    return {
        "fact": ranked.question.fact,
        "question": fact.question.of(asker.language),
        "type": fact.type,
        **({"values": values} if values else {}),
        **({"unit": fact.unit} if fact.unit else {}),
        "informants": list(ranked.question.informants),
        "decides": list(ranked.decides or ranked.question.decides),
        "matters": ranked.matters,
        "reason": asker.reason(ranked),
    }
