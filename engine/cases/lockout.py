"""Tries to sign in counted before they are made, with a delay that grows; a browser that was let in before is counted apart.

So whoever guesses is slowed down, also with many guesses at once, and cannot keep the owner out: the delay has an end, tries
during it count for nothing, and the owner's own browser has a door of its own.
"""

from __future__ import annotations

import datetime as dt
import hmac
import json
import math
import secrets

from sqlalchemy import delete, insert, select

from engine.cases import tables
from engine.cases.ledger import Ledger, moment, text_of_moment
from engine.diagnostics import KnowledgeError, Location, fault

__all__ = [
    "CROWD",
    "DRIP",
    "FORGOTTEN",
    "FREE",
    "LONGEST",
    "begin_anew",
    "count_knock",
    "count_try",
    "delay",
    "door_of",
    "forget_knock",
    "forget_tries",
    "made_device",
]

FREE = 5  # tries before anybody has to wait
SHORTEST = dt.timedelta(seconds=30)
LONGEST = dt.timedelta(minutes=15)
FORGOTTEN = dt.timedelta(days=1)
CROWD = 60  # failed knocks from one network address at once: a whole school may sit behind it
DRIP = dt.timedelta(seconds=10)  # after which one of them is forgiven


def delay(failed: int) -> dt.timedelta:
    """Give how long to wait after so many failed tries in a row."""
    if failed < FREE:
        return dt.timedelta(0)
    return min(LONGEST, SHORTEST * (1 << min(failed - FREE, 10)))


def made_device(ledger: Ledger, account: str) -> str:
    """Make what a browser keeps, that was let in to an account: it opens nothing, it only counts apart."""
    nonce = f"{int(ledger.now.timestamp()):x}-{secrets.token_hex(16)}"
    return f"{nonce}.{_proof(ledger, account, nonce)}"


def door_of(ledger: Ledger, login: str, account: str | None, device: str = "") -> str:
    """Give at which door somebody knocks: that of the login, or that of a browser which was let in there before."""
    nonce, _, proof = device.partition(".")
    own = account is not None and hmac.compare_digest(proof.encode(), _proof(ledger, account, nonce).encode())
    return _keyed(ledger, ["door", login, nonce if own and not _is_older(ledger, account, nonce) else ""])


def begin_anew(ledger: Ledger, login: str, account: str) -> None:
    """Count from nothing at every door of an account: browsers that were let in before knock at the one of the login again."""
    forget_tries(ledger, door_of(ledger, login, account))
    mark = _keyed(ledger, ["anew", account])
    forget_tries(ledger, mark)
    _keep(ledger, mark, 0)


def _is_older(ledger: Ledger, account: str | None, nonce: str) -> bool:
    """Tell whether a browser was let in before its account began anew; after `FORGOTTEN` nothing is counted there any more either."""
    t = tables.tries
    row = ledger.connection.execute(
        select(t).where(t.c.school == ledger.school, t.c.door == _keyed(ledger, ["anew", account]))
    ).one_or_none()
    made, dash, _ = nonce.partition("-")
    return row is not None and not (dash and int(made, 16) > moment(row.at).timestamp())


def count_try(ledger: Ledger, door: str) -> None:
    """Count a try as failed until it is known to be right; raises `KnowledgeError` when it comes too soon, which counts for nothing."""
    t, run, now = tables.tries, ledger.connection.execute, ledger.now
    run(delete(t).where(t.c.school == ledger.school, t.c.at < text_of_moment(now - FORGOTTEN)))
    row = run(select(t).where(t.c.school == ledger.school, t.c.door == door)).one_or_none()
    failed = row.failed if row else 0
    wait = moment(row.at) + delay(failed) - now if row else dt.timedelta(0)
    if wait > dt.timedelta(0):
        raise KnowledgeError([fault("account.wait", Location(), seconds=math.ceil(wait.total_seconds()))])
    forget_tries(ledger, door)
    _keep(ledger, door, failed + 1)


def _keep(ledger: Ledger, door: str, failed: int) -> None:
    told = {"school": ledger.school, "door": door, "failed": failed, "at": text_of_moment(ledger.now)}
    ledger.connection.execute(insert(tables.tries), told)


def forget_tries(ledger: Ledger, door: str) -> None:
    """Count from nothing again."""
    t = tables.tries
    ledger.connection.execute(delete(t).where(t.c.school == ledger.school, t.c.door == door))


def count_knock(ledger: Ledger, address: str) -> None:
    """Count a knock from a network address, whatever it knocks at; raises `KnowledgeError` when there were too many of late."""
    t, door, now = tables.tries, _street(ledger, address), ledger.now
    row = ledger.connection.execute(select(t).where(t.c.school == ledger.school, t.c.door == door)).one_or_none()
    forgiven = (now - moment(row.at)) // DRIP if row else 0
    failed = max(0, row.failed - forgiven) if row else 0
    since = moment(row.at) + forgiven * DRIP if row and failed else now  # what is left of a drip is not lost
    if failed >= CROWD:
        raise KnowledgeError([fault("account.crowd", Location(), seconds=math.ceil((since + DRIP - now).total_seconds()))])
    _set_knocks(ledger, door, failed + 1, since)


def forget_knock(ledger: Ledger, address: str) -> None:
    """Take one knock back: who knocked was let in."""
    t, door = tables.tries, _street(ledger, address)
    row = ledger.connection.execute(select(t).where(t.c.school == ledger.school, t.c.door == door)).one_or_none()
    if row:
        _set_knocks(ledger, door, max(0, row.failed - 1), moment(row.at))


def _set_knocks(ledger: Ledger, door: str, failed: int, at: dt.datetime) -> None:
    forget_tries(ledger, door)
    if failed:
        ledger.connection.execute(insert(tables.tries), {"school": ledger.school, "door": door, "failed": failed, "at": text_of_moment(at)})


def _street(ledger: Ledger, address: str) -> str:
    return _keyed(ledger, ["street", address])


def _proof(ledger: Ledger, account: str, nonce: str) -> str:
    return _keyed(ledger, ["device", account, nonce])


def _keyed(ledger: Ledger, said: list[str | None]) -> str:
    return hmac.digest(ledger.keys.of_purpose("doors"), json.dumps([ledger.school, *said]).encode(), "sha256").hex()
