"""A fact about safety that a school made itself stands as much apart as the one that ships, on one's own machine as well."""

from __future__ import annotations

import datetime as dt
import html
import re
import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from engine.cases.store import CaseStore
from engine.model.history import Rights

TODAY = dt.date.today()  # noqa: DTZ011 - the pages ask for today
FACT = "linde.threatened"
WORD = "bedreigd op weg naar school"
NOTE = "kwam huilend binnen"
FACTS = f"""facts:
  {FACT}:
    type: bool
    label: {{nl: wordt {WORD}, en: is threatened on the way to school}}
    denied: {{nl: wordt niet {WORD}, en: is not threatened on the way to school}}
    question: {{nl: "Wordt de leerling {WORD}?", en: "Is the pupil threatened on the way to school?"}}
    informants: [ib, teacher, pupil]
    privacy: safety
    minutes: 2
    basis: {{kind: local, why: {{nl: het komt hier voor, en: it happens here}}}}
"""
SHARED = ("", "/history", "/views", "/plan", "/whatif", "/record", "/record.yaml")  # a talk may ask, and tells nothing


@pytest.fixture
def made(client: TestClient, mark: str, linde: Path, tmp_path: Path) -> TestClient:
    """Give the page after the school made the fact, while it was being served."""
    assert mark  # the page was in use before
    root = tmp_path / "opslag" / "school"
    shutil.copytree(linde, root)
    (root / "rules" / "facts").mkdir(parents=True, exist_ok=True)
    (root / "rules" / "facts" / "linde.yaml").write_text(FACTS, encoding="utf-8")
    return client


def tells(text: str) -> bool:
    said = html.unescape(text)
    return WORD in said or FACT in said or NOTE in said


def tell(client: TestClient, mark: str) -> None:
    page = client.get("/cases/jaimo/safety").text
    seen = re.search(r'name="seen" value="(\d+)"', page)
    assert seen
    told = {"mark": mark, "seen": seen[1], "fact": FACT, "answer": "true", "by": "teacher", "day": TODAY.isoformat(), "note": NOTE}
    assert client.post("/cases/jaimo/safety", data=told).status_code == 303


def nothing_shared_tells_of_it(client: TestClient, store: CaseStore, mark: str, name: str) -> None:
    assert [e for e in store.history(name, rights=Rights(safety=True)) if e.body.get("fact") == FACT]
    assert not [e for e in store.history(name) if e.body.get("fact") == FACT]
    shown = {path: client.get(f"/cases/{name}{path}") for path in SHARED}
    assert {answer.status_code for answer in shown.values()} == {200}
    assert [path for path, answer in shown.items() if tells(answer.text)] == []
    found = client.get("/cases?words=threatened").text + client.get("/cases?words=huilend").text
    assert f"/cases/{name}/history" not in found
    printed = client.post(f"/cases/{name}/paper", data={"mark": mark, "paper": "advice", "reader": "school", "form": "html"})
    assert printed.status_code == 200
    assert not tells(printed.text)


def test_what_is_told_of_it_is_on_no_shared_page_not_on_paper_and_not_found(made: TestClient, store: CaseStore, mark: str) -> None:
    tell(made, mark)
    safety = made.get("/cases/jaimo/safety").text
    assert tells(safety)
    ids = re.findall(r' id="([^"]+)"', safety)
    assert len(ids) == len(set(ids))  # with two facts to tell of, each has fields of its own
    nothing_shared_tells_of_it(made, store, mark, "jaimo")


def test_what_a_case_file_tells_of_it_goes_apart_too(made: TestClient, store: CaseStore, mark: str) -> None:
    text = f"case: uil\nfacts:\n  absence.any: true\n  {FACT}: {{value: true, by: teacher}}\n"
    said = made.post("/cases/new_pupil/file", data={"mark": mark}, files={"file": ("uil.yaml", text.encode())})
    assert said.status_code == 303, said.text
    nothing_shared_tells_of_it(made, store, mark, "uil")
