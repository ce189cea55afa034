"""The keys that we sign with when we ask a provider: encrypted at rest, and for one year at most."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from joserfc.jwk import RSAKey

from ransel.identity.models import ClientKey
from ransel.identity.provider import Unreachable
from ransel.identity.sealing import seal, unseal

BITS = 3072
LASTS = timedelta(days=365)
WARNED = timedelta(days=30)  # before it ends
PURPOSE = b"client-key"


def new_key() -> RSAKey:
    """A key pair that says what it is for; its name is the digest of its public half (RFC 7638)."""
    return RSAKey.generate_key(BITS, {"use": "sig", "alg": "RS256"}, auto_kid=True)


def sealed(key: RSAKey) -> bytes:
    return seal(key.as_pem(private=True), PURPOSE)


def opened(row: ClientKey) -> RSAKey:
    return RSAKey.import_key(unseal(bytes(row.cipher), PURPOSE), {"use": "sig", "alg": "RS256", "kid": row.kid})


def live_keys():
    """The newest last."""
    return ClientKey.objects.filter(dropped_at=None).order_by("made_at", "pk")


def signing_key() -> RSAKey:
    """The one in use. Raises Unreachable where there is none: nobody can be asked."""
    row = live_keys().exclude(in_use_at=None).order_by("-in_use_at").first()
    if row is None:
        raise Unreachable("no key of ours is in use: ransel key")
    return opened(row)


def document() -> dict:
    """What the provider is given: the public halves of all that live. It replaces what it had."""
    return {"keys": [opened(row).as_dict(private=False) for row in live_keys()]}


def ends_at(row: ClientKey) -> datetime:
    return row.made_at + LASTS


def warnings() -> list[str]:
    """What whoever runs the installation must do about keys before it is late; nothing where no provider needs one."""
    if not settings.ID_PORTEN_CLIENT_ID:
        return []
    used = live_keys().exclude(in_use_at=None).order_by("-in_use_at").first()
    if used is None:
        return ["No key is in use, and nobody can log in with ID-porten: ransel key new, publish, activate."]
    left = (ends_at(used) - timezone.now()).days
    if left >= WARNED.days:
        return []
    return [f"The key {used.kid} ends in {max(left, 0)} days: ransel key new, publish, activate, drop."]
