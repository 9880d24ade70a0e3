"""How often and how long pages were asked for, by the form of their address: never by what stood in it, so no pupil is in it."""

from __future__ import annotations

import hmac
import ipaddress
import os
import time

from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.visitors import bearer

__all__ = ["TOGETHER", "Measuring", "Metrics", "router"]

TOGETHER = "PROMETHEUS_MULTIPROC_DIR"  # where several processes keep their counts, as the library has it
_BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_METHODS = frozenset({"GET", "HEAD", "POST"})

router = APIRouter(include_in_schema=False)


class Metrics:
    """The counts of this process; what is asked for is that of all processes together."""

    def __init__(self, token: str = "") -> None:
        """Begin to count; `token` opens the counts to another machine."""
        self.token = token
        self.registry = CollectorRegistry()
        names = ("method", "route", "status")
        self.asked = Counter("wegwijzer_requests", "Pages asked for.", names, registry=self.registry)
        self.took = Histogram("wegwijzer_request_seconds", "How long they took.", ("route",), buckets=_BOUNDS, registry=self.registry)

    def text(self) -> bytes:
        """Give the counts as Prometheus reads them."""
        registry = self.registry
        if TOGETHER in os.environ:
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry)


class Measuring:
    """Counts what goes by."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        """Keep where to count."""
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count one request, with its status and how long it took."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status = time.perf_counter(), 500

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, watched)
        finally:
            route = _form_of(scope)
            method = scope["method"] if scope["method"] in _METHODS else "other"
            self.metrics.asked.labels(method, route, str(status)).inc()
            self.metrics.took.labels(route).observe(time.perf_counter() - began)


def _form_of(scope: Scope) -> str:
    """Give the form of an address: what was asked for itself is never kept."""
    if scope["path"].startswith("/static/"):
        return "/static"
    return str(getattr(scope.get("route"), "path", "none"))


@router.get("/metrics")
def metrics(request: Request) -> Response:
    """Give the counts: to a program on this machine that asks past the proxy, or to who has the token."""
    kept: Metrics = request.app.state.metrics
    token = bearer(request)
    if not (_is_beside(request) or (kept.token and hmac.compare_digest(token.encode(), kept.token.encode()))):
        raise HTTPException(404)
    return Response(kept.text(), media_type=CONTENT_TYPE_LATEST)


def _is_beside(request: Request) -> bool:
    """Tell whether a request came from this machine itself, and through no proxy: under the name of no school, and handed on by nobody."""
    handed_on = {"forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "via", "x-real-ip"} & set(request.headers.keys())
    if handed_on or request.headers.get("host", "") in request.app.state.sites or request.client is None:
        return False
    try:
        return ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False
