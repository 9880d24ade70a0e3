"""Who is at this machine is told also where the machine knows no name for them."""

from __future__ import annotations

import getpass

import pytest

from engine.cases.users import user_here


@pytest.mark.parametrize("problem", [KeyError("uid not found: 1000"), OSError("No username set in the environment"), ImportError("pwd")])
def test_who_has_no_name_here_is_called_by_number(monkeypatch: pytest.MonkeyPatch, problem: Exception) -> None:
    def nameless() -> str:
        raise problem

    monkeypatch.setattr(getpass, "getuser", nameless)
    assert user_here().startswith("user")
    monkeypatch.undo()
    monkeypatch.setenv("LOGNAME", "jan")
    assert user_here() == "jan"
