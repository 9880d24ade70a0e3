"""One school's folder, made once for all tests that only look at it."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.service import Wegwijzer, open_wegwijzer, start_rule, start_school

STARTS = {
    "finding": "signal.te_druk",
    "hypothesis": "cause.te_volle_klas",
    "alert": "alert.ouders_wachten",
    "intervention": "maatje_in_de_klas",
    "protocol": "eerste_gesprek",
}


@pytest.fixture(scope="session")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder as `wegwijzer init` does, with a start of every kind in it."""
    folder = tmp_path_factory.mktemp("own") / "de-regenboog"
    start_school(folder, region="midden")
    for kind, id_ in STARTS.items():
        start_rule(folder, kind, id_)  # type: ignore[arg-type]  # the keys are kinds
    return folder


@pytest.fixture(scope="session")
def at_school(school: Path) -> Wegwijzer:
    """Open that folder once."""
    return open_wegwijzer(school)
