"""An OpenID provider in a process of its own, on this machine: `provider.py PORT SECONDS`, the seconds for which its tokens hold.

It is oidc-provider-mock, made of Authlib's server side, whose own check of PKCE is switched on here.
"""

from __future__ import annotations

import sys
import warnings
from datetime import timedelta
from typing import Any

warnings.simplefilter("ignore")  # of a library that is not ours

from authlib.oauth2.rfc7636 import CodeChallenge  # noqa: E402 - after the line above
from oidc_provider_mock import _app, app  # noqa: E402 - as above
from werkzeug.serving import make_server  # noqa: E402

_CHALLENGES: dict[str, tuple[str | None, str | None]] = {}


class _Challenge(CodeChallenge):  # type: ignore[misc]  # it ships no types
    def get_authorization_code_challenge(self, authorization_code: Any) -> str | None:
        return _CHALLENGES[authorization_code.code][0]

    def get_authorization_code_challenge_method(self, authorization_code: Any) -> str | None:
        return _CHALLENGES[authorization_code.code][1]


class _Grant(_app.AuthorizationCodeGrant):  # type: ignore[misc]  # as above
    TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_basic", "client_secret_post", "none")

    def __init__(self, request: Any, server: Any) -> None:
        super().__init__(request, server)
        _Challenge(required=True)(self)

    def save_authorization_code(self, code: str, request: Any) -> None:
        super().save_authorization_code(code, request)
        told = request.payload.data
        _CHALLENGES[code] = told.get("code_challenge"), told.get("code_challenge_method")


if __name__ == "__main__":
    _app.AuthorizationCodeGrant = _Grant
    provider = app(require_nonce=True, access_token_max_age=timedelta(seconds=int(sys.argv[2])))
    server = make_server("127.0.0.1", int(sys.argv[1]), provider, threaded=True)
    print(server.server_port, flush=True)  # noqa: T201 - who started it reads this
    server.serve_forever()
