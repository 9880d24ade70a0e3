"""Good files spoilt in the way people and attackers spoil them: values, lines, keys and depth first, bytes last."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.fuzz.dice import Dice
from tests.fuzz.words import HOSTILE, PIECES, VALUES

__all__ = ["mutated"]

Way = Callable[[Dice, str], str]


def mutated(dice: Dice, seeds: Sequence[str], most: int = 8) -> str:
    """Take a good text and spoil it in a few places."""
    text: str = dice.choice(seeds)
    for _ in range(dice.randint(0, most)):
        text = dice.choice(_WAYS)(dice, text)
    return text


def _insert(dice: Dice, text: str) -> str:
    at = dice.randrange(len(text) + 1)
    return text[:at] + dice.choice(PIECES) + text[at:]


def _cut(dice: Dice, text: str) -> str:
    at = dice.randrange(len(text) + 1)
    return text[:at] + text[at + dice.randint(1, 40) :]


def _raw(dice: Dice, text: str) -> str:
    at = dice.randrange(len(text) + 1)
    size = dice.randint(1, 8)
    return text[:at] + bytes(dice.randrange(256) for _ in range(size)).decode("utf-8", "replace") + text[at:]


def _value(dice: Dice, text: str) -> str:
    lines = text.split("\n")
    i = dice.randrange(len(lines))
    key, colon, _ = lines[i].partition(": ")
    lines[i] = key + colon + dice.choice(VALUES)
    return "\n".join(lines)


def _said(dice: Dice, text: str) -> str:
    """Put a hostile word, quoted as YAML wants it, where a value was."""
    lines = text.split("\n")
    i = dice.randrange(len(lines))
    key, colon, _ = lines[i].partition(": ")
    word = "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in dice.choice(HOSTILE))
    lines[i] = f'{key}{colon}"{word}"'
    return "\n".join(lines)


def _line(dice: Dice, text: str) -> str:
    lines = text.split("\n")
    i, j = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[i] = dice.choice(
        [lines[j], f"  {lines[i]}", f"{lines[i]}\n{lines[i]}", f"\t{lines[i]}", lines[i].lstrip(), f"{lines[j]}\n{lines[i]}"]
    )
    return "\n".join(lines)


def _word(dice: Dice, text: str) -> str:
    """Change one word for another of the same text."""
    words = text.split(" ")
    i, j = dice.randrange(len(words)), dice.randrange(len(words))
    words[i] = words[j]
    return " ".join(words)


def _block(dice: Dice, text: str) -> str:
    """Take some lines, and put them elsewhere, once or a few times."""
    lines = text.split("\n")
    at, size, to = dice.randrange(len(lines)), dice.randint(1, 6), dice.randrange(len(lines))
    return "\n".join([*lines[:to], *lines[at : at + size] * dice.randint(1, 3), *lines[to:]])


_WAYS: tuple[Way, ...] = (_value, _said, _line, _word, _block, _insert, _cut, _raw)
