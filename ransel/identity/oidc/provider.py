"""ID-porten and Feide behind the seam of `identity.provider`.

What was asked is kept in the session of the browser that asked, until the answer comes: so an answer counts in that
browser alone, once, and for ten minutes. Tokens are read and let go; nothing of them is stored but the provider's name
for its login.
"""

import logging
import time
from datetime import UTC, datetime
from hmac import compare_digest
from secrets import token_urlsafe
from urllib.parse import urlencode, urljoin

from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation

from ransel.identity.oidc import endpoints, proof
from ransel.identity.oidc.profile import profile
from ransel.identity.provider import Declined, Identity, NoNumber, NotProved, Unreachable
from ransel.people.national_ids import NotANumber, compact, is_synthetic

ASKED = "asked of providers"  # in the session
LASTS = 600  # seconds
MOST = 5  # tabs in which somebody may be on their way at once

log = logging.getLogger(__name__)


class OidcProvider:
    name = ""

    def __init__(self):
        self.profile = profile(self.name)
        self.label, self.is_eid = self.profile.label, self.profile.is_eid
        self.long_lived = self.gives_token = bool(self.profile.long_scope)

    def start(self, request, *, onward, step_up, long_lived=False):
        client = endpoints.Client(self.profile, self._return())
        state, nonce, verifier = token_urlsafe(32), token_urlsafe(32), token_urlsafe(48)
        asked = {"state": state, "nonce": nonce, "code_verifier": verifier, "acr_values": self.profile.acr}
        asked["ui_locales"] = translation.get_language() or "nb"
        if step_up:
            asked["prompt"] = "login"
        if long_lived and self.long_lived:
            asked["scope"] = f"{self.profile.scope} {self.profile.long_scope}"
        if self.profile.on_behalf_of:
            asked["onbehalfof"] = self.profile.on_behalf_of
        to = client.way_in(**asked)
        kept = {"provider": self.name, "nonce": nonce, "verifier": verifier, "onward": onward, "at": time.time()}
        self._keep(request, state, kept | {"step_up": step_up, "long_lived": long_lived and self.long_lived})
        return redirect(to)

    def finish(self, request):
        try:
            return self._identity(request)
        except (NotProved, Unreachable) as wrong:
            log.warning("%s: no login came of an answer: %s", self.name, wrong)
            raise

    def _identity(self, request):
        asked = self._asked(request, request.GET.get("state", ""))
        self._by_whom(request.GET.get("iss"))
        if error := request.GET.get("error"):
            raise Declined(asked["onward"]) if error == "access_denied" else NotProved("an error in the answer")
        client = endpoints.Client(self.profile, self._return())
        token = client.tokens(request.GET.get("code", ""), asked["verifier"])
        since = asked["at"] if asked["step_up"] else None
        expected = {"nonce": asked["nonce"], "since": since, "in_production": settings.IN_PRODUCTION}
        claims = proof.login(token.get("id_token", ""), self.profile, **expected)
        return Identity(
            self._number(self._about(client, token, claims)),
            claims["acr"],
            str(claims.get("sid", "")),
            datetime.fromtimestamp(claims["auth_time"], UTC) if self.is_eid else None,
            asked["onward"],
            str(token.get("access_token", "")) if asked["long_lived"] else "",
        )

    def _about(self, client, token, claims):
        """Where the number stands: in what was signed, or in what is said of the same person."""
        if not self.profile.number_apart:
            return claims
        said = client.about(token)
        if not compare_digest(str(said.get("sub")), str(claims.get("sub"))):
            raise NotProved("about somebody else")
        return said

    def _number(self, claims):
        """Of all that is said the number alone is read: what we did not ask for goes no further."""
        said = claims.get(self.profile.number)
        if not said:
            raise NoNumber("no national number")
        try:
            number = compact(str(said))
        except NotANumber:
            raise NotProved("no national number as they are") from None
        if settings.IN_PRODUCTION and is_synthetic(number):
            raise NotProved("synthetic number")
        return number

    def _by_whom(self, said):
        """RFC 9207: an answer that another provider was made to send is not taken for this one's."""
        needed = endpoints.metadata(self.profile.issuer).get("authorization_response_iss_parameter_supported")
        if (needed or said is not None) and said != self.profile.issuer:
            raise NotProved("iss")

    def _keep(self, request, state, asked):
        known = {key: one for key, one in request.session.get(ASKED, {}).items() if time.time() - one["at"] < LASTS}
        request.session[ASKED] = dict([*known.items(), (state, asked)][-MOST:])

    def _asked(self, request, state):
        known = request.session.get(ASKED, {})
        asked = known.pop(state, None)
        if asked is None or asked["provider"] != self.name or time.time() - asked["at"] > LASTS:
            raise NotProved("state")
        request.session[ASKED] = known  # spent, whatever comes of it
        return asked

    def _return(self):
        return urljoin(settings.PUBLIC_URL, reverse("login-return", args=[self.name]))

    def way_out(self, request):
        """Without the token that it gave us, which holds the national number and is not kept."""
        try:
            end = endpoints.metadata(self.profile.issuer).get("end_session_endpoint")
        except Unreachable:
            return ""
        back = urljoin(settings.PUBLIC_URL, reverse("login"))
        said = {"client_id": self.profile.client_id, "post_logout_redirect_uri": back, "state": token_urlsafe(16)}
        return f"{end}?{urlencode(said)}" if end else ""

    def stands(self, token):
        return endpoints.Client(self.profile, self._return()).is_active(token)

    def end_token(self, token):
        endpoints.Client(self.profile, self._return()).revoke(token)


class IdPorten(OidcProvider):
    name = "idporten"


class Feide(OidcProvider):
    name = "feide"
