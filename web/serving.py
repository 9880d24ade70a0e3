"""The page served: on this machine's own loopback, at an address that holds the key."""

from __future__ import annotations

import secrets
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from engine.cases.connecting import file_of
from engine.cases.store import CaseStore
from engine.cases.users import user_here
from engine.diagnostics import KnowledgeError, Location, fault
from engine.service.laying_out import laying_out
from web.app import build
from web.asking import Site
from web.rulebook import Rulebook
from web.running import announced
from web.settings import Settings
from web.visitors import LocalDoor

__all__ = ["LOOPBACK", "local_page", "serve"]

LOOPBACK = "127.0.0.1"


def local_page(  # noqa: PLR0913 - what a page on one's own machine is made of
    store: CaseStore,
    port: int,
    *,
    token: str,
    rules: Path | None = None,
    engine: str | None = None,
    who: str = "",
    beside: tuple[Path, ...] = (),
) -> FastAPI:
    """Put the page together for one person on this machine.

    The school's own rules are in the folder `rules`, or in one beside the store, which may still have to be begun.
    """
    hosts = frozenset(f"{name}:{port}" for name in (LOOPBACK, "localhost"))
    file = file_of(store.url)
    place = file.absolute().parent / "school" if file else None
    settings = Settings("local", hosts, rules, engine, file.absolute().parent / "kopieen" if file else None, beside)
    return build(Site(settings, LocalDoor(settings, store, token, who or user_here()), Rulebook(rules, engine, rules or place)))


def serve(  # noqa: PLR0913 - as above
    store: CaseStore,
    port: int,
    told: Callable[[str], None],
    *,
    rules: Path | None = None,
    engine: str | None = None,
    who: str = "",
    beside: tuple[Path, ...] = (),
) -> None:
    """Serve the page until it is interrupted; `told` gets its address, with the key in it, once it can be opened.

    Port 0 takes one that is free. Raises `KnowledgeError` when the port is taken.
    """
    listening = _listening(port)
    chosen = int(listening.getsockname()[1])
    token = secrets.token_urlsafe(32)
    app = local_page(store, chosen, token=token, rules=rules, engine=engine, who=who, beside=beside)
    config = uvicorn.Config(app, log_config=None, access_log=False, server_header=False, proxy_headers=False, lifespan="off")
    address = f"http://{LOOPBACK}:{chosen}/enter?token={token}"
    with announced(chosen, address), _ended_softly(), laying_out(site.rulebook.root for site in app.state.sites.values()):
        told(address)
        uvicorn.Server(config).run(sockets=[listening])


@contextmanager
def _ended_softly() -> Iterator[None]:
    """Have a signal end the serving and nothing else: uvicorn raises it once more afterwards, when there is still tidying to do."""
    signals = (signal.SIGINT, signal.SIGTERM) if threading.current_thread() is threading.main_thread() else ()
    before = [(each, signal.signal(each, lambda *_: None)) for each in signals]
    try:
        yield
    finally:
        for each, handler in before:
            signal.signal(each, handler)


def _listening(port: int) -> socket.socket:
    """Listen on the loopback alone, so that no other machine can reach the page."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((LOOPBACK, port))
        listening.listen()  # from now on who asks waits in line: the browser may be faster than we are
    except OSError:
        listening.close()
        raise KnowledgeError([fault("serve.taken", Location("wegwijzer serve"), port=port)]) from None
    return listening
