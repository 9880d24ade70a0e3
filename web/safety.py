"""What holds for every request before a page sees it: the right name, a known origin, no more than a form's worth; and strict headers."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.settings import FORM_BYTES, Settings

__all__ = ["NAMELESS", "Gate", "is_api", "is_own_path", "place_of", "policy"]

log = logging.getLogger("wegwijzer")

_OWN_FAULT = "Dit is een fout van Wegwijzer, niet van jou; er is niets veranderd. (A fault of Wegwijzer, not yours; nothing was changed.)"
NAMELESS = frozenset({"/health", "/metrics"})  # asked for by programs beside the page, by whatever name
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with no-referrer a browser would send no origin with a form, and nothing could be checked
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def policy() -> str:
    """Give the content security policy: everything comes from here, nothing is run that stands in a page, nobody may frame it."""
    own = "'self'"
    return (
        f"default-src 'none'; script-src {own}; style-src {own}; img-src {own} data:; connect-src {own}; form-action {own}; "
        "base-uri 'none'; frame-ancestors 'none'"
    )


def is_api(path: str) -> bool:
    """Tell whether a program is asking, which reads its refusals as JSON."""
    return path.startswith("/api/")


def _plain(scope: Scope, status: int, text: str) -> ASGIApp:
    """Refuse in one sentence, before or beside any page."""
    if is_api(scope["path"]):
        return JSONResponse({"faults": [{"code": f"http.{status}", "message": text, "file": "", "line": 0, "column": 0}]}, status)
    return PlainTextResponse(text, status)


def is_own_path(path: str) -> bool:
    """Tell whether an address is a path of our own, so that it can be gone back to: nothing that leads to another machine."""
    parts = urlsplit(path)
    plain = path.startswith("/") and not path.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    return plain and path.isprintable() and "\\" not in path


def place_of(problem: BaseException) -> str:
    """Say where in the code a fault came up, and nothing of the values that it came up with."""
    last = problem.__traceback__
    while last and last.tb_next:
        last = last.tb_next
    place = f"{Path(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno}" if last else "?"
    return f"{type(problem).__name__} {place}"


class Gate:
    """Lets a request through, or answers it in one sentence."""

    def __init__(self, app: ASGIApp, settings: Mapping[str, Settings]) -> None:
        """Keep what is behind the gate, and the settings of each name by which it may be asked for."""
        self.app = app
        self.settings = settings
        self.is_hosted = any(each.form == "hosted" for each in settings.values())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at a request; anything but http (there is nothing else) goes through to be refused there."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def with_headers(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                headers.update(_ALWAYS)
                headers.setdefault("Content-Security-Policy", policy())
                headers.setdefault("Cache-Control", "no-store")
                if self.is_hosted:
                    headers["Strict-Transport-Security"] = "max-age=31536000"
            await send(message)

        try:
            await (self._refused(scope) or self.app)(scope, _Capped(receive), with_headers)
        except Exception as problem:  # noqa: BLE001 - a fault of our own: where it came up is kept, and nothing of its values
            log.error("%s", place_of(problem))  # noqa: TRY400 - a traceback would tell of a pupil
            if begun:
                return
            await _plain(scope, 500, _OWN_FAULT)(scope, receive, with_headers)

    def _refused(self, scope: Scope) -> ASGIApp | None:
        """Give the answer to a request that is not let through."""
        headers = Headers(scope=scope)
        host = self.settings.get(headers.get("host", ""))
        if host is None and scope["path"] not in NAMELESS:
            return _plain(scope, 400, "Deze naam hoort niet bij deze pagina. (This name is not of this page.)")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or len(length) > len(str(FORM_BYTES)) or int(length) > FORM_BYTES:
            return _plain(scope, 413, "Dit is te groot. (This is too large.)")
        if scope["method"] not in _SAFE and not _from_here(headers, host):
            return _plain(scope, 403, "Dit komt niet van deze pagina. (This does not come from this page.)")
        return None


def _from_here(headers: Headers, settings: Settings | None) -> bool:
    """Tell whether a request that writes comes from our own page, or from a program that is no browser and holds the token."""
    origin = headers.get("origin")
    if origin is not None:
        return settings is not None and origin == f"{settings.scheme}://{headers['host']}"  # another school's page is another page
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    return "authorization" in headers


class _Capped:
    """Hands on what comes in until it is more than a form may bring, however it was announced."""

    def __init__(self, receive: Receive) -> None:
        self.receive = receive
        self.taken = 0

    async def __call__(self) -> Message:
        message = await self.receive()
        self.taken += len(message.get("body", b""))
        if self.taken > FORM_BYTES:
            return {"type": "http.disconnect"}
        return message
