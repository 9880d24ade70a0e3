"""The page to try things on: with a store of made-up pupils, in a client without a browser and in a real one."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import pytest
import uvicorn
from starlette.testclient import TestClient

from engine.cases import keys
from engine.cases.store import CaseStore
from engine.model.case import Case
from engine.recording import Records
from engine.service import Wegwijzer
from engine.service.comparing import vignettes_of
from web.serving import local_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

KEY = "vier losse woorden hier"
TOKEN = "een-sleutel-die-niemand-raadt-0123456789"  # noqa: S105 - of pages in tests
PORT = 8017
WHO = "ib"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a passphrase cheap to try: what it costs is tested with the store."""
    monkeypatch.setattr(keys, "_COST", 2**4)


@pytest.fixture
def store(tmp_path: Path, wegwijzer: Wegwijzer) -> Iterator[CaseStore]:
    """Give a store with the two pupils of the examples."""
    with closing(CaseStore.open(str(tmp_path / "opslag" / "cases.db"), KEY, apart=wegwijzer.base.knowledge.private)) as opened:
        records = Records(wegwijzer, opened)
        for name in ("jaimo", "thuis"):
            records.import_file(_EXAMPLES / f"{name}.yaml", who=WHO)
        yield opened


@pytest.fixture
def stranger(store: CaseStore) -> Iterator[TestClient]:
    """Give a client that does not have the key."""
    with TestClient(local_page(store, PORT, token=TOKEN, who=WHO), base_url=f"http://127.0.0.1:{PORT}", follow_redirects=False) as client:
        yield client


@pytest.fixture
def client(stranger: TestClient) -> TestClient:
    """Give a client that came in with the key, as a browser does: it names where its forms come from."""
    stranger.get(f"/enter?token={TOKEN}")
    stranger.headers["Origin"] = f"http://127.0.0.1:{PORT}"
    return stranger


@pytest.fixture
def mark(client: TestClient) -> str:
    """Give what marks the forms of this session."""
    text = client.get("/accounts/copies").text  # needs no rules, so none are opened for it
    return text.split('name="mark" value="')[1].split('"')[0]


class Served:
    """A page that is served on a free port of this machine."""

    def __init__(self, make: Callable[[int], Any], **more: Any) -> None:
        """Take a free port; `more` is for uvicorn."""
        self.listening = socket.socket()
        self.listening.bind(("127.0.0.1", 0))
        self.port = int(self.listening.getsockname()[1])
        self.server = uvicorn.Server(uvicorn.Config(make(self.port), log_config=None, access_log=False, lifespan="off", **more))
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self.listening]}, daemon=True)

    @property
    def address(self) -> str:
        """Give where it is."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        """Begin to serve."""
        self.thread.start()
        while not self.server.started:
            time.sleep(0.01)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self.server.should_exit = True
        self.thread.join()


@pytest.fixture
def served(store: CaseStore) -> Iterator[Served]:
    """Serve the page for a real browser."""
    with Served(lambda port: local_page(store, port, token=TOKEN, who=WHO)) as page:
        yield page


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give a browser, where this machine has one."""
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where there is a browser

    with sync_playwright() as started:
        arguments = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
        opened = started.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser: Browser, served: Served) -> Iterator[Callable[..., Page]]:
    """Give what opens a page inside; when the test is over, nothing may have been asked of elsewhere, blocked or gone wrong in it."""
    wrong: list[str] = []
    contexts = []

    def open_(path: str = "/", **options: Any) -> Page:
        context = browser.new_context(**({"viewport": {"width": 1280, "height": 900}} | options))
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: wrong.append(f"{m.type}: {m.text}") if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: wrong.append(f"script: {e}"))
        page.on("request", lambda r: None if r.url.startswith((served.address, "data:")) else wrong.append(f"elsewhere: {r.url}"))
        page.goto(f"{served.address}/enter?token={TOKEN}")
        if path != "/":
            page.goto(served.address + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def barriers() -> Callable[[Page], list[str]]:
    """Give what finds barriers in a page (WCAG 2.2 A and AA), as far as a machine can."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - only with a browser

    rules = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}

    def look(page: Page) -> list[str]:
        found = Axe().run(page, options=rules).response["violations"]
        return [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]

    return look


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try drafts of rules on a few of the real vignettes: all of them take long."""
    real = vignettes_of

    def some(both: tuple[Wegwijzer, Wegwijzer]) -> list[Case]:
        return [case for case in real(both) if case.id in ("komt-niet-meer", "evalueren-op-42-dagen", "evalueren-na-43-dagen")]

    monkeypatch.setattr("engine.service.trying.vignettes_of", some)
