"""Who gets in, and what is refused before a page sees it."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import PORT, TOKEN
from web.safety import is_own_path

PAGES = ("/", "/cases", "/cases/jaimo", "/cases/new_pupil", "/cases/jaimo/why/form.underachievement")


@pytest.mark.parametrize("path", PAGES)
def test_without_the_key_nothing_can_be_read(stranger: TestClient, path: str) -> None:
    answer = stranger.get(path)
    assert answer.status_code == 401
    assert "jaimo" not in answer.text.replace(path, "")


@pytest.mark.parametrize("token", ["", "x", TOKEN[:-1], TOKEN + "x"])
def test_another_key_opens_nothing(stranger: TestClient, token: str) -> None:
    assert stranger.get(f"/enter?token={token}").status_code == 401
    assert stranger.get("/cases").status_code == 401


def test_the_key_goes_out_of_the_address_into_a_cookie_that_no_script_reads(stranger: TestClient) -> None:
    answer = stranger.get(f"/enter?token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    said = answer.headers["set-cookie"].lower()
    assert "httponly" in said
    assert "samesite=strict" in said


def test_another_name_for_this_machine_is_refused(client: TestClient) -> None:
    for host in ("evil.example", f"evil.example:{PORT}", "127.0.0.1", f"127.0.0.1:{PORT + 1}"):
        assert client.get("/cases", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1", f"https://127.0.0.1:{PORT}"])
def test_a_form_from_elsewhere_is_refused(client: TestClient, mark: str, origin: str) -> None:
    answer = client.post("/cases/new_pupil", data={"pseudonym": "nieuw", "mark": mark}, headers={"Origin": origin})
    assert answer.status_code == 403
    assert "nieuw" not in client.get("/cases").text


@pytest.mark.parametrize("mark", ["", "0" * 32, "é"])
def test_a_form_without_the_mark_of_this_session_is_refused(client: TestClient, mark: str) -> None:
    assert client.post("/cases/new_pupil", data={"pseudonym": "nieuw", "mark": mark}).status_code == 403


def test_a_form_that_names_no_origin_is_refused(client: TestClient, mark: str) -> None:
    del client.headers["Origin"]
    assert client.post("/cases/new_pupil", data={"pseudonym": "nieuw", "mark": mark}).status_code == 403


@pytest.mark.parametrize("path", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "", "x", "/a\nb"])
def test_a_way_back_leads_nowhere_else(client: TestClient, path: str) -> None:
    assert not is_own_path(path)
    answer = client.post("/language", data={"lang": "en", "back": path})
    assert answer.headers["location"] == "/"


def test_too_much_is_refused(client: TestClient) -> None:
    assert client.post("/cases/new_pupil", content=b"x" * 7_000_000).status_code == 413


def test_pages_say_strictly_what_may_run(client: TestClient) -> None:
    headers = client.get("/cases").headers
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'; ")
    assert "unsafe" not in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd"])
def test_no_path_leaves_the_folder_of_what_is_public(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_fault_of_our_own_tells_nothing_of_a_pupil(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        message = "secret of jaimo"
        raise ZeroDivisionError(message)

    monkeypatch.setattr("web.desks.advising.seen", broken)
    answer = client.get("/cases/jaimo")
    assert answer.status_code == 500
    assert "secret" not in answer.text + caplog.text
    assert "ZeroDivisionError" in caplog.text
