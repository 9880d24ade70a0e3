"""Text that can be shown: what no one sees, or what turns a line round, becomes a sign that it was there."""

from __future__ import annotations

import re

__all__ = ["visible"]

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def visible(text: str) -> str:
    """Replace control characters, and those that change the direction of what follows, by U+FFFD."""
    return _UNSEEN.sub("\ufffd", text)
