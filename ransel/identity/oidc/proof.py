"""What of a signed answer is believed: OpenID Connect Core 3.1.3.7, and Back-Channel Logout 1.0 § 2.6."""

import time
from hmac import compare_digest
from typing import Any

from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwt import JWTClaimsRegistry

from ransel.identity.oidc import endpoints
from ransel.identity.oidc.profile import Profile
from ransel.identity.provider import NotProved

SIGNED_WITH = ["RS256"]  # ours to say: never the token's, nor the provider's
LEEWAY = 30  # seconds between its clock and ours; its tokens live for 120
OLDEST = 300  # seconds since it was issued
LOGOUT = "http://schemas.openid.net/event/backchannel-logout"
TEST_ONLY = "TestID"  # an eID that anybody may be anybody with


def login(token: str, profile: Profile, *, nonce: str, since: float | None, in_production: bool) -> dict[str, Any]:
    """The claims of a login. `since`: it must have been proved after this moment, in seconds. Raises NotProved."""
    claims = _claims(token, profile, kind=None, needed=("exp", "iat", "nonce", "acr"))
    if not compare_digest(str(claims["nonce"]), nonce):
        raise NotProved("nonce")
    if claims["acr"] not in profile.good_enough:
        raise NotProved("acr")
    if claims.get("azp", profile.client_id) != profile.client_id:
        raise NotProved("azp")
    if in_production and TEST_ONLY in _list(claims.get("amr")):
        raise NotProved("test identity")
    if profile.on_behalf_of and claims.get(profile.on_behalf_of_claim) != profile.on_behalf_of:
        raise NotProved("on behalf of somebody else")
    proved_at = claims.get("auth_time", claims["iat"])
    if isinstance(proved_at, bool) or not isinstance(proved_at, int | float) or proved_at > time.time() + LEEWAY:
        raise NotProved("auth_time")
    if since is not None and ("auth_time" not in claims or proved_at < since - LEEWAY):
        raise NotProved("not proved anew")
    return {**claims, "auth_time": proved_at}


def logout(token: str, profile: Profile) -> dict[str, Any]:
    """The claims of a provider's word that a session is over: `sid` and `jti`. Raises NotProved."""
    claims = _claims(token, profile, kind="logout+jwt", needed=("iat", "exp", "jti", "sid", "events"))
    if "nonce" in claims or not isinstance(claims["events"], dict) or LOGOUT not in claims["events"]:
        raise NotProved("no word of logout")
    return claims


def _claims(token, profile, *, kind, needed):
    try:
        said = _read(token, profile.issuer)
        if "kid" not in said.header or (kind and str(said.header.get("typ")).lower() != kind):
            raise NotProved("header")
        one: Any = {"essential": True, "value": profile.issuer}
        others: Any = {name: {"essential": True} for name in needed}
        JWTClaimsRegistry(leeway=LEEWAY, iss=one, aud={"essential": True}, **others).validate(said.claims)
    except (JoseError, ValueError, TypeError) as wrong:
        raise NotProved(getattr(wrong, "error", "") or "not a token") from None
    if said.claims["aud"] not in (profile.client_id, [profile.client_id]):
        raise NotProved("aud")
    if said.claims["iat"] < time.time() - OLDEST:
        raise NotProved("issued long ago")
    return said.claims


def _read(token, issuer):
    """Signed by one of its keys. One that we do not know may be new: they are asked for once more."""
    try:
        return jwt.decode(token, endpoints.keys(issuer), algorithms=SIGNED_WITH)
    except InvalidKeyIdError:
        return jwt.decode(token, endpoints.keys(issuer, again=True), algorithms=SIGNED_WITH)


def _list(value):
    return value if isinstance(value, list) else [value]
