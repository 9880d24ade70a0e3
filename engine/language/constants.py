"""Constants as they are written: numbers, texts, dates and durations."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from engine.language.syntax import Duration

__all__ = ["parse_date", "parse_duration", "parse_number", "unquote"]

DIGITS = 15  # what a double keeps of any number
DECIMALS = 9  # what comparisons look at
HOURS = 24

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DURATION = re.compile(
    r"(?P<sign>-?)P(?=.)(?:(?P<Y>[0-9]{1,6})Y)?(?:(?P<M>[0-9]{1,6})M)?(?:(?P<W>[0-9]{1,6})W)?(?:(?P<D>[0-9]{1,6})D)?"
    r"(?:T(?=.)(?:(?P<h>[0-9]{1,6})H)?(?:(?P<m>0+)M)?(?:(?P<s>0+)S)?)?"
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{6})|(.))")
_MEANT = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", '"': '"', "'": "'", "\\": "\\", "/": "/"}
_LAST = 0x10FFFF


def parse_number(text: str) -> float | None:
    """Read a number, or None when it could not be kept and compared exactly (over 15 digits, 9 decimals)."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if number and not -DIGITS - DECIMALS <= number.adjusted() < DIGITS:  # beyond what arithmetic with decimals takes, too
        return None
    digits, exponent = number.normalize().as_tuple()[1:]
    if not isinstance(exponent, int) or len(digits) > DIGITS or exponent < -DECIMALS:
        return None
    return float(number)


def parse_date(text: str) -> date | None:
    """Read `2025-11-03`, or None when there is no such day."""
    if not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def parse_duration(text: str) -> Duration | None:
    """Read an ISO 8601 duration of whole months or whole days (`P6M`, `P2W`, `P10D`), else None.

    Weeks are our declared extension of FEEL.
    """
    match = _DURATION.fullmatch(text)
    if not match:
        return None
    years, months, weeks, days, hours = (int(match[g] or 0) for g in ("Y", "M", "W", "D", "h"))
    in_months, in_days = 12 * years + months, 7 * weeks + days + hours // HOURS
    if hours % HOURS or (in_months and in_days):
        return None
    counts_months = in_months or (not in_days and (match["Y"] or match["M"]))
    sign = -1 if match["sign"] else 1
    return Duration(sign * in_months, "months") if counts_months else Duration(sign * in_days, "days")


def unquote(token: str) -> str:
    r"""Give the words of a text between quotes; `\n`, `\"`, `\u00e9` and `\U01F600` are undone, another backslash stays."""
    words = _ESCAPE.sub(_unescaped, token[1:-1])
    # two escapes that are halves of one character become that character; a half on its own cannot be written
    return words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1] or match[2] or "0", 16)
    if match[3]:
        return _MEANT.get(match[3], match[0])
    return chr(code) if code <= _LAST else match[0]
