"""Keys come and go, and providers end what they began. In real time: providers know no other."""

from hashlib import sha256

from django.db import IntegrityError, transaction
from django.utils import timezone

from ransel.audit import actions as audit
from ransel.core.writing import Refused, writing
from ransel.identity.actions.ending import end_sessions
from ransel.identity.actor import Actor
from ransel.identity.models import ClientKey, Session, SpentToken
from ransel.identity.oidc import keys
from ransel.identity.sessions import name_of_provider_session

SLOTS = 2


@writing()
def make_key() -> ClientKey:
    """The next one. Refused while there are two."""
    if keys.live_keys().count() >= SLOTS:
        raise Refused("There are two keys already. Drop the old one first.")
    key = keys.new_key()
    return ClientKey.objects.create(kid=key.kid or "", cipher=keys.sealed(key), made_at=timezone.now())


@writing()
def publish_keys() -> dict:
    """The document for the provider, with all keys that live. From now on they count as given to it."""
    keys.live_keys().filter(published_at=None).update(published_at=timezone.now())
    return keys.document()


@writing()
def activate_key(kid: str) -> ClientKey:
    """Sign with this one from now on. Refused for one that the provider has not been given."""
    row = _live(kid)
    if row.published_at is None:
        raise Refused("The provider does not have this key yet: ransel key publish, and give it what that prints.")
    row.in_use_at = timezone.now()
    row.save(update_fields=["in_use_at"])
    return row


@writing()
def drop_key(kid: str) -> ClientKey:
    """Never used again, and not in the next document. Refused for the one in use."""
    row = _live(kid)
    newest = keys.live_keys().exclude(in_use_at=None).order_by("-in_use_at").first()
    if row == newest:
        raise Refused("This key is in use. Activate the other one first.")
    row.dropped_at = timezone.now()
    row.cipher = b""
    row.save(update_fields=["dropped_at", "cipher"])
    return row


def _live(kid):
    row = keys.live_keys().filter(kid=kid).first()
    if row is None:
        raise Refused("There is no such key: ransel key list.")
    return row


@writing()
def end_sessions_of_provider(*, provider: str, issuer: str, sid: str, jti: str = "") -> int:
    """The provider says that its session is over: how many of ours were that. One word of it (`jti`) is heard once."""
    if jti and not _is_new(issuer, jti):
        return 0
    name = name_of_provider_session(provider, sid)
    sessions = list(Session.objects.filter(provider=provider, provider_session=name).select_related("account__person"))
    for one in sessions:
        if one.account:
            audit.record("login.ended_by_provider", by=Actor(one.account.person), about=one.account.person)
    end_sessions(Session.objects.filter(pk__in=[one.pk for one in sessions]))
    return len(sessions)


def _is_new(issuer, jti):
    name = sha256(f"{issuer} {jti}".encode()).hexdigest()
    try:
        with transaction.atomic():
            SpentToken.objects.create(jti=name, at=timezone.now())
    except IntegrityError:
        return False
    return True
