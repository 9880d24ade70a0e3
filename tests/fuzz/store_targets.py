"""The store: what is written into it by rules or by accounts, in any order and of any words, and what may come out again."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import cast

from argon2 import PasswordHasher

from engine.cases import keys
from engine.cases.accounts import Accounts
from engine.cases.guarded import GuardedStore
from engine.cases.passwords import Passwords
from engine.cases.sessions import Sessions
from engine.diagnostics import KnowledgeError
from engine.model.accounts import DEEDS, ROLES, Account, AccountRole, may
from engine.model.case import Observation
from engine.model.history import Fresh, Rights
from engine.recording import ALL_RIGHTS, Records, open_records
from engine.rendering.history_text import history_text, person_text
from engine.rendering.trail_text import accounts_text, trail_text
from tests.fuzz.dice import Dice
from tests.fuzz.mutations import mutated
from tests.fuzz.seeds import TODAY, cases, told, wegwijzer
from tests.fuzz.words import HOSTILE, PIECES, VALUES

__all__ = ["KEY", "accounts", "fast", "store", "template"]

KEY = "vier losse woorden hier"
PASSWORD = "regen fiets lamp kaas"  # noqa: S105 - of accounts in tests
PUPILS = ("valk", "uil", "kiekendief")
WORRY = "een zorg die apart staat"
Act = Callable[[], object]


@contextmanager
def fast() -> Iterator[None]:
    """Have passphrases tried fast: slow is what they are on purpose."""
    kept, keys._COST = keys._COST, 2**8  # noqa: SLF001 - no user may set it
    try:
        yield
    finally:
        keys._COST = kept  # noqa: SLF001 - as above


@cache
def template() -> Path:
    """Make a store once, with a pupil in it of whom something stands apart."""
    file = Path(tempfile.mkdtemp(prefix="wegwijzer-fuzz-")) / "cases.db"
    with fast(), closing(open_records(wegwijzer(), str(file), KEY, create=True).store) as made:
        made.open_case("valk", who="ib", name="Femke")
        made.append("valk", [Fresh("note", {"text": WORRY}, apart=True)], who="ib", seen=None)
    return file


@contextmanager
def _records() -> Iterator[Records]:
    """Give a copy of that store."""
    with tempfile.TemporaryDirectory(prefix="wegwijzer-fuzz-") as name, fast():
        file = Path(name) / "cases.db"
        shutil.copyfile(template(), file)
        records = open_records(wegwijzer(), str(file), KEY)
        with closing(records.store):
            yield records


def store(content: bytes) -> None:
    """Write, read and erase in any order: only sentences come out, what stands apart stays apart, and the chain holds."""
    dice = Dice(content)
    with _records() as records:
        acts = _Kept(dice, records).acts()
        for _ in range(dice.randint(1, 6)):
            with told():
                dice.choice(acts)()
        assert records.store.verify().damage == ()
        with told():
            assert not [e for e in records.store.search("zorg") if e.apart or WORRY in str(e.body)]
        for pupil in records.store.pupils():
            assert WORRY not in records.export(pupil.pseudonym)
            assert WORRY not in str(records.store.history(pupil.pseudonym))
            records.store.erase(pupil.pseudonym, who="ib")
        assert records.store.verify().damage == ()
        assert records.store.pupils() == ()


class _Kept:
    """What is done with the records of pupils, each time with words of chance."""

    def __init__(self, dice: Dice, records: Records) -> None:
        self.dice, self.records = dice, records

    def acts(self) -> tuple[Act, ...]:
        r, s, d = self.records, self.records.store, self.dice
        return (
            self.take_in,
            self.tell,
            self.page,
            lambda: s.open_case(self.who(), who=self.said(), name=self.said()),
            lambda: r.observe(self.who(), self.observed(), self.said(), who=self.said(), seen=self.seen(), rights=self.rights()),
            lambda: r.happened(self.who(), self.event(), who=self.said(), seen=self.seen(), apart=bool(d.randrange(2))),
            lambda: r.note(self.who(), self.said(), who=self.said(), seen=self.seen(), apart=bool(d.randrange(2))),
            lambda: r.take_back(self.who(), d.randrange(8), self.said(), who=self.said(), seen=self.seen(), rights=self.rights()),
            lambda: r.keep_advice(self.who(), who=self.said(), as_of=TODAY),
            lambda: s.set_left(self.who(), self.day(), who=self.said()),
            lambda: s.set_name(self.who(), self.said(), who=self.said()),
            lambda: s.search(self.said()),
            lambda: r.expire(d.choice([TODAY, dt.date.max]), who=self.said()),
            lambda: r.due(d.choice([TODAY, dt.date.max])),
            lambda: s.erase(self.who(), who=self.said()),
        )

    def who(self) -> str:
        return self.dice.choice([*PUPILS, *PUPILS, *HOSTILE])

    def said(self) -> str:
        return self.dice.choice([*HOSTILE, *VALUES, *PIECES])

    def day(self) -> dt.date | None:
        return self.dice.choice([None, TODAY, dt.date.min, dt.date.max])

    def seen(self) -> int | None:
        return self.dice.choice([None, 0, 3, 10**12])

    def rights(self) -> Rights:
        return self.dice.choice([Rights(), ALL_RIGHTS])

    def observed(self) -> Observation:
        d, facts = self.dice, self.records.wegwijzer.base.knowledge.facts
        value = d.choice([None, True, False, 3, 2.5, self.said()])
        by, which = d.choice([None, "parent", self.said()]), d.choice([None, self.said()])
        return Observation(d.choice([*facts, self.said()]), value, by, which, self.day())

    def event(self) -> dict[str, object]:
        d = self.dice
        more: dict[str, object] = d.choice([{}, {"note": self.said()}, {"state": "overridden"}])
        node, day = d.choice(["find_causes", self.said()]), d.choice(["2026-03-01", self.said()])
        return {"protocol": d.choice(["underachievement", self.said()]), "node": node, "date": day, **more}

    def take_in(self) -> None:
        """Take a spoilt case file in; what then goes out again loads."""
        with tempfile.TemporaryDirectory(prefix="wegwijzer-fuzz-") as name:
            file = Path(name) / "c.yaml"
            file.write_text(mutated(self.dice, cases(), 3), encoding="utf-8", errors="replace")
            pseudonym = self.records.import_file(file, who=self.said())
            assert pseudonym in {pupil.pseudonym for pupil in self.records.store.pupils()}
            self.records.wegwijzer.parse(self.records.export(pseudonym, rights=ALL_RIGHTS), "export")

    def tell(self) -> None:
        at = self.dice.choice([None, 2, dt.datetime(2026, 3, 1, tzinfo=dt.UTC)])
        entries = self.records.store.history(self.who(), at=at, rights=self.rights())
        text = history_text(entries, self.records.wegwijzer.base.knowledge, self.dice.choice(["nl", "en"]))
        assert len(text.split("\n")) == len(entries) + 1

    def page(self) -> None:
        pupil, knowledge = self.who(), self.records.wegwijzer.base.knowledge
        entries = self.records.store.history(pupil, rights=ALL_RIGHTS)
        text = self.records.export(pupil, rights=ALL_RIGHTS)
        assert person_text(pupil, self.said(), entries, text, knowledge, TODAY, "nl").encode()


# --- accounts ---


class _Clock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now


def accounts(content: bytes) -> None:
    """Handle accounts and read and write as them, in any order: nobody gets what they may not have, and the trail holds."""
    dice, clock = Dice(content), _Clock()
    with _records() as records:
        people = Accounts(records.store, clock, Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)))
        tried = _Tried(dice, clock, people)
        for _ in range(dice.randint(2, 10)):
            with told():
                dice.choice(tried.acts())()
        assert people.verify().damage == ()
        assert records.store.verify().damage == ()
        assert accounts_text(people.all(), people.pseudonyms()).isprintable() or people.all()
        assert trail_text(people.audit(), people.logins()).encode()


class _Tried:
    """What is tried with accounts, and what came of it before."""

    def __init__(self, dice: Dice, clock: _Clock, people: Accounts) -> None:
        self.dice, self.clock, self.people = dice, clock, people
        self.sessions = Sessions(people)
        self.codes, self.tokens = [""], [""]

    def login(self) -> str:
        return self.dice.choice(["an", "an", "bo", *HOSTILE])

    def roles(self) -> tuple[AccountRole, ...]:
        known = cast("tuple[AccountRole, ...]", (*ROLES, "directeur"))  # the last is none
        return tuple(self.dice.choice(known) for _ in range(self.dice.randint(0, 2)))

    def acts(self) -> tuple[Act, ...]:
        d, p = self.dice, self.people
        return (
            lambda: self.codes.append(p.invite(self.login(), self.roles(), safety=bool(d.randrange(2))).code),
            lambda: self.codes.append(p.reset(self.login()).code),
            lambda: p.accept(d.choice([*self.codes, *HOSTILE]), d.choice([PASSWORD, PASSWORD, *HOSTILE])),
            lambda: p.accept_openid(d.choice(self.codes), "https://een.example", self.login()),
            lambda: p.set_roles(self.login(), self.roles(), safety=bool(d.randrange(2)), by=self.by()),
            lambda: p.give(self.login(), d.choice(PUPILS), write=bool(d.randrange(2)), safety=bool(d.randrange(2)), by=self.by()),
            lambda: p.take(self.login(), d.choice(PUPILS)),
            lambda: p.set_disabled(self.login(), disabled=bool(d.randrange(2))),
            lambda: self.tokens.append(self.sessions.sign_in(self.login(), d.choice([PASSWORD, *HOSTILE])).token),
            lambda: self.sessions.sign_in_openid("https://een.example", self.login()),
            lambda: self.sessions.account(d.choice([*self.tokens, *HOSTILE])),
            lambda: self.sessions.sign_out(d.choice(self.tokens)),
            self.wait,
            self.read,
            self.read,
            self.write,
        )

    def by(self) -> str:
        return self.dice.choice(["operator", *(account.id for account in self.people.all()), *HOSTILE])

    def wait(self) -> None:
        self.clock.now += dt.timedelta(minutes=self.dice.choice([1, 31, 700]))

    def someone(self) -> Account | None:
        found = self.people.all()
        return self.dice.choice(found) if found else None

    def read(self) -> None:
        account = self.someone()
        if account is None:
            return
        held, pupil = GuardedStore.of(self.people, account.id), self.dice.choice(PUPILS)
        inside = {name: id_ for id_, name in self.people.pseudonyms().items()}.get(pupil)
        try:
            entries = held.history(pupil, rights=ALL_RIGHTS)
        except KnowledgeError:
            assert inside is None or not may(account, "read", inside)
            return
        assert may(account, "read", inside)
        assert may(account, "safety", inside) or not [each for each in entries if each.apart]
        with suppress(KnowledgeError):
            assert WORRY not in str(held.search("zorg"))

    def write(self) -> None:
        account = self.someone()
        if account is None:
            return
        held, pupil = GuardedStore.of(self.people, account.id), self.dice.choice(PUPILS)
        inside = {name: id_ for id_, name in self.people.pseudonyms().items()}.get(pupil)
        fresh = Fresh(self.dice.choice(["note", "retracted", "erased", "named"]), {"text": self.dice.choice(HOSTILE), "seq": 2})
        entries = held.append(pupil, [fresh], who=self.dice.choice(HOSTILE), seen=None, rights=ALL_RIGHTS)
        assert may(account, "write", inside)
        assert {each.who for each in entries} == {account.login}
        assert {deed for deed in DEEDS if may(account, deed, inside)} >= {"write"}
