"""Signing in at a provider, against a real one that runs on this machine."""

from __future__ import annotations

import base64
import datetime as dt
import hmac
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
from joserfc import jwk, jwt

from engine.cases.accounts import Accounts
from engine.cases.openid import Client, Departure, Identity, Provider, begun, checked, discovered, finished
from engine.cases.sessions import Sessions
from engine.diagnostics import KnowledgeError
from engine.model.accounts import Account
from tests.providers import running_provider
from tests.refusals import refused

BACK = "http://127.0.0.1:1/terug"


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    """Start a provider, and give what we are to it."""
    with running_provider() as issuer:
        yield Client(issuer, "wegwijzer", "een geheim", BACK)


@pytest.fixture
def provider(client: Client) -> Provider:
    """Give what the provider says of itself."""
    return discovered(client)


def now() -> dt.datetime:
    """Give the moment it is: the provider has the clock of this machine."""
    return dt.datetime.now(dt.UTC)


def visit(left: Departure, subject: str = "an", **form: str) -> str:
    """Do what a browser does at the provider, and give the address to which it is sent back."""
    answer = requests.post(left.url, data={"sub": subject, **form}, allow_redirects=False, timeout=10)
    assert answer.status_code == 302, answer.text[:300]
    return answer.headers["Location"]


def token(client: Client, provider: Provider, left: Departure) -> str:
    """Have the provider sign a token."""
    code = parse_qs(urlsplit(visit(left)).query)["code"][0]
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK, "code_verifier": left.verifier}
    answer = requests.post(provider.token, data=form, auth=(client.client_id, client.secret), timeout=10)
    return str(answer.json()["id_token"])


def why(problem: pytest.ExceptionInfo[KnowledgeError]) -> object:
    """Give what did not fit."""
    return problem.value.diagnostics[0].values["why"]


def test_who_comes_back_is_who_the_provider_says(client: Client, provider: Provider) -> None:
    left = begun(client, provider, now())
    assert finished(client, provider, left, visit(left, "an-123"), now()) == Identity(client.issuer, "an-123")


def test_state_nonce_and_challenge_are_new_each_time_and_the_verifier_stays_here(client: Client, provider: Provider) -> None:
    one, other = begun(client, provider, now()), begun(client, provider, now())
    asked, again = (parse_qs(urlsplit(left.url).query) for left in (one, other))
    for name in ("state", "nonce", "code_challenge"):
        assert asked[name] != again[name]
    assert (asked["response_type"], asked["code_challenge_method"], asked["scope"]) == (["code"], ["S256"], ["openid"])
    assert one.verifier not in one.url
    assert client.secret not in one.url
    assert not any(secret in repr(one) for secret in (one.verifier,))


def test_a_code_without_the_right_verifier_is_refused_by_the_provider(client: Client, provider: Provider) -> None:
    left, thief = begun(client, provider, now()), begun(client, provider, now())
    with refused("account.provider") as told:
        finished(client, provider, replace(left, verifier=thief.verifier), visit(left), now())
    assert why(told) == "code"


def test_an_answer_to_another_browser_is_refused(client: Client, provider: Provider) -> None:
    left, other = begun(client, provider, now()), begun(client, provider, now())
    with refused("account.provider") as told:
        finished(client, provider, left, visit(other), now())
    assert why(told) == "state"
    arrived = visit(left)
    with refused("account.provider") as told:  # said twice is not said
        finished(client, provider, left, f"{arrived}&{urlencode({'state': 'x'})}", now())
    assert why(told) == "state"


def test_a_code_is_used_once(client: Client, provider: Provider) -> None:
    left = begun(client, provider, now())
    arrived = visit(left)
    finished(client, provider, left, arrived, now())
    with refused("account.provider") as told:
        finished(client, provider, left, arrived, now())
    assert why(told) == "code"


def test_who_declines_or_stays_away_too_long_is_not_signed_in(client: Client, provider: Provider) -> None:
    left = begun(client, provider, now())
    denied = f"{BACK}?{urlencode({'error': 'access_denied', 'state': left.state})}"
    with refused("account.provider") as told:
        finished(client, provider, left, denied, now())
    assert why(told) == "denied"
    with refused("account.provider") as told:
        finished(client, provider, left, visit(left), now() + dt.timedelta(minutes=10))
    assert why(told) == "late"


def test_an_answer_in_the_name_of_another_issuer_is_refused(client: Client, provider: Provider) -> None:
    left = begun(client, provider, now())
    with refused("account.provider") as told:
        finished(client, provider, left, f"{visit(left)}&{urlencode({'iss': 'https://ander.example'})}", now())
    assert why(told) == "issuer"


def test_a_signed_token_is_held_against_everything_it_says(client: Client, provider: Provider) -> None:
    left = begun(client, provider, now())
    signed = token(client, provider, left)
    assert checked(client, provider, signed, left.nonce, now()).subject == "an"
    for other, nonce, when, expected in (
        (client, "een andere", now(), "nonce"),
        (replace(client, client_id="een ander"), left.nonce, now(), "aud"),
        (replace(client, issuer="https://ander.example"), left.nonce, now(), "iss"),
        (client, left.nonce, now() + dt.timedelta(seconds=361), "exp"),
        (client, left.nonce, now() - dt.timedelta(days=1), "iat"),
    ):
        with refused("account.provider") as told:
            checked(other, provider, signed, nonce, when)
        assert why(told) in (expected, "claim"), expected
    assert checked(client, provider, signed, left.nonce, now() + dt.timedelta(seconds=300)).subject == "an"  # clocks differ a little


def test_a_token_that_the_provider_did_not_sign_is_refused(client: Client, provider: Provider) -> None:
    left = begun(client, provider, now())
    head, body, signature = token(client, provider, left).split(".")
    said = json.loads(base64.urlsafe_b64decode(body + "=="))
    forged = base64.urlsafe_b64encode(json.dumps(said | {"sub": "directeur"}).encode()).rstrip(b"=").decode()
    unsigned = base64.urlsafe_b64encode(json.dumps({"alg": "none"}).encode()).rstrip(b"=").decode()
    swapped = signature[:-8] + "AAAAAAAA"
    for each in (
        f"{head}.{forged}.{signature}",
        f"{head}.{body}.{swapped}",
        f"{unsigned}.{forged}.",
        f"{unsigned}.{forged}.{signature}",
        "",
        "x.y.z",
    ):
        with refused("account.provider") as told:
            checked(client, provider, each, left.nonce, now())
        assert why(told) == "signature"
    with refused("account.provider") as told:
        checked(client, replace(provider, keys={"keys": []}), f"{head}.{body}.{signature}", left.nonce, now())
    assert why(told) == "signature"


# --- how a token is signed ---


def signed(header: dict[str, str], claims: dict[str, object], sign: Callable[[bytes], bytes]) -> str:
    """Write a token by hand: a library would not make most of these."""
    head, body = (base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in (header, claims))
    return b".".join((head, body, base64.urlsafe_b64encode(sign(head + b"." + body)).rstrip(b"="))).decode()


def claims_for(client: Client, **more: object) -> dict[str, object]:
    moment = int(now().timestamp())
    return {"iss": client.issuer, "aud": client.client_id, "sub": "an", "nonce": "n", "iat": moment, "exp": moment + 300, **more}


def keyed_by(provider: Provider, *keys: Any) -> Provider:
    """Give the provider with other keys, as it would publish them."""
    return replace(provider, keys={"keys": [key.as_dict(private=False) for key in keys]})


@pytest.mark.parametrize("way", ["RS256", "PS256", "ES256", "Ed25519"])
def test_every_way_of_signing_that_is_taken_proves_who_signed(way: str, client: Client, provider: Provider) -> None:
    """And with another key of the same kind it proves nothing."""
    make: Callable[[], Any] = {
        "RS256": lambda: jwk.RSAKey.generate_key(2048, {"kid": "k"}),
        "PS256": lambda: jwk.RSAKey.generate_key(2048, {"kid": "k"}),
        "ES256": lambda: jwk.ECKey.generate_key("P-256", {"kid": "k"}),
        "Ed25519": lambda: jwk.OKPKey.generate_key("Ed25519", {"kid": "k"}),
    }[way]
    ours, other = make(), make()
    written = jwt.encode({"alg": way, "kid": "k"}, claims_for(client), ours, algorithms=[way])
    assert checked(client, keyed_by(provider, ours), written, "n", now()).subject == "an"
    for keys in ([other], []):
        with refused("account.provider") as told:
            checked(client, keyed_by(provider, *keys), written, "n", now())
        assert why(told) == "signature"


@pytest.mark.parametrize("way", ["HS256", "HS384", "HS512"])
@pytest.mark.parametrize("shape", ["PEM", "DER", "JWK"])
def test_a_public_key_is_no_secret_to_sign_with(way: str, shape: str, client: Client, provider: Provider) -> None:
    """The confusion of algorithms: whoever knows the public key would sign with it as if it were a shared one."""
    key = jwk.RSAKey.generate_key(2048, {"kid": "k"})
    known = {"PEM": key.as_pem(private=False), "DER": key.as_der(private=False), "JWK": json.dumps(key.as_dict(private=False)).encode()}
    forged = signed(
        {"alg": way, "kid": "k"}, claims_for(client), lambda said: hmac.digest(known[shape], said, f"sha{way.removeprefix('HS')}")
    )
    with refused("account.provider") as told:
        checked(client, keyed_by(provider, key), forged, "n", now())
    assert why(told) == "signature"


def test_a_shared_key_that_a_provider_publishes_is_not_taken(client: Client, provider: Provider) -> None:
    secret = b"0123456789abcdef0123456789abcdef"
    published = {"kty": "oct", "kid": "k", "k": base64.urlsafe_b64encode(secret).rstrip(b"=").decode()}
    forged = signed({"alg": "HS256", "kid": "k"}, claims_for(client), lambda said: hmac.digest(secret, said, "sha256"))
    with refused("account.provider") as told:
        checked(client, replace(provider, keys={"keys": [published]}), forged, "n", now())
    assert why(told) == "signature"


@pytest.mark.parametrize("way", ["none", "None", "NONE", "nOnE", "", "RS1", "ES256"])
def test_a_token_without_a_signature_or_of_another_kind_is_refused(way: str, client: Client, provider: Provider) -> None:
    key = jwk.RSAKey.generate_key(2048, {"kid": "k"})
    for header in ({"alg": way}, {"alg": way, "kid": "k"}):
        with refused("account.provider") as told:
            checked(client, keyed_by(provider, key), signed(header, claims_for(client), lambda _: b""), "n", now())
        assert why(told) == "signature"


def test_a_provider_is_who_it_says_and_nobody_listens_on_the_way(client: Client) -> None:
    port = urlsplit(client.issuer).port
    for issuer, expected in (
        (f"http://127.0.0.2:{port}", "silent"),
        (f"{client.issuer}/", "issuer"),
        ("http://aanmelden.example", "http"),
        ("ftp://127.0.0.1", "http"),
        ("http://127.0.0.1:1", "silent"),
    ):
        with refused("account.provider") as told:
            discovered(replace(client, issuer=issuer))
        assert why(told) == expected


@pytest.mark.parametrize("anywhere", ["file"], indirect=True)
def test_nobody_has_an_account_without_an_invitation(accounts: Accounts, joined: Callable[..., Account]) -> None:
    joined("an@school.nl", "ib")
    sessions = Sessions(accounts)
    with refused("account.not_linked"):  # whatever address of mail the provider tells of
        sessions.sign_in_openid("https://aanmelden.example", "an@school.nl")
    assert len(accounts.all()) == 1


@pytest.mark.parametrize("anywhere", ["file"], indirect=True)
def test_an_account_is_linked_by_issuer_and_subject_together(accounts: Accounts) -> None:
    sessions = Sessions(accounts)
    account = accounts.accept_openid(accounts.invite("an", ["ib"]).code, "https://een.example", "123")
    assert sessions.account(sessions.sign_in_openid("https://een.example", "123").token).id == account.id
    for issuer, subject in (("https://ander.example", "123"), ("https://een.example", "124")):
        with refused("account.not_linked"):
            sessions.sign_in_openid(issuer, subject)
    with refused("account.linked"):
        accounts.accept_openid(accounts.invite("bo", ["ib"]).code, "https://een.example", "123")
    accounts.set_disabled("an")
    with refused("account.not_linked"):
        sessions.sign_in_openid("https://een.example", "123")
    with refused("account.wrong"):  # without a password no password opens it
        sessions.sign_in("an", "")
