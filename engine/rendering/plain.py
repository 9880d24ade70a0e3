"""Text that can be shown: what no one sees, or what turns a line round, becomes a sign that it was there."""

from __future__ import annotations

import html
import json
import re

__all__ = ["escaped", "json_line", "json_text", "visible"]

# control characters but tab and line end (a lone return writes over the line), marks of direction, halves of pairs, no characters at all
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def visible(text: str) -> str:
    """Replace control characters, and those that change the direction of what follows, by U+FFFD."""
    return _UNSEEN.sub("\ufffd", text)


def escaped(text: str) -> str:
    """Give a text as it may stand in HTML, within quotes too."""
    return html.escape(visible(text))


def json_text(value: object) -> str:
    """Give a value as JSON text with a line end; what must not reach a terminal is written as an escape, which loses nothing."""
    return _with_escapes(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def json_line(value: object) -> str:
    """Give a value as JSON on one line that can stand within an element of HTML, and cannot end it."""
    text = _with_escapes(json.dumps(value, ensure_ascii=False, sort_keys=True))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _with_escapes(text: str) -> str:
    return _UNSEEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)
