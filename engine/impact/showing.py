"""What else must be so in a made case for a conclusion to be seen in an advice."""

from __future__ import annotations

from collections.abc import Callable

from engine.impact.realising import Realising
from engine.model.knowledge import Knowledge

__all__ = ["Setting", "happening", "holding", "placing", "settings_of", "since"]

Setting = Callable[[Realising], object]


def settings_of(key: str, k: Knowledge) -> list[Setting]:
    """Give what else must be so for a conclusion to be seen: always nothing first, then what it takes."""
    kind, _, rest = key.partition(":")
    place, _, number = rest.partition("#")
    found: list[Setting] = [_nothing]
    match kind:
        case "argument":
            rivals = [i for i, a in enumerate(k.hypotheses[place].arguments) if str(i) != number and a.strength == "supports"]
            found += [holding(f"argument:{place}#{i}") for i in rivals[:1]]
        case "insufficient":
            found += [holding(n.id) for n in k.needs.values() if n.layer == place][:1]
        case "variant" | "focus":
            found.append(placing(place.rpartition(".")[0]))
        case "unless":
            found += _unless(place.removeprefix("insufficient:"), k)
        case "intervention":
            found += [holding(each) for each in k.interventions[place].addresses[:1]]
        case "guard":
            found = _at_step(place, k, after=True)
        case "task":
            found += _at_step(place, k, after=False)
    return found


def _unless(place: str, k: Knowledge) -> list[Setting]:
    if place.startswith("intervention:"):
        return [holding(each) for each in k.interventions[place.removeprefix("intervention:")].addresses[:1]]
    if place in k.protocols:
        return [holding(f"trigger:{place}")]
    return [holding(f"insufficient:{place}" if place in k.layers else place)]


def _nothing(_made: Realising) -> None:
    return None


def holding(key: str) -> Setting:
    """Let something hold."""
    return lambda made: made.holds(key)


def placing(layer: str) -> Setting:
    """Let a layer of support be proposed."""
    return lambda made: made.place(layer)


def happening(step: str, state: str, weeks: float) -> Setting:
    """Let a step have been begun or done, so many weeks ago."""
    return lambda made: made.happens(step, state, weeks)


def _at_step(step: str, k: Knowledge, *, after: bool) -> list[Setting]:
    """Let a case come to a step: what leads to it was done, or, `after` it, the step itself was."""
    protocol, _, task = step.partition(".")
    tasks = k.protocols[protocol].tasks
    before = [f"{protocol}.{t.id}" for t in tasks.values() if any(way.to == task for way in t.transitions)]
    settings = [happening(name, "done", 2) for name in before[:1]]
    if after:
        settings += [happening(step, state, 2) for state in ("done", "started")]
    return settings or [holding(f"trigger:{protocol}")]


def since(key: str, fact: str, weeks: float) -> Setting:
    """Let something hold since a date that lies so many weeks back."""

    def setting(made: Realising) -> None:
        made.decide(fact, float(made.day.toordinal() - round(weeks * 7)))
        made.holds(key)

    return setting
