"""What is fuzzed: each target takes bytes, makes an input of them and runs the real code; only sentences may come out of bad input."""

from __future__ import annotations

from tests.fuzz.command_targets import commands, store_commands
from tests.fuzz.printed_targets import diagram, paper
from tests.fuzz.reading_targets import answer, book, case, condition, file, overlay, rules, whatif
from tests.fuzz.seeds import Target
from tests.fuzz.store_targets import accounts, store
from tests.fuzz.table_targets import archive, binary, cell, mapping, screen, table

__all__ = ["TARGETS"]

TARGETS: dict[str, Target] = {
    each.__name__: each
    for each in (
        *(case, file, answer, condition, rules, overlay, book, whatif, commands, diagram, paper),
        *(archive, cell, table, binary, mapping, screen, store, accounts, store_commands),
    )
}
