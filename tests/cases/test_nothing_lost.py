"""Nothing that was acknowledged is lost: killed, on a full disk, in the middle of a migration, and with many at once."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, insert

from engine.cases import connecting
from engine.cases.accounts import Accounts
from engine.cases.connecting import connected, reading
from engine.cases.keys import Passphrase
from engine.cases.migrating import NEWEST, bring_up
from engine.cases.opening import rekey
from engine.cases.store import CaseStore
from engine.cases.tables import pupils, schools
from engine.diagnostics import KnowledgeError
from engine.model.history import Fresh, Rights

Open = Callable[..., CaseStore]
KEY, OTHER = "vier losse woorden hier", "vijf heel andere woorden hier"
PROGRAM = Path(__file__).with_name("writers.py")
ROOT = Path(__file__).resolve().parents[2]
ALL = Rights(safety=True)
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")  # a child does one thing, and ends
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot split a process")


def run(*words: object) -> list[str]:
    """Run the writers and give the lines that they said."""
    command = [sys.executable, str(PROGRAM), *map(str, words)]
    done = subprocess.run(
        command, check=False, capture_output=True, encoding="utf-8", env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=3000
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout.splitlines()


def told(capfd: pytest.CaptureFixture[str], text: str) -> None:
    """Say something on the terminal, also when all goes well."""
    with capfd.disabled():
        print(f"\n{text}", file=sys.stderr)  # noqa: T201 - the count and the seed are part of what the test is for


# --- kill -9 ---


@forks
def test_a_killed_writer_loses_nothing_acknowledged(anywhere: str, capfd: pytest.CaptureFixture[str]) -> None:
    found = json.loads(run("kill", anywhere, 6, 20_251_103)[-1])
    told(capfd, f"killed while writing: {found}")
    assert found["kills"] >= 6
    assert found["acknowledged"] > 0


@forks
def test_a_killed_writer_loses_nothing_acknowledged_under_an_account_either(anywhere: str, opened: Open) -> None:
    """Each writing then is two: a line in the trail, and what it tells of."""
    found = json.loads(run("kill", anywhere, 6, 20_251_104, 1)[-1])
    assert found["acknowledged"] > 0
    lines = [line for line in Accounts(opened(anywhere)).audit() if line.kind == "write"]
    assert lines
    assert {line.who for line in lines} == {"ib"}


@forks
@pytest.mark.campaign
@pytest.mark.parametrize("guarded", [0, 1], ids=["alone", "under an account"])
@pytest.mark.parametrize("kind", ["file", "server"])
def test_a_thousand_kills_lose_nothing_acknowledged(
    kind: str, guarded: int, tmp_path: Path, request: pytest.FixtureRequest, capfd: pytest.CaptureFixture[str]
) -> None:
    new_database = request.getfixturevalue("postgres") if kind == "server" else None
    seed = int(os.environ.get("WEGWIJZER_SEED") or random.SystemRandom().randrange(10**9))
    acknowledged = kills = 0
    for i in range(20):
        place = new_database() if new_database else tmp_path / f"{i}.db"
        found = json.loads(run("kill", place, 50, seed + i, guarded)[-1])
        acknowledged += found["acknowledged"]
        kills += found["kills"]
    told(capfd, f"killed while writing ({kind}): {kills} kills, {acknowledged} acknowledged entries, none lost; seed {seed}")
    assert kills >= 1000
    assert acknowledged > 1000


# --- many at once ---


def written_together(place: str, processes: int, threads: int, writes: int, opened: Open) -> int:
    """Have many write at once, and check that every acknowledged write is there once; give how many there were."""
    store = opened(place)
    for pupil in ("valk", "uil", "mees", "kraai"):
        store.open_case(pupil, who="ib")
    command = [sys.executable, str(PROGRAM), "together", place, str(threads), str(writes)]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = [
        subprocess.Popen([*command, str(i * threads)], stdout=subprocess.PIPE, encoding="utf-8", env=surroundings) for i in range(processes)
    ]
    said = [json.loads(line) for each in running for line in each.communicate(timeout=1500)[0].splitlines()]
    assert [each.returncode for each in running] == [0] * processes
    found = [(e.seq, e.body["text"]) for p in store.pupils() for e in store.history(p.pseudonym) if e.kind == "note"]
    assert sorted(map(tuple, said)) == sorted(found)
    assert len({text for _, text in found}) == len(found) == processes * threads * writes
    assert store.verify().damage == ()
    return len(found)


def test_what_many_write_at_once_is_there_once(anywhere: str, opened: Open) -> None:
    assert written_together(anywhere, 2, 4, 3, opened) == 24


def test_what_many_accounts_write_at_once_is_there_once_and_in_the_trail(anywhere: str, opened: Open) -> None:
    store = opened(anywhere)
    Accounts(store).invite("ib", ["ib"])
    assert written_together(anywhere, 2, 3, 3, opened) == 18
    trail = Accounts(store)
    assert trail.verify().damage == ()
    assert len([line for line in trail.audit() if line.kind == "write"]) == 18


@pytest.mark.campaign
def test_what_two_hundred_write_at_once_is_there_once(anywhere: str, opened: Open, capfd: pytest.CaptureFixture[str]) -> None:
    count = written_together(anywhere, 4, 50, 5, opened)
    told(capfd, f"200 parallel writers: {count} acknowledged writes, each there once ({anywhere.partition(':')[0][:10]})")
    assert count == 1000


def test_two_who_begin_a_store_at_once_begin_one(tmp_path: Path) -> None:
    place = str(tmp_path / "cases.db")
    code = (
        f"from engine.cases.store import CaseStore; s = CaseStore.open({place!r}, {KEY!r}); s.open_case(__import__('sys').argv[1], who='x')"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, name], cwd=ROOT) for name in ("valk", "uil", "mees")]
    assert [each.wait(timeout=300) for each in running] == [0, 0, 0]
    with closing(CaseStore.open(place, KEY)) as store:
        assert [p.pseudonym for p in store.pupils()] == ["mees", "uil", "valk"]


# --- a full disk ---


def test_on_a_full_disk_nothing_is_half_written(store: CaseStore) -> None:
    store.open_case("valk", who="ib")
    store.engine.dispose()

    @event.listens_for(store.engine, "connect")
    def _small(connection: object, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 40")  # type: ignore[attr-defined]

    _fill(store)


def _fill(store: CaseStore) -> None:
    """Write until the disk is full; then all that was acknowledged is there, and nothing else."""
    kept = [store.last("valk")]
    with pytest.raises(KnowledgeError) as told:
        _write_on(store, kept)
    assert [d.code for d in told.value.diagnostics] == ["store.full"]
    assert len(kept) > 3
    assert [e.seq for e in store.history("valk")] == kept
    assert store.verify().damage == ()


def _write_on(store: CaseStore, kept: list[int]) -> None:
    for _ in range(10_000):
        kept += [e.seq for e in store.append("valk", [Fresh("note", {"text": "x" * 3000})] * 3, who="ib", seen=None)]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a disk of its own of 600 kB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(folder)], check=False, capture_output=True)  # noqa: S607 - where the system has it
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)  # noqa: S607 - as above


@pytest.mark.skipif(sys.platform != "linux", reason="a disk of its own is mounted as Linux does")
def test_on_a_real_disk_that_runs_full_nothing_is_half_written(small_disk: Path, opened: Open) -> None:
    store = opened(str(small_disk / "cases.db"))
    store.open_case("valk", who="ib")
    _fill(store)
    with pytest.raises(KnowledgeError, match=r"vol|ruimte"):
        store.backup(small_disk / "kopie.db")
    assert [p.name for p in small_disk.iterdir() if not p.name.startswith("cases.db")] == []


# --- cut off in the middle ---


def _child(act: Callable[[], None]) -> bool:
    """Do something in a child; tell whether it was killed."""
    child = os.fork()
    if not child:
        try:
            act()
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


@forks
def test_a_migration_that_is_cut_off_before_any_of_its_statements_leaves_what_was(anywhere: str, opened: Open) -> None:
    """A store of an earlier form is brought up; the process dies before its first statement, its second, and so on to the last."""
    passphrase = Passphrase(KEY)
    if "://" not in anywhere:
        _old_file(anywhere, passphrase)
    engine = connected(anywhere, passphrase)
    bring_up(engine, anywhere, "1")
    _plant(engine)
    cut = 0

    def bring_up_and_stop() -> None:
        fresh = connected(anywhere, passphrase)
        _stop_before(fresh, cut + 1)
        bring_up(fresh, anywhere)

    while _child(bring_up_and_stop):
        cut += 1
        engine = connected(anywhere, passphrase)
        with reading(engine, "school") as connection:
            assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() in {"1", NEWEST}
            assert connection.exec_driver_sql("SELECT count(*) FROM pupils").scalar() == 1
        engine.dispose()
    assert cut > 10
    assert opened(anywhere, school="ander").pupils() == ()  # it opens, and can be written


def _old_file(place: str, passphrase: Passphrase) -> None:
    Path(place).touch(mode=0o600)
    engine = connected(place, passphrase, salt=b"0123456789abcdef", plain=False)
    bring_up(engine, place, "1")
    engine.dispose()


def _plant(engine: Engine) -> None:
    """Put a school and a pupil in tables of the first form."""
    with engine.begin() as connection:
        connection.execute(insert(schools), {"school": "school", "made": "x", "last": 0, "digest": b"", "seal": b""})
        connection.execute(insert(pupils), {"school": "school", "pupil": "p", "pseudonym": "valk", "made": "x"})
    engine.dispose()


def _stop_before(engine: Engine, count: int) -> None:
    left = [count]

    @event.listens_for(engine, "before_cursor_execute")
    def _before(*_: object) -> None:
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)


@forks
@pytest.mark.thorough  # at each of its statements
def test_a_rekey_that_is_cut_off_leaves_one_passphrase_that_opens_everything(store: CaseStore) -> None:
    store.open_case("valk", who="ib")
    store.append("valk", [Fresh("note", {"text": "x" * 500})] * 200, who="ib", seen=None)
    kept, place = store.verify(), store.url
    store.close()
    old, new = Passphrase(KEY), Passphrase(OTHER)
    chance = random.Random(7)  # noqa: S311 - no secret
    opened_by = []
    for _ in range(8):
        opens = _opening(place, old, new)
        _rekey_and_stop(place, opens, new if opens is old else old, chance.uniform(0, 0.03))
        opened_by.append(_opening(place, old, new) is opens)
        with closing(CaseStore.open(place, _opening(place, old, new).words, create=False)) as again:
            assert again.verify() == kept
    assert set(opened_by) == {True, False}  # some were stopped before the file was encrypted anew, some after


def _rekey_and_stop(place: str, old: Passphrase, new: Passphrase, moment: float) -> None:
    """Kill a rekey a moment after the file begins to be encrypted anew."""
    reads, writes = os.pipe()
    child = os.fork()
    if not child:
        orders = connecting.alone

        def tell(engine: Engine, *words: str) -> None:
            os.write(writes, b"!")
            orders(engine, *words)

        connecting.alone = tell
        rekey(connected(place, old), place, "school", old, new)
        os._exit(0)
    os.close(writes)
    os.read(reads, 1)
    os.close(reads)
    time.sleep(moment)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _opening(place: str, *phrases: Passphrase) -> Passphrase:
    """Give the one passphrase that opens a store."""
    found = []
    for each in phrases:
        try:
            CaseStore.open(place, each.words, create=False).close()
        except KnowledgeError:
            continue
        found.append(each)
    assert len(found) == 1
    return found[0]
