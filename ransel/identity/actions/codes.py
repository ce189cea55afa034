"""Codes for who has no eID: given, used and withdrawn. Who may give them is for access to say."""

from datetime import date

from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.writing import lock, writing
from ransel.identity.actions.ending import end_sessions
from ransel.identity.actor import Actor
from ransel.identity.codes.terms import opens
from ransel.identity.codes.text import known_by, text_of
from ransel.identity.models import Account, LoginCode, Session
from ransel.identity.sessions import BY_CODE, name_of_provider_session
from ransel.people.models import Guardianship


@writing()
def give_code(*, by: Actor, guardianship: Guardianship, ends_on: date) -> LoginCode:
    """A guardian has one at a time: those before open nothing from here on."""
    lock(guardianship.guardian)
    for before in LoginCode.objects.standing().filter(guardianship__guardian=guardianship.guardian_id):
        withdraw_code(by=by, code=before)
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
        code.withdrawn_by, code.withdrawn_at = by.person, clock.now()
        code.save(update_fields=["withdrawn_by", "withdrawn_at"])
        audit.record("login_code.withdrawn", by=by, about=code.guardianship)
    end_sessions(Session.objects.filter(provider_session=name_of_provider_session(BY_CODE, str(code.pk))))


@writing()
def open_code(*, text: str) -> LoginCode | None:
    """The one that is written so, if it lets anybody in today; and then it says when it did."""
    found = LoginCode.objects.standing().filter(known_by=known_by(text)).select_related("guardianship__guardian")
    code = found.first()
    if code is None or not opens(code):
        return None
    code.used_at = clock.now()
    code.save(update_fields=["used_at"])
    return code


@writing()
def account_of(code: LoginCode) -> Account:
    return Account.objects.get_or_create(person=code.guardianship.guardian)[0]
