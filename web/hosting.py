"""The settings of a board's page, and what is served by them: a site for each school, each under a name of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.cases.accounts import Accounts
from engine.cases.openid import Client
from engine.cases.sessions import Sessions
from engine.cases.store import CaseStore
from engine.diagnostics import Diagnostic, KnowledgeError, fault
from engine.loading.document import Document, read_document
from engine.loading.schema import schema_faults
from web.asking import Site
from web.hosted import HostedDoor
from web.rulebook import Rulebook
from web.settings import Settings

__all__ = ["Hosting", "School", "open_sites", "read_hosting"]

_EXAMPLE = "store: postgresql:///wegwijzer"
_LISTEN = "127.0.0.1:8017"
_PORTS = 65_536


@dataclass(frozen=True, slots=True)
class School:
    """One school: what the store calls it, its name on the net, its passphrase, rules of its own, and where its people may sign in."""

    school: str
    host: str
    passphrase: str = field(repr=False)
    rules: Path | None = None
    provider: Client | None = None
    provider_name: str = ""


@dataclass(frozen=True, slots=True)
class Hosting:
    """How a board's page is served; `listen` is an address and a port, `proxies` are whose word about others' addresses is believed."""

    store: str
    schools: tuple[School, ...]
    listen: tuple[str, int]
    workers: int
    proxies: tuple[str, ...]
    copies: Path | None
    metrics_token: str = field(repr=False, default="")


def read_hosting(path: Path) -> Hosting:
    """Read the settings; raises `KnowledgeError` with all their faults. A relative path is one beside the file."""
    document = read_document(path, example=_EXAMPLE)
    faults = schema_faults(document, "hosting")
    if faults or not isinstance(document.value, dict):
        raise KnowledgeError(faults)
    reader = _Reader(document, path.absolute().parent)
    hosting = reader.hosting(document.value)
    if reader.faults:
        raise KnowledgeError(reader.faults)
    return hosting


class _Reader:
    """Reads one file of settings and gathers its faults."""

    def __init__(self, document: Document, folder: Path) -> None:
        self.document, self.folder = document, folder
        self.faults: list[Diagnostic] = []

    def hosting(self, said: Mapping[str, Any]) -> Hosting:
        address, _, port = said.get("listen", _LISTEN).rpartition(":")
        if int(port) >= _PORTS:
            self.faults.append(fault("serve.port", self.document.at(("listen",)), port=port))
        schools = tuple(self.school(i, each) for i, each in enumerate(said["schools"]))
        for name in ("host", "school"):
            self.only_once(name, [each[name] for each in said["schools"]])
        return Hosting(
            self.store(said["store"]),
            schools,
            (address.strip("[]"), int(port)),
            said.get("workers", 2),
            tuple(said.get("proxies", ["127.0.0.1"])),
            self.path(said.get("copies")),
            self.secret(said.get("metrics_token_file"), ("metrics_token_file",)),
        )

    def school(self, i: int, said: Mapping[str, Any]) -> School:
        there = said.get("openid")
        provider = there and Client(
            there["issuer"],
            there["client_id"],
            self.secret(there.get("secret_file"), ("schools", i, "openid", "secret_file")),
            f"https://{said['host']}/openid/back",
        )
        passphrase = self.secret(said["passphrase_file"], ("schools", i, "passphrase_file"))
        return School(said["school"], said["host"], passphrase, self.path(said.get("rules")), provider, there["name"] if there else "")

    def only_once(self, name: str, values: list[str]) -> None:
        for i, value in enumerate(values):
            if value in values[:i]:
                self.faults.append(fault("serve.twice", self.document.at(("schools", i, name)), name=value))

    def store(self, said: str) -> str:
        return said if said.startswith("postgres") else str(self.folder / said)

    def path(self, said: str | None) -> Path | None:
        return self.folder / said if said else None

    def secret(self, said: str | None, trail: tuple[str | int, ...]) -> str:
        if said is None:
            return ""
        try:
            found = (self.folder / said).read_text(encoding="utf-8").strip()
        except (OSError, ValueError):
            found = ""
        if not found:
            self.faults.append(fault("serve.secret", self.document.at(trail), file=said))
        return found


def open_sites(hosting: Hosting) -> tuple[Site, ...]:
    """Open the store for every school; raises `KnowledgeError` at the first that cannot be opened.

    The rules of a school are opened when they are first asked for: where they have a fault, the other schools go on.
    """
    books: dict[Path | None, Rulebook] = {}
    sites: list[Site] = []
    store: CaseStore | None = None
    for school in hosting.schools:
        if store is None:
            store = CaseStore.open(hosting.store, school.passphrase, school=school.school, create=False)
        else:
            store = store.beside(school.school, school.passphrase)
        settings = Settings("hosted", frozenset({school.host}), school.rules, copies=hosting.copies)
        door = HostedDoor(settings, Sessions(Accounts(store)), school.provider, school.provider_name)
        sites.append(Site(settings, door, books.setdefault(school.rules, Rulebook(school.rules))))
    return tuple(sites)
