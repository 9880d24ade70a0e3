"""A store of made-up pupils that vanishes: to try things out, and to train people with."""

from __future__ import annotations

import datetime as dt
import re
import secrets
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from engine.cases.store import CaseStore
from engine.cases.texts import case_text
from engine.loading.document import read_document
from engine.loading.library import shipped_folder
from engine.recording import Records
from engine.service import Wegwijzer

__all__ = ["PUPILS", "demonstration", "fill"]

# A bird for each pupil, and the vignette that tells about them; together they show every layer, most routes, and what is late.
PUPILS: Mapping[str, str] = {
    "ijsvogel": "organ_jaimo_4_opp",
    "kievit": "organ_mina",
    "koekoek": "te-moeilijk-verschillend-gezien",
    "kraanvogel": "geval-02-vier-jaar-4-vwo",
    "merel": "evalueren-op-42-dagen",
    "putter": "geval-07-dyslexie-en-te-makkelijk",
    "roodborst": "blinde-vlek-meisje",
    "spreeuw": "steps_evaluate_overdue",
    "torenvalk": "escaleren-groep",
    "uil": "cov_verzuim_kleine_stappen",
    "wulp": "cov_lange_adem",
    "zwaluw": "geval-03-rust-met-een-datum",
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@contextmanager
def demonstration(wegwijzer: Wegwijzer, today: dt.date | None = None) -> Iterator[Records]:
    """Give the records of made-up pupils as if all of it happened of late; when it is over, the store is gone."""
    with tempfile.TemporaryDirectory(prefix="wegwijzer-") as folder:
        place, apart = str(Path(folder) / "cases.db"), wegwijzer.base.knowledge.private
        with closing(CaseStore.open(place, secrets.token_urlsafe(24), apart=apart)) as store:
            fill(store, today)
            yield Records(wegwijzer, store)


def fill(store: CaseStore, today: dt.date | None = None) -> None:
    """Put the made-up pupils into a store."""
    day = today or dt.date.today()  # noqa: DTZ011 - a school day is local
    for pseudonym, vignette in PUPILS.items():
        content = _as_of(day, shipped_folder() / "rules" / "vignettes" / f"{vignette}.yaml") | {"case": pseudonym}
        store.import_case(content, case_text(content), who="demo")


def _as_of(today: dt.date, vignette: Path) -> dict[str, Any]:
    """Read a vignette as a case, with all its days moved so that its own day is today."""
    said = dict(read_document(vignette).value)
    moved = today - dt.date.fromisoformat(said["as_of"])
    kept = {name: part for name, part in said.items() if name in ("title", "facts", "events")}
    found = _later(kept, moved)
    if not isinstance(found, dict):
        raise TypeError(vignette)
    return found


def _later(said: object, moved: dt.timedelta) -> object:
    """Move every day in what a case file says."""
    if isinstance(said, dict):
        return {name: _later(part, moved) for name, part in said.items()}
    if isinstance(said, list):
        return [_later(part, moved) for part in said]
    if isinstance(said, str) and _DAY.fullmatch(said):
        return (dt.date.fromisoformat(said) + moved).isoformat()
    return said
