"""Signing in at somebody else's provider: OpenID Connect, by an authorization code with PKCE.

A page sends the browser to `begun(...).url`, keeps `Departure` for it, and gives `finished` the address that the browser comes back to.
"""

from __future__ import annotations

import datetime as dt
import hmac
import ipaddress
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from engine.diagnostics import KnowledgeError, Location, fault

__all__ = ["Client", "Departure", "Identity", "Provider", "begun", "checked", "discovered", "finished"]

_SIGNED = ["RS256", "PS256", "ES256", "Ed25519"]  # never `none`, and never with a key that we share
_LEEWAY = 60  # seconds that two clocks may differ
_PATIENCE = 10  # seconds
_AWAY = dt.timedelta(minutes=10)  # how long somebody may take at the provider


@dataclass(frozen=True, slots=True)
class Client:
    """What we are to a provider: its issuer, our id and secret there, and the address to come back to."""

    issuer: str
    client_id: str
    secret: str = field(repr=False)
    redirect: str


@dataclass(frozen=True, slots=True)
class Provider:
    """Where a provider does what, by its own word, and the keys by which it signs."""

    issuer: str
    authorize: str
    token: str
    keys: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Departure:
    """Somebody who was sent to a provider; all but the address is kept for the browser that left, and shown to nobody else."""

    url: str
    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)
    until: dt.datetime


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is to a provider. An address of mail is no identity: it can be given to somebody else."""

    issuer: str
    subject: str


def discovered(client: Client) -> Provider:
    """Ask a provider where it does what; raises `KnowledgeError` when it is not there, or is another one than it should be."""
    told = _fetched(client, f"{client.issuer.rstrip('/')}/.well-known/openid-configuration")
    names = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
    if any(not isinstance(told.get(name), str) for name in names) or told["issuer"] != client.issuer:
        raise _refused(client, "issuer")
    issuer, authorize, token, keys = (told[name] for name in names)
    if not (_is_safe(authorize) and _is_safe(token)):
        raise _refused(client, "http")
    return Provider(issuer, authorize, token, _fetched(client, keys))


def begun(client: Client, provider: Provider, now: dt.datetime) -> Departure:
    """Send somebody to a provider."""
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    with _session(client) as session:
        url, _ = session.create_authorization_url(provider.authorize, state=state, nonce=nonce, code_verifier=verifier)
    return Departure(url, state, nonce, verifier, now + _AWAY)


def finished(client: Client, provider: Provider, left: Departure, arrived: str, now: dt.datetime) -> Identity:
    """Give who came back, at the whole address where they `arrived`; raises `KnowledgeError` when anything does not fit."""
    told = {name: values[0] for name, values in parse_qs(urlsplit(arrived).query).items() if len(values) == 1}
    if not hmac.compare_digest(told.get("state", "").encode(), left.state.encode()):
        raise _refused(client, "state")
    if now >= left.until:
        raise _refused(client, "late")
    if told.get("iss", client.issuer) != client.issuer:  # RFC 9207: answers of two providers mixed up
        raise _refused(client, "issuer")
    if "code" not in told:
        raise _refused(client, "denied")
    try:
        with _session(client) as session:
            session.trust_env = False
            token = session.fetch_token(
                provider.token, code=told["code"], code_verifier=left.verifier, timeout=_PATIENCE, allow_redirects=False
            )
    except AuthlibBaseError:
        raise _refused(client, "code") from None
    except (requests.RequestException, ValueError):
        raise _refused(client, "silent") from None
    return checked(client, provider, str(token.get("id_token", "")), left.nonce, now, access=token.get("access_token"))


def checked(  # noqa: PLR0913 - all that a token is held against
    client: Client, provider: Provider, token: str, nonce: str, now: dt.datetime, *, access: str | None = None
) -> Identity:
    """Give whom a signed token is about: its signature, issuer, audience, hours and nonce all fit, or `KnowledgeError` is raised."""
    try:
        signed = jwt.decode(token, KeySet.import_key_set(dict(provider.keys)), algorithms=_SIGNED)  # type: ignore[arg-type]  # what the provider said
    except (JoseError, ValueError, KeyError, TypeError):
        raise _refused(client, "signature") from None
    options = {"iss": {"essential": True, "value": client.issuer}, "aud": {"essential": True, "value": client.client_id}}
    params = {"nonce": nonce, "client_id": client.client_id, "access_token": access}
    claims = CodeIDToken(signed.claims, signed.header, options, params)
    try:
        claims.validate(now=int(now.timestamp()), leeway=_LEEWAY)
    except (JoseError, AuthlibBaseError, TypeError, ValueError) as problem:
        raise _refused(client, str(getattr(problem, "claim", "") or "claim")) from None
    if not isinstance(claims["sub"], str) or not claims["sub"]:
        raise _refused(client, "sub")
    return Identity(client.issuer, claims["sub"])


def _session(client: Client) -> Any:  # noqa: ANN401 - Authlib ships no types
    return OAuth2Session(
        client.client_id, client.secret or None, redirect_uri=client.redirect, scope="openid", code_challenge_method="S256",
        token_endpoint_auth_method="client_secret_basic" if client.secret else "none",
    )  # fmt: skip


def _fetched(client: Client, url: str) -> dict[str, Any]:
    """Read what a provider says of itself."""
    if not _is_safe(url):
        raise _refused(client, "http")
    try:
        answer = requests.get(url, timeout=_PATIENCE, allow_redirects=False)
        told = answer.json() if answer.ok else None
    except (requests.RequestException, ValueError):
        told = None
    if not isinstance(told, dict):
        raise _refused(client, "silent")
    return told


def _is_safe(url: str) -> bool:
    """Tell whether nobody on the way can listen: encrypted, or on this machine."""
    parts = urlsplit(url)
    if parts.scheme == "https":
        return True
    try:
        return parts.scheme == "http" and ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False


def _refused(client: Client, why: str) -> KnowledgeError:
    return KnowledgeError([fault("account.provider", Location(), name=client.issuer, why=why)])
