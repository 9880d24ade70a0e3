"""Every address of the page, also one that is made tomorrow: who has no right reads nothing there, and no other page can write there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

import pytest
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from engine.model.accounts import MAY, ROLES, AccountRole, Deed
from tests.web.hosted.conftest import LINDE, MARKS, METRICS, Board, marked
from web.app import build

# Who has not signed in gets something here; everything else has to know who asks.
PUBLIC = {
    ("GET", "/sign-in"), ("POST", "/sign-in"), ("GET", "/invitation"), ("POST", "/invitation"), ("POST", "/openid"),
    ("GET", "/openid/back"),
    ("POST", "/language"), ("GET", "/health"), ("GET", "/metrics"), ("GET", "/enter"), ("GET", "/trainer/parts/{name}"),
}  # fmt: skip
ANYBODY = {("GET", "/"), ("GET", "/me"), ("POST", "/me/password"), ("POST", "/sign-out")}  # who signed in
# Which rights open what lies under an address, any of them; the longest that fits counts.
OPENED_BY: dict[str, tuple[Deed, ...]] = {
    "/cases": ("read",),
    "/cases/new_pupil": ("open",),
    "/cases/{pseudonym}/safety": ("safety",),
    "/rules": ("rules",),
    "/accounts": ("accounts", "audit", "keep"),
    "/accounts/of": ("accounts",),
    "/accounts/trail": ("audit",),
    "/accounts/copies": ("keep",),
    "/accounts/verify": ("keep",),
}
FREE = ("/trainer", "/api", "/static")  # what is open to every role, or checked below by what comes out
FILLED = {
    "pseudonym": "jaimo",
    "id_": "form.underachievement",
    "login": "ib",
    "seq": "1",
    "protocol": "underachievement",
    "node": "make_plan",
}


FIELDS: dict[str, str] = {}  # of all forms; as a number, a text or a choice most of them take it
WORDS: dict[str, str] = {}  # of all addresses, behind the question mark, where they have to be there
FILES: dict[str, bytes] = {}  # what forms want as a file


def fields(dependant: Any) -> Iterator[tuple[str, str]]:
    """Give the fields of a form with something that they take, also those that its dependencies ask for."""
    FILES.update({each.alias: b"case: x" for each in dependant.body_params if "UploadFile" in str(each.field_info.annotation)})
    WORDS.update({each.alias: "1" for each in dependant.query_params if each.field_info.is_required()})
    for each in dependant.body_params:
        if each.alias not in FILES:
            choices = get_args(each.field_info.annotation) if get_origin(each.field_info.annotation) is Literal else ("1",)
            yield each.alias, choices[0]
    for each in dependant.dependencies:
        yield from fields(each)


def addresses(routes: Any, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Give every method and address of an application, also of routers within it."""
    for route in routes:
        if hasattr(route, "original_router"):
            yield from addresses(route.original_router.routes, prefix + route.include_context.prefix)
        elif isinstance(route, Mount):
            assert route.path == "/static", f"what is mounted at {route.path} is guarded by nothing"
        else:
            assert isinstance(route, Route) or hasattr(route, "methods"), route
            FIELDS.update(fields(route.dependant) if hasattr(route, "dependant") else ())
            yield from ((method, prefix + route.path) for method in sorted(route.methods - {"HEAD"}))


def filled(path: str) -> str:
    """Fill in an address."""
    parts = [part.split(":")[0] for part in path.replace("{", "\0{").split("\0")]
    return "".join(
        FILLED.get(p[1 : p.index("}")] if "}" in p else p[1:], "1") + p.partition("}")[2] if p.startswith("{") else p for p in parts
    )


def ask(browser: TestClient, method: str, path: str, **form: str) -> Any:
    """Ask for an address."""
    if method == "GET":
        return browser.get(filled(path), params=WORDS)
    asked = {"pseudonym": "thuis"} | form
    return browser.request(method, filled(path), data=FIELDS | asked, files={name: ("x.yaml", text) for name, text in FILES.items()})


def told(answer: Any) -> str:
    """Give what of an answer may tell of a pupil: not the address that was asked for, which it may repeat."""
    return str(answer.text.replace("/cases/jaimo", ""))


@pytest.fixture
def every(board: Board) -> list[tuple[str, str]]:
    """Give every address of the hosted page."""
    found = list(addresses(board.app.routes))
    assert len(found) > 20
    return found


def test_who_has_not_signed_in_reads_and_writes_nothing(board: Board, every: list[tuple[str, str]]) -> None:
    stranger = board.browser()
    open_ = []
    for method, path in every:
        answer = ask(stranger, method, path)
        assert not any(mark in answer.text for mark in (*MARKS, "thuis")), path
        if (method, path) not in PUBLIC and not (
            answer.status_code in (401, 404) or answer.headers.get("location", "").startswith("/sign-in")
        ):
            open_.append((method, path, answer.status_code))
    assert open_ == []


def test_without_the_key_of_this_machine_nothing_is_read_or_written(stranger: TestClient) -> None:
    open_ = []
    for method, path in addresses(stranger.app.routes):  # type: ignore[attr-defined]  # of a test client
        answer = stranger.request(method, filled(path), headers={"Origin": str(stranger.base_url)})
        if (method, path) not in PUBLIC and answer.status_code not in (401, 404):
            open_.append((method, path, answer.status_code))
    assert open_ == []


def test_every_form_needs_the_mark_of_its_session_and_an_origin_of_ours(board: Board, every: list[tuple[str, str]]) -> None:
    board.join("alles", *ROLES)
    browser = board.signed_in("alles")
    for method, path in every:
        if method != "GET":
            foreign = browser.request(method, filled(path), headers={"Origin": "https://evil.example"})
            assert foreign.status_code == 403, path
        if method != "GET" and not path.startswith(
            "/api/"
        ):  # what a program asks has no form; a browser's origin is looked at all the same
            assert ask(browser, method, path, mark="0" * 32).status_code == (303 if path == "/language" else 403), path
    assert "alles" in browser.get("/me").text


@pytest.mark.parametrize("each", [5, pytest.param(1, marks=pytest.mark.thorough)])
def test_no_answer_is_kept_or_framed_or_lets_anything_in(board: Board, every: list[tuple[str, str]], each: int) -> None:
    board.join("alles", *ROLES)
    browser = board.signed_in("alles")
    for method, path in every[::each]:
        answer = ask(browser, method, path)
        assert answer.headers["x-frame-options"] == "DENY", path
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"], path
        assert "unsafe" not in answer.headers["content-security-policy"], path
        assert answer.headers["cache-control"] == "no-store", path
        assert answer.headers["strict-transport-security"].startswith("max-age="), path
        assert "access-control-allow-origin" not in answer.headers, path
        if path == "/sign-out":
            browser = board.signed_in("alles")


def deeds_for(path: str) -> tuple[Deed, ...] | None:
    """Give which rights open an address, None where every role may."""
    if path.startswith(FREE):
        return None
    fitting = [prefix for prefix in OPENED_BY if path == prefix or path.startswith(f"{prefix}/")]
    assert fitting, f"{path} is new: say in OPENED_BY which right opens it"
    return OPENED_BY[max(fitting, key=len)]


@pytest.mark.parametrize("role", ROLES)
def test_a_role_comes_where_its_rights_reach_and_nowhere_else(board: Board, every: list[tuple[str, str]], role: AccountRole) -> None:
    board.join("ib", "ib")
    board.join("wie", role)
    browser = board.signed_in("wie")
    mark = marked(browser, "/me")
    for method, path in every:
        if (method, path) in PUBLIC | ANYBODY or (deeds := deeds_for(path)) is None:
            continue
        if role == "teacher" and path == "/cases":
            continue  # a teacher without pupils: told below
        answer = ask(browser, method, path, mark=mark)
        if any(MAY[role].get(deed) == "school" for deed in deeds):
            assert answer.status_code not in (401, 403, 500), (method, path, answer.text)
        else:
            assert answer.status_code in (403, 404), (method, path)
            assert not any(sign in told(answer) for sign in (*MARKS, "thuis")), path


def test_a_teacher_sees_the_pupils_that_were_given_and_no_other_anywhere(board: Board, every: list[tuple[str, str]]) -> None:
    board.join("juf", "teacher")
    assert board.signed_in("juf").get("/cases").status_code == 403
    board.accounts().give("juf", "thuis")
    browser = board.signed_in("juf")
    mark = marked(browser, "/me")
    assert browser.get("/cases/thuis").status_code == 200
    for method, path in every:
        if path == "/sign-out":
            continue
        answer = ask(browser, method, path, mark=mark)
        assert "jaimo" not in told(answer).replace("jaimo", "", 0 if "{pseudonym}" not in path else -1), path
        assert MARKS[2] not in answer.text, path  # what concerns safety was not given
        if "{pseudonym}" in path and path.startswith("/cases"):
            assert answer.status_code in (403, 404), path


def test_a_path_leads_out_of_nowhere(board: Board) -> None:
    board.join("alles", *ROLES)
    browser = board.signed_in("alles")
    for path in (
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/static//etc/passwd",
        "/cases/..%2f..%2fetc%2fpasswd",
        "/accounts/of/..%2f..",
    ):
        answer = browser.get(path)
        assert answer.status_code == 404, path
        assert "root:" not in answer.text


def test_the_counts_are_for_this_machine_or_who_has_the_token(board: Board) -> None:
    outside = board.browser()
    assert outside.get("/metrics").status_code == 404
    assert outside.get("/metrics", headers={"Authorization": "Bearer x"}).status_code == 404
    assert outside.get("/metrics", headers={"Authorization": f"Bearer {METRICS}"}).status_code == 200
    beside = TestClient(board.behind, base_url="http://127.0.0.1:8017", client=("127.0.0.1", 1))
    assert beside.get("/metrics").status_code == 200
    assert beside.get("/metrics", headers={"X-Forwarded-For": "203.0.113.7"}).status_code == 404
    assert beside.get("/metrics", headers={"Host": LINDE}).status_code == 404


def test_a_page_that_forgets_its_guard_is_found(board: Board) -> None:
    """What the tests above rest on: a router that is added is walked too."""
    app = build(*board.sites.values())
    app.include_router(_careless())
    assert ("GET", "/open/{pseudonym}") in set(addresses(app.routes))


def _careless() -> Any:
    from fastapi import APIRouter  # noqa: PLC0415 - here alone

    router = APIRouter(prefix="/open")
    router.add_api_route("/{pseudonym}", lambda: "all of it")
    return router
