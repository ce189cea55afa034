"""Codes for who has no eID: given, used and withdrawn. Who may give them is for access to say."""

from datetime import date

from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.writing import lock, writing
from ransel.identity.actions.ending import end_sessions
from ransel.identity.actor import Actor, Strength
from ransel.identity.codes.terms import opens
from ransel.identity.codes.text import known_by, text_of
from ransel.identity.models import Account, LoginCode, Session
from ransel.identity.sessions import BY_CODE, name_of_provider_session
from ransel.people.models import Guardianship, Person


@writing()
def give_code(*, by: Actor, guardianship: Guardianship, ends_on: date) -> LoginCode:
    """A guardian has one at a time: those before open nothing from here on."""
    put_codes_out_of_use(by=by, person=lock(guardianship.guardian))
    code = LoginCode(guardianship=guardianship, given_by=by.person, given_at=clock.now(), ends_on=ends_on)
    code.known_by = known_by(text_of(code))
    code.save()
    audit.record("login_code.given", by=by, about=guardianship)
    return code


@writing()
def withdraw_code(*, by: Actor, code: LoginCode):
    """It opens nothing from here on, and what it opened is closed. Withdrawn already, it stays so."""
    code = lock(code)
    if code.withdrawn_at is None:
        _withdraw(by, code)
        audit.record("login_code.withdrawn", by=by, about=code.guardianship)


def put_codes_out_of_use(*, by: Actor, person: Person):
    """Of an action that says why: a newer code, or that all logins of somebody end. It stands in no child's history:
    the one before may have been given for a child that this desk does not know of.
    """
    for code in LoginCode.objects.standing().filter(guardianship__guardian=person).select_for_update(of=("self",)):
        _withdraw(by, code)
        audit.record("login_code.replaced", by=by, about=person)


def _withdraw(by, code):
    code.withdrawn_by, code.withdrawn_at = by.person, clock.now()
    code.save(update_fields=["withdrawn_by", "withdrawn_at"])
    end_sessions(Session.objects.filter(provider_session=name_of_provider_session(BY_CODE, str(code.pk))))


def open_code(*, text: str) -> LoginCode | None:
    """The one that is written so, if it lets anybody in today. A wrong one writes nothing, however often tried."""
    code = LoginCode.objects.standing().filter(known_by=known_by(text)).first()
    return code and _open(code)


@writing()
def _open(code) -> LoginCode | None:
    code = lock(code)
    if code.withdrawn_at or not opens(code):
        return None
    code.used_at = clock.now()
    code.save(update_fields=["used_at"])
    guardian = code.guardianship.guardian
    audit.record("login_code.used", by=Actor(guardian, Strength.CODE), about=code.guardianship)
    return code


@writing()
def account_of(code: LoginCode) -> Account:
    return Account.objects.get_or_create(person=code.guardianship.guardian)[0]
