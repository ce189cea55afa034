"""Who comes in. A login finds a person by the national number, and never makes one."""

from collections.abc import Iterable

from ransel.audit import actions as audit
from ransel.core.writing import writing
from ransel.identity.actions.codes import put_codes_out_of_use
from ransel.identity.actions.ending import end_sessions, tell
from ransel.identity.actions.grants import end_grants_of
from ransel.identity.actions.turns import end_turns
from ransel.identity.logins import sessions_of
from ransel.identity.models import Account, Session, Turn
from ransel.identity.provider import Identity
from ransel.people.models import NationalId, Person
from ransel.people.national_ids import lookup


@writing()
def account_of(identity: Identity) -> Account | None:
    """The account of who was vouched for; None if no municipality here knows of them."""
    known = NationalId.objects.filter(lookup=lookup(identity.national_number)).select_related("person").first()
    if known is None:
        return None
    return Account.objects.get_or_create(person=known.person)[0]


@writing()
def choose_language(*, by, language: str) -> Person:
    """The language belongs to the person, on every device and in everything sent to them."""
    by.person.language = language
    by.person.save(update_fields=["language"])
    return by.person


@writing()
def end_logins(*, by, person: Person):
    """Logged out everywhere, from shared tablets and devices that open us too, and what lies open is closed."""
    end_sessions(Session.objects.filter(account__person=person))
    end_grants_of(person)
    put_codes_out_of_use(by=by, person=person)
    end_turns(Turn.objects.filter(person=person))
    tell(people=[person.pk])
    audit.record("logins.ended", by=by, about=person)


@writing()
def end_own_logins(*, by, handles: Iterable[str]):
    """Logged out by oneself on other devices than this one, and what lies open there is closed.

    Whoever ended one already, or logged out there meanwhile, has it as they wanted.
    """
    end_sessions(sessions_of(by).filter(handle__in=handles).exclude(handle=by.session))
    audit.record("logins.ended", by=by, about=by.person)
