"""Who may what: every role, every deed, with and without what was given by name."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from engine.model.accounts import DEEDS, MAY, ROLES, Account, AccountRole, Deed, Grant, may

PUPIL = "a" * 32
OTHER = "b" * 32
# What each role may for a pupil: by itself, with a grant to read, with one to write, with one for safety, with safety for all.
ALONE, READ, WRITE, SAFE, ALL = "", "read", "write", "safety", "all"
WAYS = (ALONE, READ, WRITE, SAFE, ALL)
EXPECTED: dict[tuple[AccountRole, Deed], tuple[str, ...]] = {
    ("teacher", "read"): (READ, WRITE, SAFE),
    ("teacher", "names"): (READ, WRITE, SAFE),
    ("teacher", "write"): (WRITE,),
    ("teacher", "safety"): (SAFE,),
    ("ib", "read"): WAYS,
    ("ib", "write"): WAYS,
    ("ib", "names"): WAYS,
    ("ib", "open"): WAYS,
    ("ib", "erase"): WAYS,
    ("ib", "safety"): (SAFE, ALL),
    ("policy_maker", "rules"): WAYS,
    ("administrator", "accounts"): WAYS,
    ("administrator", "audit"): WAYS,
    ("administrator", "keep"): WAYS,
}
GRANTS = {READ: Grant(PUPIL), WRITE: Grant(PUPIL, write=True), SAFE: Grant(PUPIL, safety=True)}


def account(*roles: AccountRole, way: str = ALONE, disabled: bool = False) -> Account:
    """Make an account to which something was given."""
    return Account("1", "an", roles, way == ALL, disabled, (GRANTS[way],) if way in GRANTS else ())


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("role", ROLES)
def test_a_role_may_what_the_table_says_and_nothing_else(role: AccountRole, deed: Deed, way: str) -> None:
    assert may(account(role, way=way), deed, PUPIL) == (way in EXPECTED.get((role, deed), ()))


@pytest.mark.parametrize("deed", ["read", "write", "safety", "names"])
@pytest.mark.parametrize("role", ROLES)
def test_what_was_given_for_one_pupil_counts_for_no_other(role: AccountRole, deed: Deed) -> None:
    for way in (READ, WRITE, SAFE):
        assert may(account(role, way=way), deed, OTHER) == may(account(role), deed, OTHER)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("pupil", [PUPIL, OTHER, None])
def test_two_roles_together_may_what_either_may(way: str, pupil: str | None) -> None:
    for one, other, deed in itertools.product(ROLES, ROLES, DEEDS):
        either = may(account(one, way=way), deed, pupil) or may(account(other, way=way), deed, pupil)
        both = may(account(one, other, way=way), deed, pupil)
        assert both == either or (deed == "safety" and both and way in (SAFE, ALL))


def test_who_is_disabled_or_has_no_role_may_nothing() -> None:
    for way, deed in itertools.product(WAYS, DEEDS):
        assert not may(account(*ROLES, way=way, disabled=True), deed, PUPIL)
        assert not may(account(way=way), deed, PUPIL)


def test_no_role_reads_of_safety_by_itself() -> None:
    assert {MAY[role].get("safety") for role in ROLES} <= {None, "named"}
    assert not may(account(*ROLES), "safety", PUPIL)


def test_who_sees_no_pupils_does_not_see_them_by_a_grant_either() -> None:
    for role, way, deed in itertools.product(("policy_maker", "trainer", "administrator"), WAYS, ("read", "write", "names", "safety")):
        assert not may(account(role, way=way), deed, PUPIL)  # type: ignore[arg-type]  # words of the two lists


def test_the_table_in_the_manual_says_what_the_roles_may() -> None:
    """The column of a deed is filled for a role where `MAY` gives it, and empty where it does not."""
    text = (Path(__file__).resolve().parents[2] / "docs" / "case-store.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    start = next(i for i, row in enumerate(rows) if "veiligheid thuis" in row)
    columns: tuple[tuple[Deed, ...], ...] = (
        *(("read",), ("write",), ("names",), ("safety",)),
        *(("open", "erase"), ("rules",), ("accounts", "audit", "keep")),
    )
    assert {deed for deeds in columns for deed in deeds} == set(DEEDS)
    for role, row in zip(ROLES, rows[start + 2 :], strict=False):
        assert f"`{role}`" in row[0]
        for deeds, cell in zip(columns, (*row[1:], *[""] * 7), strict=False):
            for deed in deeds:
                reach = MAY[role].get(deed)
                assert bool(cell) == (reach is not None), (role, deed)
                assert reach != "given" or "gegeven" in cell
                assert reach != "named" or "waar gegeven" in cell
