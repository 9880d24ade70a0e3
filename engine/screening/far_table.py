"""A table in another engine, which grows by what is looked up here and joined to it there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import ibis
import polars as pl

__all__ = ["FarTable", "plain"]


@dataclass(slots=True)
class FarTable:
    """`table` grows by the columns that are joined to it, `given` stays as it was; `facts` are the columns named as facts."""

    connection: Any
    table: Any
    given: Any
    facts: frozenset[str]
    joined: int = 0

    def occurring(self, facts: Sequence[str]) -> pl.DataFrame:
        """Give the combinations of values that occur; what was joined since need not be gone through again."""
        holding = self.given if {*facts} <= {*self.given.columns} else self.table
        found: pl.DataFrame = self.connection.to_polars(holding.select(*facts).distinct())
        return found

    def join(self, keys: dict[str, pl.Series], answers: dict[str, pl.Series]) -> None:
        """Join answers by the values of facts; a fact that is unknown is found too."""
        named = {f"k{self.joined}_{i}": values for i, values in enumerate(keys.values())}
        other = ibis.memtable(pl.DataFrame({name: values.alias(name) for name, values in (named | answers).items()}))
        on = [self.table[fact].identical_to(other[name]) for fact, name in zip(keys, named, strict=True)]
        self.table = self.table.left_join(other, on).drop(*named)
        self.joined += 1


def plain(value: object) -> Any:
    """Give a value as a case would hold it."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
