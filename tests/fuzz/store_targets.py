"""The store: what is written into it by rules or by accounts, in any order and of any words, and what may come out again."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path

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
        acts = _acts(dice, records)
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


def _acts(dice: Dice, records: Records) -> tuple[Act, ...]:
    """Give what may be done, each with words of chance when it is done."""
    facts = records.wegwijzer.base.knowledge.facts

    def who() -> str:
        return dice.choice([*PUPILS, *PUPILS, *HOSTILE])

    def said() -> str:
        return dice.choice([*HOSTILE, *VALUES, *PIECES])

    def day() -> dt.date | None:
        return dice.choice([None, TODAY, dt.date.min, dt.date.max])

    def seen() -> int | None:
        return dice.choice([None, 0, 3, 10**12])

    def rights() -> Rights:
        return dice.choice([Rights(), ALL_RIGHTS])

    def take_in() -> None:
        with tempfile.TemporaryDirectory(prefix="wegwijzer-fuzz-") as name:
            file = Path(name) / "c.yaml"
            file.write_text(mutated(dice, cases(), 3), encoding="utf-8", errors="replace")
            pseudonym = records.import_file(file, who=said())
            assert pseudonym in {pupil.pseudonym for pupil in records.store.pupils()}
            records.wegwijzer.parse(records.export(pseudonym, rights=ALL_RIGHTS), "export")

    def tell() -> None:
        entries = records.store.history(who(), at=dice.choice([None, 2, dt.datetime(2026, 3, 1, tzinfo=dt.UTC)]), rights=rights())
        text = history_text(entries, records.wegwijzer.base.knowledge, dice.choice(["nl", "en"]))
        assert len(text.splitlines()) == len(entries)

    def page() -> None:
        pupil, knowledge = who(), records.wegwijzer.base.knowledge
        entries = records.store.history(pupil, rights=ALL_RIGHTS)
        assert person_text(pupil, said(), entries, records.export(pupil, rights=ALL_RIGHTS), knowledge, TODAY, "nl").encode()

    def observed() -> Observation:
        value = dice.choice([None, True, False, 3, 2.5, said()])
        return Observation(dice.choice([*facts, said()]), value, dice.choice([None, "parent", said()]), dice.choice([None, said()]), day())

    def event() -> dict[str, object]:
        step = {"protocol": dice.choice(["underachievement", said()]), "node": dice.choice(["find_causes", said()])}
        return step | {"date": dice.choice(["2026-03-01", said()])} | dice.choice([{}, {"note": said()}, {"state": "overridden"}])

    return (
        take_in,
        tell,
        page,
        lambda: records.store.open_case(who(), who=said(), name=said()),
        lambda: records.observe(who(), observed(), said(), who=said(), seen=seen(), rights=rights()),
        lambda: records.happened(who(), event(), who=said(), seen=seen(), apart=bool(dice.randrange(2))),
        lambda: records.note(who(), said(), who=said(), seen=seen(), apart=bool(dice.randrange(2))),
        lambda: records.take_back(who(), dice.randrange(8), said(), who=said(), seen=seen(), rights=rights()),
        lambda: records.keep_advice(who(), who=said(), as_of=TODAY),
        lambda: records.store.set_left(who(), day(), who=said()),
        lambda: records.store.set_name(who(), said(), who=said()),
        lambda: records.store.search(said()),
        lambda: records.expire(dice.choice([TODAY, dt.date.max]), who=said()),
        lambda: records.due(dice.choice([TODAY, dt.date.max])),
        lambda: records.store.erase(who(), who=said()),
    )


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
        return tuple(self.dice.choice([*ROLES, "directeur"]) for _ in range(self.dice.randint(0, 2)))  # type: ignore[return-value]  # one of them is none

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
