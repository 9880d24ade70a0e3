"""Text as it may be printed anywhere: without characters that no paper has, or that turn the order of others around."""

from __future__ import annotations

import re

__all__ = ["printable"]

# control characters but the line end; halves of pairs; what is no character; marks that reverse the order of text
_UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def printable(text: str) -> str:
    """Give a text with a space for each character that cannot be printed; line ends stay."""
    return _UNPRINTABLE.sub(" ", text)
