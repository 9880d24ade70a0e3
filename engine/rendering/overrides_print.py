"""What people set aside, as text and as JSON; no case, person or file is named."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from engine.model.knowledge import Knowledge
from engine.model.overrides import Overrides, SetAside
from engine.model.text import Language
from engine.rendering.plain import json_text
from engine.rendering.sentences import Sentences

__all__ = ["overrides_json", "overrides_text"]

WIDTH = 100


def overrides_text(found: Overrides, knowledge: Knowledge, language: Language = "nl") -> str:
    """Give what was set aside as text."""
    return "\n".join(_Page(knowledge, language).lines(found)) + "\n"


def overrides_json(found: Overrides, knowledge: Knowledge, language: Language = "nl") -> str:
    """Give what was set aside as JSON."""
    page = _Page(knowledge, language)
    value = {
        "format": "wegwijzer/overrides/1",
        "cases": {"with": found.cases, "all": found.out_of},
        "steps": [
            {
                "protocol": s.protocol,
                "node": s.node,
                "label": page.label_of_task(s.protocol, s.node),
                "times": s.times,
                "cases": s.cases,
                "came_up": s.came_up,
                "instead": [{"node": node, "label": page.label_of_task(s.protocol, node), "times": n} for node, n in s.instead],
                "because": list(s.reasons),
            }
            for s in found.steps
        ],
    }
    return json_text(value)


class _Page(Sentences):
    """Prints in one language."""

    def label_of_task(self, protocol: str, node: str) -> str:
        """Give the label of a step; its name where these rules do not know it."""
        return self.task_of(f"{protocol}.{node}").strip("‘’")

    def lines(self, found: Overrides) -> Iterator[str]:
        """Print every step that was set aside."""
        if not found.steps:
            yield self.pick(("Nergens is anders besloten ({all} gevallen).", "Nothing was decided otherwise ({all} cases).")).format(
                all=found.out_of
            )
            return
        heading = ("Anders besloten dan de regels: in {n} van {all} gevallen", "Decided otherwise than the rules: in {n} of {all} cases")
        yield self.pick(heading).format(n=found.cases, all=found.out_of)
        for step in found.steps:
            yield ""
            yield from self._step(step)
        yield ""
        words = (
            "De redenen zijn in eigen woorden opgeschreven: lees ze na voor je ze deelt.",
            "The reasons are in people's own words: read them before you share them.",
        )
        yield self.pick(words)

    def _step(self, s: SetAside) -> Iterator[str]:
        protocol = self.k.protocols[s.protocol].label.of(self.language) if s.protocol in self.k.protocols else s.protocol
        yield from self._wrapped(f"{s.times}×  {self.label_of_task(s.protocol, s.node)} ({protocol})", 0, 4)
        words = ("kwam in {n} gevallen voor; regel: {rule}", "came up in {n} cases; rule: {rule}")
        yield f"    {self.pick(words).format(n=s.came_up, rule=f'{s.protocol}.{s.node}')}"
        for node, n in s.instead:
            yield from self._wrapped(f"{self.pick(('gekozen', 'chosen'))} {n}×: {self.label_of_task(s.protocol, node)}", 4, 6)
        for reason in s.reasons:
            yield from self._wrapped(f"· {reason}", 4, 6)

    def _wrapped(self, text: str, indent: int, hang: int) -> Iterator[str]:
        yield from textwrap.wrap(
            text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * hang, break_long_words=False, break_on_hyphens=False
        )
