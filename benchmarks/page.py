"""Advice for fifty people at once, on SQLite and on PostgreSQL, beside a page that does nothing; and the next question after an answer.

Each is served as a board serves it: two processes, accounts, a line in the audit trail for every reading. The people ask over and over on
connections that stay open, from the same machine, so what they cost is in the figures. Needs a PostgreSQL (extra `dev`).
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

from engine.cases.accounts import Accounts
from engine.cases.store import CaseStore
from engine.demonstrating import PUPILS, fill
from engine.service import open_wegwijzer
from tests.postgres import programs, running

__all__ = ["Measured", "measure_page", "nothing", "table"]

PEOPLE = 50
SECONDS = 8.0
WARM = 3.0
ANSWERS = 20
WORKERS = 2
HOST = "linde.school.test"
KEY = "vier losse woorden hier"
PASSWORD = "regen fiets lamp kaas"  # noqa: S105 - of a store that is thrown away
ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Measured:
    """What fifty people at once got, and one person alone: pages a second, and milliseconds for the middle one and for 95 %."""

    name: str
    a_second: float
    middle: float
    most: float
    alone: float
    answer: float | None = None
    answer_most: float | None = None


async def nothing(scope: dict[str, object], receive: object, send: object) -> None:  # noqa: ARG001 - as every application is called
    """Be a page that does nothing."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})  # type: ignore[operator]  # as the specification has it
    await send({"type": "http.response.body", "body": b"ok"})  # type: ignore[operator]


# --- what is served ---


def _port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@contextmanager
def _served(command: list[str], port: int, path: str) -> Iterator[None]:
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 120
        while time.monotonic() < until:
            with contextlib.suppress(OSError), urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
                if answer.status == 200:  # noqa: PLR2004 - it is there
                    break
            time.sleep(0.2)
        else:
            raise TimeoutError(command)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


@contextmanager
def _idle() -> Iterator[int]:
    port = _port()
    words = ["benchmarks.page:nothing", "--port", str(port), "--workers", str(WORKERS), "--no-access-log", "--log-level", "error"]
    with _served([sys.executable, "-m", "uvicorn", *words], port, "/"):
        yield port


@contextmanager
def _board(url: str, folder: Path) -> Iterator[int]:
    """Serve the page of a board with a school of made-up pupils, and fifty counsellors."""
    wegwijzer = open_wegwijzer()
    with closing(CaseStore.open(url, KEY, school="linde", apart=wegwijzer.base.knowledge.private)) as store:
        fill(store)
        accounts = Accounts(store)
        for i in range(PEOPLE):
            accounts.accept(accounts.invite(f"ib{i}", ["ib"]).code, PASSWORD)
    port = _port()
    (folder / "key").write_text(KEY, encoding="utf-8")
    settings = folder / "hosting.yaml"
    school = f"{{school: linde, host: {HOST}, passphrase_file: key}}"
    settings.write_text(f"store: {url}\nlisten: 127.0.0.1:{port}\nworkers: {WORKERS}\nschools: [{school}]\n", encoding="utf-8")
    with _served([sys.executable, "-m", "cli.main", "serve", "--hosted", str(settings)], port, "/health"):
        yield port


# --- who asks ---


class Person:
    """Somebody with a connection that stays open, and the cookies of a session."""

    def __init__(self, port: int) -> None:
        """Know where the page is."""
        self.port = port
        self.cookies: dict[str, str] = {}
        self._pipe: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Ask for a page, and give its status, where it leads and its text; a connection that waited too long is opened again."""
        if self._pipe is None:
            self._pipe = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self._pipe
        try:
            writer.write(self._request(path, form))
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
        except (asyncio.IncompleteReadError, ConnectionError):
            self._pipe = None
            return await self.ask(path, form)
        length = re.search(r"(?i)^content-length: (\d+)", head, re.MULTILINE)
        body = await reader.readexactly(int(length[1])) if length else b""
        for name, value in re.findall(r"(?im)^set-cookie: ([^=]+)=([^;\r\n]*)", head):
            self.cookies[name] = value
        where = re.search(r"(?im)^location: (\S+)", head)
        return int(head.split(" ", 2)[1]), where[1] if where else "", body.decode()

    def _request(self, path: str, form: dict[str, str] | None) -> bytes:
        body = urlencode(form).encode() if form is not None else b""
        lines = [f"{'GET' if form is None else 'POST'} {path} HTTP/1.1", f"Host: {HOST}", f"Origin: https://{HOST}"]
        lines += ["Cookie: " + "; ".join(f"{k}={v}" for k, v in self.cookies.items())] if self.cookies else []
        if form is not None:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        return "\r\n".join([*lines, "", ""]).encode() + body

    async def sign_in(self, login: str) -> None:
        """Sign in."""
        _, _, text = await self.ask("/sign-in")
        status, _, text = await self.ask("/sign-in", {"mark": _mark(text), "login": login, "password": PASSWORD})
        if status != 303:  # noqa: PLR2004 - let in
            raise RuntimeError(text)


def _sound(status: int, text: str) -> None:
    """Refuse to measure what is no page."""
    if status != 200:  # noqa: PLR2004 - a page
        raise RuntimeError(status, text[:300])


def _mark(text: str) -> str:
    return text.split('name="mark" value="', 1)[1].split('"', 1)[0]


async def _crowd(people: list[Person], paths: list[str]) -> tuple[float, list[float]]:
    """Have everybody ask over and over, and give the pages a second and the milliseconds of each."""
    took: list[float] = []
    begin = time.perf_counter() + WARM
    end = begin + SECONDS

    async def keep_asking(person: Person, first: int) -> None:
        turn = first
        while (now := time.perf_counter()) < end:
            status, _, text = await person.ask(paths[turn % len(paths)])
            _sound(status, text)
            if now >= begin:
                took.append((time.perf_counter() - now) * 1000)
            turn += 1

    await asyncio.gather(*(keep_asking(person, i) for i, person in enumerate(people)))
    return len(took) / (time.perf_counter() - begin), took


async def _alone(person: Person, paths: list[str]) -> float:
    """Give the milliseconds of the middle page for one person."""
    took = []
    for turn in range(2 * len(paths)):
        now = time.perf_counter()
        await person.ask(paths[turn % len(paths)])
        took.append((time.perf_counter() - now) * 1000)
    return statistics.median(took)


async def _answers(person: Person, pupil: str) -> list[float]:
    """Answer question after question in the talk, and give the milliseconds from each answer until the next question is there."""
    took: list[float] = []
    _, _, text = await person.ask(f"/cases/{pupil}/talk")
    while len(took) < ANSWERS and (form := _first_form(text)) is not None:
        now = time.perf_counter()
        status, where, text = await person.ask(*form)
        if status == 422:  # noqa: PLR2004 - what was typed is no answer to this question
            _, where, _ = await person.ask(form[0], form[1] | {"act": "later"})
            _, _, text = await person.ask(where)
            continue
        if status == 303:  # noqa: PLR2004 - on to the next
            status, _, text = await person.ask(where)
        _sound(status, text)
        took.append((time.perf_counter() - now) * 1000)
    return took


def _typed(field: dict[str, str]) -> str:
    """Give what somebody types into a field that has to be filled in."""
    if field.get("inputmode") == "decimal":
        return "2"
    return date.today().isoformat() if field.get("type") == "date" else ""  # noqa: DTZ011 - a school day is local


class _Forms(HTMLParser):
    """Reads the forms of a page, each filled in with what stands first."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append((told.get("action", "") if told.get("method") == "post" else "", {}))
        elif self.found and tag == "select":
            self._select = told.get("name", "")
        elif self.found and tag == "option" and self._select and told.get("value"):
            self.found[-1][1].setdefault(self._select, told["value"])
        elif self.found and tag in ("input", "button") and told.get("name") and told.get("type") != "checkbox":
            self.found[-1][1].setdefault(told["name"], told.get("value", "") or _typed(told))


def _first_form(text: str) -> tuple[str, dict[str, str]] | None:
    """Give the first form of the talk, filled in; None where nothing is asked any more."""
    forms = _Forms()
    forms.feed(text)
    return next((form for form in forms.found if "/talk" in form[0] and len(form[1]) > 1), None)


async def _measure(name: str, port: int, paths: list[str], *, signed: bool) -> Measured:
    people = [Person(port) for _ in range(PEOPLE)]
    if signed:
        for i, person in enumerate(people):
            await person.sign_in(f"ib{i}")
    alone = await _alone(people[0], paths)
    answers = await _answers(people[0], next(iter(PUPILS))) if signed else []
    a_second, took = await _crowd(people, paths)
    took.sort()
    return Measured(
        name,
        a_second,
        statistics.median(took),
        took[int(len(took) * 0.95)],
        alone,
        statistics.median(answers) if answers else None,
        max(answers) if answers else None,
    )


def measure_page() -> list[Measured]:
    """Measure all in turn, in one run."""
    advice = [f"/cases/{pupil}" for pupil in PUPILS]
    found = []
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other, ExitStack() as stack:
        with _idle() as port:
            found.append(asyncio.run(_measure("a page that does nothing", port, ["/"], signed=False)))
        with _board(str(Path(one) / "cases.db"), Path(one)) as port:
            found.append(asyncio.run(_measure("advice, SQLite", port, advice, signed=True)))
        there = programs()
        if there is not None:
            url = stack.enter_context(running(there))()
            with _board(url, Path(other)) as port:
                found.append(asyncio.run(_measure("advice, PostgreSQL", port, advice, signed=True)))
    return found


def table(measured: list[Measured]) -> str:
    """Say it as a table."""
    rows = [
        f"| {PEOPLE} people at once | pages a second | ms, middle | ms, 95 % | ms, one person alone | ms to the next question | slowest |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for m in measured:
        answer = (f"{m.answer:.0f}", f"{m.answer_most:.0f}") if m.answer is not None and m.answer_most is not None else ("", "")
        rows.append(f"| {m.name} | {m.a_second:.0f} | {m.middle:.0f} | {m.most:.0f} | {m.alone:.1f} | {answer[0]} | {answer[1]} |")
    return "\n".join(rows)


def main() -> None:
    """Measure and print."""
    os.environ.pop("WEGWIJZER_SCHOOL", None)
    print(table(measure_page()))


if __name__ == "__main__":
    main()
