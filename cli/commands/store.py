"""`wegwijzer store ...`: what is kept of pupils, from the first note to the day it is erased."""

from __future__ import annotations

import click

from cli.store_accounts import accounts
from cli.store_keeping import KEEPING
from cli.store_options import StoreGroup
from cli.store_reading import READING
from cli.store_writing import WRITING, new

__all__ = ["command"]


@click.group("store", cls=StoreGroup)
def command() -> None:
    """De opslag: wat van leerlingen bewaard wordt, versleuteld, op deze computer. (The store.)

    Waar een CASUS gevraagd wordt, mag ook `store:PSEUDONIEM` staan. (A case may be `store:PSEUDONYM`.)
    """  # noqa: D400, D415 - shown as help


for _each in (new, *READING, *WRITING, *KEEPING, accounts):  # in the order in which they are told of
    command.add_command(_each)
