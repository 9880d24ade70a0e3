"""The page about the API: what its examples print, and the addresses that it names."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from tests.web.conftest import TOKEN, Served

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")


def test_the_examples_print_what_the_page_says(served: Served) -> None:
    names: dict[str, Any] = {"ADDRESS": served.address, "TOKEN": TOKEN}
    blocks = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert len(blocks) > 5
    for block in blocks:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(block, "docs/api.md", "exec"), names)  # noqa: S102 - our own page
        said = [line.removeprefix("# ") for line in block.splitlines() if line.startswith("# ")]
        assert printed.getvalue().splitlines() == said


def test_the_page_names_every_address(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()["paths"]
    for path, methods in described.items():
        for method in methods:
            assert f"`{method.upper()} {path.replace('{name}', 'NAME')}" in PAGE
