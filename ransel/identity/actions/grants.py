"""Long-lived logins: given to who has just proved who they are, opened by a passkey, and ended. In real time."""

import logging
from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256
from secrets import token_bytes
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from ransel.audit import actions as audit
from ransel.core.writing import Refused, lock, writing
from ransel.identity import tasks
from ransel.identity.actions.ending import end_sessions, tell
from ransel.identity.actor import Actor, Strength
from ransel.identity.models import Account, Grant, Passkey, Session
from ransel.identity.passkeys import ceremony
from ransel.identity.passkeys.terms import terms_of, usable
from ransel.identity.provider import NotProved
from ransel.identity.sealing import seal

HANDLE = 64  # bytes, as many as there may be
MOST = 20  # devices
TOKEN = b"grant-token"
TRUSTED_FOR = timedelta(hours=24)  # since it was last seen to stand, where the provider does not answer
SALT = "ransel.identity.passkeys"

log = logging.getLogger(__name__)


@writing()
def handle_of(*, account: Account) -> bytes:
    """Who somebody is to their devices: the same each time, and nothing that says who."""
    account = lock(account)
    if not account.handle:
        account.handle = token_bytes(HANDLE)
        account.save(update_fields=["handle"])
    return bytes(account.handle)


@writing()
def give_grant(
    *, by: Actor, account: Account, key: ceremony.NewKey, device: str, provider: str, token: str = ""
) -> Grant:
    """This device opens us from now on. `token`: the provider's for this login, by which it says that it is over.

    Raises PermissionDenied for who has not just proved it, and Refused where it is off, for one device too many, and
    for a key that is somebody's already.
    """
    account, now = lock(account), timezone.now()
    if by.strength < Strength.STRONG or by.account != account.pk or by.person.pk != account.person_id:
        raise PermissionDenied
    terms = terms_of(account.person)
    if terms is None:
        raise Refused(_("Your municipality has not switched this on."))
    if len(usable(account.pk, terms)) >= MOST:
        raise Refused(_("You have this on many devices already. Remove one first."))
    if Passkey.objects.filter(name=_name(key.credential)).exists():
        raise Refused(_("This device could not be added. Try once more."))
    sealed = seal(token.encode(), TOKEN) if token else b""
    times = {"made_at": now, "used_at": now, "checked_at": now}
    grant = Grant.objects.create(account=account, device=device, provider=provider, token=sealed, **times)
    Passkey.objects.create(
        grant=grant,
        name=_name(key.credential),
        credential=key.credential,
        key=key.key,
        count=key.count,
        aaguid=key.aaguid,
        transports=key.transports,
        may_be_copied=key.may_be_copied,
        is_copied=key.is_copied,
        seal=_seal(grant, key.credential, key.key),
    )
    audit.record("grant.given", by=by, about=account.person)
    return grant


@writing()
def open_grant(*, text: str, challenge: bytes, where: ceremony.Site) -> Grant | None:
    """The grant that a passkey opens; None for anything else, and which of all reasons is for our log alone.

    It is bound to whom it was given to in three ways: the row's seal, the handle that the device keeps, and the
    account's own. A key that was copied ends the grant.
    """
    try:
        credential, handle = ceremony.named(text)
        passkey = _passkey(credential)
        grant, account = passkey.grant, passkey.grant.account
        if not account.handle or not constant_time_compare(bytes(account.handle), handle):
            raise NotProved("a passkey of somebody else")
        if grant.pk not in {one.pk for one in usable(account.pk, terms_of(account.person))}:
            raise NotProved("a passkey whose time is over")
        found = ceremony.opened(text, where, challenge, key=bytes(passkey.key), count=passkey.count)
    except ceremony.Copied:
        _end([grant], Grant.Ended.COPIED)
        audit.record("grant.copied", by=Actor(account.person, Strength.ANY), about=account.person)
        return None
    except NotProved as wrong:
        log.warning("no login came of a passkey: %s", wrong)
        return None
    passkey.count, passkey.is_copied = found.count, found.is_copied
    passkey.save(update_fields=["count", "is_copied"])
    grant.used_at = timezone.now()
    grant.save(update_fields=["used_at"])
    return grant


def _passkey(credential) -> Passkey:
    found = Passkey.objects.select_related("grant__account__person").filter(name=_name(credential)).first()
    if found is None or found.grant.ended_at:
        raise NotProved("a passkey that opens nothing")
    if not constant_time_compare(found.seal, _seal(found.grant, bytes(found.credential), bytes(found.key))):
        raise NotProved("a passkey that was moved")
    return found


@writing()
def end_own_grant(*, by: Actor, grant: UUID):
    """Removed by oneself: it opens nothing from here on, and what it opened is closed. Ended already, it stays so."""
    found = list(Grant.objects.standing().select_for_update().filter(account=by.account, pk=grant))
    _end(found, Grant.Ended.OWN)
    audit.record("grant.ended", by=by, about=by.person)


@writing()
def end_grant_at_provider(*, grant: Grant):
    """They ended it where they proved who they are, for all devices that hang on it."""
    grant = lock(grant)
    if grant.ended_at is None:
        _end([grant], Grant.Ended.PROVIDER)
        person = grant.account.person
        audit.record("grant.ended_by_provider", by=Actor(person, Strength.ANY), about=person)


def end_grants_of(person):
    """Of an action that ends all of somebody's logins, and says so."""
    _end(list(Grant.objects.standing().filter(account__person=person)), Grant.Ended.LEFT)


@writing()
def checked(*, grants: Iterable[Grant]):
    """They stand at the provider's."""
    Grant.objects.filter(pk__in=[one.pk for one in grants]).update(checked_at=timezone.now())


def _end(grants, why):
    pks = [one.pk for one in grants]
    told = [one for one in grants if one.token and why != Grant.Ended.PROVIDER]
    Grant.objects.filter(pk__in=pks).update(ended_at=timezone.now(), ended=why)
    end_sessions(Session.objects.filter(grant__in=pks))
    tell(grants=pks)
    for one in told:
        tasks.tell_provider.enqueue(str(one.pk))


def _name(credential) -> str:
    return sha256(credential).hexdigest()


def _seal(grant, credential, key) -> str:
    said = "|".join([str(grant.pk), str(grant.account_id), credential.hex(), key.hex()])
    return salted_hmac(SALT, said, algorithm="sha256").hexdigest()
