"""Somebody who was sent to a provider, sealed for the browser that left: so any of our processes can take them back in."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
from dataclasses import dataclass, field

from engine.cases.keys import seal, unseal
from engine.cases.openid import Departure
from engine.cases.store import CaseStore
from engine.diagnostics import KnowledgeError, Location, fault

__all__ = ["Away", "sealed_away", "unsealed_away"]

_ABOUT = b"away"


@dataclass(frozen=True, slots=True)
class Away:
    """Who left, whither in our pages they want to go, and the invitation that they may have come with."""

    left: Departure
    to: str
    invitation: str = field(repr=False, default="")


def sealed_away(store: CaseStore, away: Away) -> str:
    """Seal it, so that the browser that carries it can neither read nor change it."""
    left = away.left
    told = [store.school, left.url, left.state, left.nonce, left.verifier, left.until.isoformat(), away.to, away.invitation]
    return base64.urlsafe_b64encode(seal(store.keys.of_purpose("departures"), json.dumps(told).encode(), _ABOUT)).decode()


def unsealed_away(store: CaseStore, sealed: str) -> Away:
    """Open it; raises `KnowledgeError` when it was not sealed here, for this school."""
    try:
        told = json.loads(unseal(store.keys.of_purpose("departures"), base64.urlsafe_b64decode(sealed), _ABOUT))
    except (ValueError, binascii.Error):
        told = [""]
    if told[0] != store.school:
        raise KnowledgeError([fault("account.no_departure", Location())])
    _, url, state, nonce, verifier, until, to, invitation = told
    return Away(Departure(url, state, nonce, verifier, dt.datetime.fromisoformat(until)), to, invitation)
