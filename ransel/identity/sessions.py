"""Sessions in our own table: every login listed by whose it is, and endable."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.middleware.csrf import rotate_token
from django.utils import timezone

from ransel.core import live
from ransel.core.http import rests
from ransel.core.prepared import TEXT, prepared
from ransel.core.writing import in_line
from ransel.identity.actor import Strength
from ransel.identity.devices import called
from ransel.identity.models import Account, Grant, LoginCode, Session
from ransel.identity.sealing import seal, unseal

STRONG_FOR = timedelta(minutes=5)
PIN_FOR = timedelta(minutes=10)  # on one's own device
KEPT_EVERY = timedelta(minutes=5)  # a session in use is written again no oftener
LONGEST = timedelta(hours=12)  # also for who never rests
EVERYDAY = "everyday"  # in the session: opened by a passkey, and nobody has vouched for them since
BY_CODE = "code"  # in the session: which code on paper opened it, and nobody has vouched for them since
LONG_TOKEN = b"long-lived-login"


class SessionStore(DatabaseStore):
    """Django's store, with whose login it is and how strong in columns of their own. In real time: see core.clock."""

    row = None

    @classmethod
    def get_model_class(cls):
        return Session

    def _get_session_from_db(self):
        """With whose it is, in the one statement that every request needs."""
        found = [one for one in _sessions(key=self.session_key or "") if one.expire_date > timezone.now()]
        self.row = found[0] if found else None
        if self.row is None:
            self._session_key = None
        return self.row

    def save(self, must_create=False):
        with in_line():
            super().save(must_create)

    def create_model_instance(self, data):
        row: Any = super().create_model_instance(data)
        row.account_id, row.handle = data.get("account"), data.get("handle")
        row.strong_at, row.began_at = _moment(data, "strong_at"), _moment(data, "began_at")
        row.device = data.get("device", "")
        row.provider, row.provider_session = data.get("provider", ""), data.get("provider_session", "")
        row.grant_id = data.get("grant")
        if row.began_at:
            row.expire_date = min(row.expire_date, row.began_at + LONGEST)
        return row


@prepared(key=TEXT)
def _sessions(key):
    return Session.objects.select_related("account__person").filter(session_key=key)


def keep_alive(request):
    """Who does something stays logged in."""
    row, now = request.session.row, timezone.now()
    if rests(request) or row.began_at is None or now - row.began_at > LONGEST:
        return
    if row.expire_date - now < timedelta(seconds=settings.SESSION_COOKIE_AGE) - KEPT_EVERY:
        request.session.modified = True


def _moment(data, name):
    return datetime.fromisoformat(data[name]) if data.get(name) else None


def begin(
    request,
    account: Account,
    *,
    strong_at: datetime | None = None,
    grant: Grant | None = None,
    code: LoginCode | None = None,
    **vouched,
):
    """Log somebody in on this device, under a new key: a key that was known before the login opens nothing.

    `strong_at`: when they last proved who they are to an eID. `grant`: what they opened with a passkey; `code`: what
    stood on their paper; then nobody else has vouched for them. `vouched`: as in `step_up`.
    """
    end(request)
    said: dict = {"account": str(account.pk), "handle": str(uuid4()), "began_at": timezone.now().isoformat()}
    said["device"] = called(request.META.get("HTTP_USER_AGENT", ""))
    if grant:
        said |= {EVERYDAY: True, "grant": str(grant.pk)}
    elif code:
        said |= {BY_CODE: str(code.pk)} | _vouched(provider=BY_CODE, provider_session=str(code.pk))
    else:
        said |= _vouched(**vouched)
    request.session.update(said)
    if strong_at:
        request.session["strong_at"] = strong_at.isoformat()
    rotate_token(request)


def _vouched(*, provider="", provider_session="", long_token=""):
    said = {"provider": provider, "provider_session": name_of_provider_session(provider, provider_session)}
    if long_token:
        said["long_token"] = seal(long_token.encode(), LONG_TOKEN).hex()
    return said


def long_token(session) -> str:
    """The provider's for a long-lived login, if one was asked for; nothing else in the session says it."""
    sealed = session.get("long_token")
    return unseal(bytes.fromhex(sealed), LONG_TOKEN).decode() if sealed else ""


def name_of_provider_session(provider: str, sid: str) -> str:
    """By which we find it again; what the provider calls it can't be read from it."""
    return sha256(f"{provider} {sid}".encode()).hexdigest() if sid else ""


def step_up(request, *, strong_at: datetime | None, **vouched):
    """The one who is logged in has proved it anew. `provider_session`: what the provider calls its login;
    `long_token`: its token for a long-lived one.
    """
    request.session.cycle_key()
    for weaker in (EVERYDAY, BY_CODE):
        request.session.pop(weaker, None)
    request.session.update(_vouched(**vouched) | ({"strong_at": strong_at.isoformat()} if strong_at else {}))


def proved_by_pin(request):
    """The one who is logged in has written their PIN."""
    request.session["pin_at"] = timezone.now().isoformat()


def end(request):
    """Log out on this device, and close what is open in this login."""
    handle = request.session.get("handle")
    request.session.flush()
    if handle:
        live.publish(f"session:{handle}")


def strength_of(session) -> Strength:
    if _is_recent(session, "strong_at", STRONG_FOR):
        return Strength.STRONG
    if session.get(BY_CODE):
        return Strength.CODE
    if session.get(EVERYDAY):
        return Strength.ANY
    return Strength.PIN if _is_recent(session, "pin_at", PIN_FOR) else Strength.PROVED


def _is_recent(session, name, lasts):
    at = session.get(name)
    return bool(at) and timezone.now() - datetime.fromisoformat(at) <= lasts
