"""A token from Maskinporten: machine to machine, by a signed grant (RFC 7523 section 2.1; norway.md 1.10).

The grant is signed with the key that ID-porten knows us by (`ransel key`): it is registered on both clients.
"""

import time
from threading import Lock
from uuid import uuid4

from django.conf import settings
from joserfc import jwt

from ransel.identity.oidc.keys import signing_key
from ransel.identity.provider import Unreachable
from ransel.notifications.registers.asking import NotAnswered, ask

GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
HOLDS = 100  # seconds; Maskinporten takes 120 at most
MARGIN = 10  # seconds before a token ends, in which it is used no more

_tokens: dict[tuple[str, str], tuple[str, float]] = {}
_asking = Lock()


def token(scope: str) -> str:
    """One that holds. Kept in this process only, for as long as it does. Raises NotAnswered."""
    key = (settings.MASKINPORTEN_CLIENT_ID, scope)
    with _asking:
        said, until = _tokens.get(key, ("", 0.0))
        if time.monotonic() >= until:
            said, lasts = _ask(scope)
            _tokens[key] = said, time.monotonic() + lasts - MARGIN
        return said


def forget():
    """As after a start; and when a token was not taken."""
    _tokens.clear()


def grant(scope: str) -> str:
    """Raises NotAnswered when no key of ours is in use."""
    now = int(time.time())
    said = {
        "aud": settings.MASKINPORTEN_ISSUER,
        "iss": settings.MASKINPORTEN_CLIENT_ID,
        "scope": scope,
        "iat": now,
        "exp": now + HOLDS,
        "jti": str(uuid4()),
    }
    if settings.MASKINPORTEN_CONSUMER:
        said["consumer_org"] = settings.MASKINPORTEN_CONSUMER
    try:
        key = signing_key()
    except Unreachable as missing:
        raise NotAnswered(f"Maskinporten: {missing}") from None
    return jwt.encode({"alg": "RS256", "kid": key.kid}, said, key, algorithms=["RS256"])


def _ask(scope):
    where = settings.MASKINPORTEN_ISSUER.rstrip("/") + "/token"
    said = ask("POST", where, place="Maskinporten", data={"grant_type": GRANT, "assertion": grant(scope)})
    held = said.get("access_token") if isinstance(said, dict) else None
    lasts = said.get("expires_in") if isinstance(said, dict) else None
    if not isinstance(held, str) or not held or not isinstance(lasts, int):
        raise NotAnswered("Maskinporten: no token in what it says")
    return held, lasts
