"""Asking the provider. Where is read from its discovery document, never built; nothing is followed elsewhere."""

import json
import time
from dataclasses import dataclass, field
from threading import Lock
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import requests
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from ransel.identity.oidc.keys import signing_key
from ransel.identity.oidc.profile import Profile
from ransel.identity.provider import NotProved, Unreachable

WAIT = (3.05, 5)  # seconds: to reach it, and for its answer
SILENT_FOR = 10  # seconds: one that did not answer is not asked again so soon, that nobody waits for it in vain
KEPT = 24 * 3600  # seconds; the documentation of ID-porten asks for about a day
AGAIN_AFTER = 60  # seconds: keys that we do not know are asked for no oftener
SHORT = 60  # seconds for which our own signature holds
MOST = 200_000  # bytes of an answer
WHERE = "/.well-known/openid-configuration"


@dataclass
class Known:
    """What a provider has said of itself."""

    metadata: dict[str, Any] = field(default_factory=dict)
    keys: KeySet | None = None
    said_at: float = 0.0
    keys_at: float = 0.0
    silent_at: float = float("-inf")


_known: dict[str, Known] = {}
_asking = Lock()


def metadata(issuer: str) -> dict[str, Any]:
    """Its discovery document. A day old at most; older only while it does not answer. Raises Unreachable."""
    with _asking:
        known = _known.setdefault(issuer, Known())
        if time.monotonic() - known.said_at > KEPT or not known.metadata:
            _ask(issuer, known)
        return known.metadata


def _ask(issuer, known):
    if time.monotonic() - known.silent_at > SILENT_FOR:
        try:
            said = _read(issuer.rstrip("/") + WHERE)
        except Unreachable:
            known.silent_at = time.monotonic()
        else:
            if said.get("issuer") != issuer:
                raise Unreachable("it calls itself something else")
            known.metadata, known.said_at = said, time.monotonic()
    if not known.metadata:
        raise Unreachable("it does not say where it is to be asked")


def keys(issuer: str, *, again=False) -> KeySet:
    """The keys it signs with. `again`: one was not among them, and it may have got new ones. Raises Unreachable."""
    where = metadata(issuer)["jwks_uri"]
    with _asking:
        known = _known[issuer]
        age = time.monotonic() - known.keys_at
        if known.keys is None or age > KEPT or (again and age > AGAIN_AFTER):
            try:
                said: Any = _read(where)
                known.keys, known.keys_at = KeySet.import_key_set(said), time.monotonic()
            except (JoseError, ValueError) as wrong:
                raise Unreachable("its keys can't be read") from wrong
        return known.keys


def forget():
    """What providers have said, as after a start."""
    _known.clear()


class Client:
    """We, speaking with one provider."""

    def __init__(self, profile: Profile, redirect_uri: str):
        self.profile, self.metadata = profile, metadata(profile.issuer)
        signs = not profile.secret
        self.session = OAuth2Session(
            profile.client_id,
            signing_key() if signs else profile.secret,
            scope=profile.scope,
            redirect_uri=redirect_uri,
            code_challenge_method="S256",
            token_endpoint_auth_method="private_key_jwt" if signs else "client_secret_basic",
        )
        if signs:
            said = {"claims": {"exp": int(time.time()) + SHORT}, "headers": {"kid": self.session.client_secret.kid}}
            self.session.register_client_auth_method(PrivateKeyJWT(profile.issuer, **said))

    def way_in(self, **asked: str) -> str:
        """Where the browser goes. What is asked is pushed there by us, where the provider takes that (RFC 9126)."""
        authorize = self.metadata["authorization_endpoint"]
        address, _state = self.session.create_authorization_url(authorize, **asked)
        if not self.metadata.get("pushed_authorization_request_endpoint"):
            return address
        said = {"client_id": self.profile.client_id, "request_uri": self._push(parse_qsl(urlsplit(address).query))}
        return f"{authorize}?{urlencode(said)}"

    def tokens(self, code: str, verifier: str) -> dict[str, Any]:
        """What the code is worth; asked once. Raises NotProved, Unreachable."""
        try:
            return self.session.fetch_token(
                self.metadata["token_endpoint"],
                grant_type="authorization_code",
                code=code,
                code_verifier=verifier,
                timeout=WAIT,
                allow_redirects=False,
            )
        except OAuthError as refused:
            raise NotProved("code refused") from refused
        except requests.RequestException as failed:
            raise Unreachable("token endpoint") from failed
        except ValueError as wrong:
            raise NotProved("no token") from wrong

    def about(self, token: dict[str, Any]) -> dict[str, Any]:
        """What the userinfo endpoint says. Raises Unreachable."""
        headers = {"Authorization": f"Bearer {token['access_token']}"}
        return _read(self.metadata["userinfo_endpoint"], headers)

    def is_active(self, token: str) -> bool:
        """Whether a token has neither run out nor been ended (RFC 7662). Raises Unreachable."""
        answer = self._post("introspection_endpoint", {"token": token})
        said = _document(answer) if answer.status_code == 200 else {}
        if not isinstance(said.get("active"), bool):
            raise Unreachable("introspection")
        return said["active"]

    def revoke(self, token: str):
        """It is worth nothing any more (RFC 7009). Raises Unreachable."""
        if self._post("revocation_endpoint", {"token": token}).status_code != 200:
            raise Unreachable("revocation")

    def _push(self, fields) -> str:
        answer = self._post("pushed_authorization_request_endpoint", fields)
        said = _document(answer) if answer.status_code == 201 else {}
        if not isinstance(said.get("request_uri"), str):
            raise NotProved("pushed request refused")
        return said["request_uri"]

    def _post(self, where, fields):
        auth = self.session.client_auth(self.session.token_endpoint_auth_method)
        address = self.metadata.get(where)
        if not address:
            raise Unreachable(where)
        try:
            return requests.post(address, data=fields, auth=auth, timeout=WAIT, allow_redirects=False)
        except requests.RequestException as failed:
            raise Unreachable(where) from failed


def _document(answer) -> dict[str, Any]:
    """Nothing where it is none."""
    try:
        said = answer.json()
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _read(where, headers=None) -> dict[str, Any]:
    """A document of theirs. Raises Unreachable for anything that is none."""
    try:
        with requests.get(where, headers=headers, timeout=WAIT, allow_redirects=False, stream=True) as answer:
            body = answer.raw.read(MOST + 1, decode_content=True)
        said = json.loads(body) if answer.status_code == 200 and len(body) <= MOST else None
    except (requests.RequestException, OSError, ValueError) as failed:
        raise Unreachable(where.split("?")[0]) from failed
    if not isinstance(said, dict):
        raise Unreachable(where.split("?")[0])
    return said
