"""The page of a board served: several processes behind a proxy, on settings that each reads for itself."""

from __future__ import annotations

import logging
import os
import socket
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from engine.diagnostics import KnowledgeError, Location, fault
from engine.service.laying_out import laying_out
from web.app import build
from web.hosting import Hosting, open_sites, read_hosting
from web.measuring import TOGETHER, Metrics

__all__ = ["board_page", "made", "serve_board"]

_SETTINGS = "WEGWIJZER_HOSTING"  # the file, for the processes that are started
_PATIENCE = 20  # seconds in which what was asked for is finished when the page stops
_AT_ONCE = 400  # requests that a process takes on; more are sent away at once rather than left waiting


def board_page(hosting: Hosting) -> ASGIApp:
    """Put the page of all schools together, behind who may say where a request came from."""
    app: Any = build(*open_sites(hosting), metrics=Metrics(hosting.metrics_token))  # uvicorn's own types of an application are narrower
    behind: Any = ProxyHeadersMiddleware(app, trusted_hosts=list(hosting.proxies))
    return behind  # type: ignore[no-any-return]


def made() -> ASGIApp:
    """Put the page together in a process of its own."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s %(message)s", level=logging.WARNING)
    logging.getLogger("uvicorn.error").setLevel(logging.INFO)
    return board_page(read_hosting(Path(os.environ[_SETTINGS])))


def serve_board(settings: Path, told: Callable[[Hosting], None]) -> None:
    """Serve the page until it is told to stop; what is being asked then is finished first.

    `told` gets the settings once the page can be asked for. Raises `KnowledgeError` when they, a store or the port cannot be used: that is
    tried here, before any process is started.
    """
    hosting = read_hosting(settings)
    for site in (sites := open_sites(hosting)):
        site.rulebook.warm()
    for site in sites:
        site.door.close()
    _free(*hosting.listen)
    address, port = hosting.listen
    with tempfile.TemporaryDirectory(prefix="wegwijzer-") as together, laying_out(site.rulebook.root for site in sites):
        os.environ |= {_SETTINGS: str(settings.absolute()), TOGETHER: together}
        told(hosting)
        uvicorn.run(
            "web.board:made",
            factory=True,
            host=address,
            port=port,
            workers=hosting.workers,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,  # ours stands in the page itself
            lifespan="off",
            limit_concurrency=_AT_ONCE,
            timeout_graceful_shutdown=_PATIENCE,
        )


def _free(address: str, port: int) -> None:
    """Find out that nobody listens there yet."""
    try:
        with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((address, port))
    except OSError:
        raise KnowledgeError([fault("serve.taken", Location("wegwijzer serve"), port=port)]) from None
