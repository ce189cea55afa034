"""The contact and reservation register (KRR), asked over REST v2; norway.md 1.11.

Who implements `ContactLookup` is named in CONTACT_LOOKUP; none is the default, and then nobody is asked.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from django.conf import settings

from ransel.notifications.registers import maskinporten
from ransel.notifications.registers.asking import NotAnswered, ask
from ransel.notifications.registers.freshness import fresh_on

AT_ONCE = 1000  # people in one question, as the register allows
SCOPE = "krr:global/kontaktinformasjon.read"


@dataclass(frozen=True)
class Contact:
    reserved: bool
    may_be_notified: bool
    email_fresh_on: date | None
    phone_fresh_on: date | None


class ContactLookup(Protocol):
    def about(self, numbers: list[str]) -> dict[str, Contact]:
        """By national number, of those it can say something of. Raises NotAnswered, whose text holds no number."""


class Krr:
    def about(self, numbers: list[str]) -> dict[str, Contact]:
        """One question. Whoever was not asked for is not heard of; whoever can't be read is left out."""
        headers = {"Authorization": f"Bearer {maskinporten.token(SCOPE)}"}
        try:
            said = ask("POST", settings.KRR_URL, place="KRR", headers=headers, json={"personidentifikatorer": numbers})
        except NotAnswered:
            maskinporten.forget()  # it may be the token that was not taken
            raise
        people = said.get("personer") if isinstance(said, dict) else None
        if not isinstance(people, list):
            raise NotAnswered("KRR: nobody in what it says")
        asked, found = set(numbers), {}
        for one in people:
            number = one.get("personidentifikator") if isinstance(one, dict) else None
            if number in asked and (contact := read(one)):
                found[number] = contact
        return found


def read(one: dict) -> Contact | None:
    """What the register says of somebody; None where it can't be read. Nothing is guessed."""
    reserved, notified = one.get("reservasjon"), one.get("varslingsstatus")
    if one.get("status") in ("SLETTET", "IKKE_REGISTRERT"):
        return Contact(reserved == "JA", False, None, None)
    if one.get("status") != "AKTIV" or reserved not in ("JA", "NEI"):
        return None
    if notified not in ("KAN_VARSLES", "KAN_IKKE_VARSLES"):
        return None
    told = one.get("kontaktinformasjon") or {}
    try:
        days = [_day(told, name) for name in ("epostadresse", "mobiltelefonnummer")]
    except (AttributeError, TypeError, ValueError):
        return None
    return Contact(reserved == "JA", notified == "KAN_VARSLES", *days)


def _day(told, name):
    if not told.get(name):
        return None
    return fresh_on(*(_moment(told.get(f"{name}_{when}")) for when in ("oppdatert", "sist_verifisert")))


def _moment(said: Any) -> datetime | None:
    """As the register writes it, also with an offset of hours alone. Raises ValueError."""
    return datetime.fromisoformat(said) if said else None
