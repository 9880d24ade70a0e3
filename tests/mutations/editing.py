"""One value of a YAML text replaced, or one key or entry cut out, and not a letter beside it."""

from __future__ import annotations

from engine.loading.document import Document, Trail

__all__ = ["Edits"]

_OPEN, _CLOSE = "[{", "]}"


class Edits:
    """A file's text with the place of each of its values, to be changed in one place at a time."""

    def __init__(self, text: str, document: Document) -> None:
        """Keep the text and the document that was read from it."""
        self.document = document
        self.lines = text.splitlines(keepends=True)

    def replaced(self, trail: Trail, old: str, new: str, *, key: bool = False, at: int = 0) -> str | None:
        """Give the text with some words of a value, or of its key, replaced; None when they do not stand there as they are."""
        place = self.document.at(trail, key=True) if key else self.document.text_start(trail)
        row, column = place.line - 1, place.column - 1 + at
        line = self.lines[row]
        if line[column : column + len(old)] != old:
            return None
        return self._with(row, row + 1, [line[:column] + new + line[column + len(old) :]])

    def cut(self, trail: Trail) -> str | None:
        """Give the text without a key with its value, or without an entry of a list; None when that leaves its parent empty."""
        parent = self.document.value
        for step in trail[:-1]:
            parent = parent[step]
        if len(parent) < 2:
            return None
        place = self.document.at(trail, key=isinstance(trail[-1], str))
        row, column = place.line - 1, place.column - 1
        head = self.lines[row][:column]
        if not head.strip(" -"):
            return self._cut_block(row, column, in_list=isinstance(trail[-1], int))
        return self._cut_flow(row, column)

    def moved_first(self, trail: Trail) -> str | None:
        """Give the text with an entry of a list before the one that stands above it."""
        *parent, number = trail
        if not isinstance(number, int) or number == 0:
            return None
        row = self.document.at(trail).line - 1
        above = self.document.at((*parent, number - 1)).line - 1
        if row == above or not self.lines[row].lstrip().startswith("-"):
            return None
        end = self._end(row, self.lines[row].index("-"))
        return self._with(above, end, [*self.lines[row:end], *self.lines[above:row]])

    def _cut_block(self, row: int, column: int, *, in_list: bool) -> str:
        line = self.lines[row]
        dash = line.find("-") if line.lstrip().startswith("- ") else -1
        if in_list:
            return self._with(row, self._end(row, dash), [])
        end = self._end(row, column)
        if dash >= 0 and end < len(self.lines) and self.lines[end][: column + 1].strip() != "":  # the first key of an entry
            return self._with(row, end + 1, [line[:column] + self.lines[end][column:]])
        return self._with(row, end, [])

    def _end(self, row: int, column: int) -> int:
        """Give the row after a block that begins at a column."""
        end = row + 1
        while end < len(self.lines) and (not self.lines[end].strip() or _indent(self.lines[end]) > column):
            end += 1
        while end > row + 1 and not self.lines[end - 1].strip():
            end -= 1
        return end

    def _cut_flow(self, row: int, column: int) -> str | None:
        text = "".join(self.lines[row:])
        end = _end_of_flow(text, column)
        start = column
        if text[end : end + 1] == ",":
            end += 1 + (len(text[end + 1 :]) - len(text[end + 1 :].lstrip(" ")))
        else:
            before = text[:column].rstrip()
            if not before.endswith(","):
                return None
            start = len(before) - 1
        return "".join(self.lines[:row]) + text[:start] + text[end:]

    def _with(self, start: int, end: int, new: list[str]) -> str:
        return "".join([*self.lines[:start], *new, *self.lines[end:]])


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _end_of_flow(text: str, start: int) -> int:
    """Give where a part of a flow list or mapping ends: at its comma or closing bracket."""
    depth, quote = 0, ""
    for i in range(start, len(text)):
        sign = text[i]
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'" and (i == start or text[i - 1] in " [{,("):
            quote = sign
        elif sign in "[{(":
            depth += 1
        elif sign in "]})":
            if depth == 0:
                return i
            depth -= 1
        elif sign == "," and depth == 0:
            return i
    return len(text)
