"""Programs that write in a store until they are killed, or many at once; started by the tests beside it.

Each says what was acknowledged, one line a write, on a pipe or on standard output.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import threading
import time

from engine.cases import opening
from engine.cases.accounts import Accounts
from engine.cases.guarded import GuardedStore
from engine.cases.keys import Passphrase
from engine.cases.store import SAFETY, CaseStore
from engine.model.history import Fresh, Rights

__all__ = ["reopened"]

KEY = "vier losse woorden hier"
PUPILS = ("valk", "uil", "mees", "kraai")
ALL = Rights(safety=True)


def reopened(place: str, passphrase: Passphrase, *, create: bool = False) -> CaseStore:
    """Open a store as `CaseStore.open` does, but with a passphrase that was derived before: that is slow on purpose."""
    engine = opening.engine_for(place, passphrase, create=create)
    keys = opening.keys_for(engine, place, "school", passphrase, create=create)
    return CaseStore(place, "school", SAFETY, engine, keys, passphrase)


def in_hand(store: CaseStore) -> CaseStore:
    """Give a store to the one account that it has, if it has one: then every writing leaves a line in the trail as well."""
    people = Accounts(store)
    known = people.all()
    return GuardedStore.of(people, known[0].id) if known else store


# --- killed while writing ---


def kill_often(place: str, kills: int, seed: int, guarded: int = 0) -> dict[str, int]:
    """Kill a writer many times, and after each look whether the store opens, verifies, and holds what was acknowledged.

    `guarded`: the writer is an account, and the trail holds too.
    """
    chance = random.Random(seed)  # noqa: S311 - no secret
    passphrase = Passphrase(KEY)
    begun = reopened(place, passphrase, create=True)
    for pupil in PUPILS:
        begun.open_case(pupil, who="ib")
    if guarded:
        Accounts(begun).invite("ib", ["ib"], safety=True)
    begun.close()
    kept: dict[int, str] = {}
    done = 0
    while done < kills or (not kept and done < 20 * kills):  # on a busy machine the first ones may die before they wrote anything
        done += 1
        acknowledged = _killed(place, passphrase, chance)
        kept |= acknowledged
        _examine(place, passphrase, kept, set(acknowledged))
    return {"kills": done, "seed": seed, "acknowledged": len(kept)}


def _killed(place: str, passphrase: Passphrase, chance: random.Random) -> dict[int, str]:
    """Have a child write, kill it at a moment of chance, and give what it had been told was kept."""
    reads, writes = os.pipe()
    moment, seed = chance.uniform(0, 0.2), chance.random()
    child = os.fork()
    if not child:
        os.close(reads)
        try:
            _write_on(place, passphrase, seed, writes)
        finally:
            os._exit(1)
    os.close(writes)
    with os.fdopen(reads) as stream:
        stream.readline()  # it has begun
        time.sleep(moment)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if os.WTERMSIG(status) != signal.SIGKILL:
            sys.exit("the writer stopped by itself")
        said = [json.loads(line) for line in stream]
    return {seq: text for seq, text in said}  # noqa: C416 - lists of two, from JSON


def _write_on(place: str, passphrase: Passphrase, seed: float, pipe: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - as above
    early = chance.random() < 0.1  # some are killed while they open the store
    if early:
        os.write(pipe, b"\n")
    store = in_hand(reopened(place, passphrase))
    if not early:
        os.write(pipe, b"\n")
    while True:
        texts = [f"{chance.random()}" for _ in range(chance.randint(1, 4))]
        notes = [Fresh("note", {"text": text}, apart=chance.random() < 0.2) for text in texts]
        entries = store.append(chance.choice(PUPILS), notes, who="ib", seen=None)
        os.write(pipe, "".join(f"{json.dumps([e.seq, e.body['text']])}\n" for e in entries).encode())
        if chance.random() < 0.05:
            store.set_name(chance.choice(PUPILS), "Femke", who="ib")


def _examine(place: str, passphrase: Passphrase, kept: dict[int, str], fresh: set[int]) -> None:
    store = reopened(place, passphrase)
    try:
        found = {e.seq: e.body.get("text") for pupil in PUPILS for e in store.history(pupil, rights=ALL)} if fresh else {}
        lost = [seq for seq in fresh if found.get(seq) != kept[seq]]
        looked, trail = store.verify(), Accounts(store).verify()
        if lost or looked.damage or trail.damage or looked.last < max(kept, default=0):
            sys.exit(f"lost {lost}, damage {looked.damage} {trail.damage}")
    finally:
        store.close()


# --- many at once ---


def write_together(place: str, threads: int, writes: int, first: int) -> None:
    """Have many write at once, each through a store of its own, and say each write that was acknowledged."""
    passphrase = Passphrase(KEY)
    reopened(place, passphrase).close()
    said = threading.Lock()
    ready = threading.Barrier(threads)

    def write(writer: int) -> None:
        store = in_hand(reopened(place, passphrase))
        ready.wait()
        for i in range(writes):
            text = f"{writer}-{i}"
            entry = store.append(PUPILS[writer % 4], [Fresh("note", {"text": text})], who=f"w{writer}", seen=None)[0]
            with said:
                print(json.dumps([entry.seq, text]), flush=True)  # noqa: T201 - how it tells
        store.close()

    everyone = [threading.Thread(target=write, args=(first + i,)) for i in range(threads)]
    for each in everyone:
        each.start()
    for each in everyone:
        each.join()


if __name__ == "__main__":
    act, place, *numbers = sys.argv[1:]
    if act == "together":
        write_together(place, *map(int, numbers))
    else:
        print(json.dumps(kill_often(place, *map(int, numbers))))  # noqa: T201 - how it tells
