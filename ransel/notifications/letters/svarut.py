"""SvarUt of KS, by ForsendelseRestServiceV1: letters to digital mailboxes, found by national number (norway.md 1.11).

Digital delivery alone is asked for, as Ransel knows no home address. What SvarUt does not deliver comes back, and waits
at the office: and so do letters to those who have said no to digital mail, or whose address is protected.
"""

from base64 import b64encode
from json import dumps

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from ransel.notifications.letters.rows import Letter
from ransel.notifications.letters.sender import Status
from ransel.notifications.registers.asking import NotAnswered, ask
from ransel.notifications.registers.rows import RegisterContact

API = "/tjenester/api/forsendelse/v1/"
STATUSES = {
    **dict.fromkeys(("VARSLET", "SENDT_DIGITALT", "SENDT_SDP", "LEVERT_SDP", "KLAR_FOR_MOTTAK"), Status.SENT),
    **dict.fromkeys(("SENDT_PRINT", "PRINTET"), Status.SENT),
    "LEST": Status.READ,
    **dict.fromkeys(("AVVIST", "IKKE_LEVERT", "MANUELT_HANDTERT"), Status.FAILED),
}


class SvarUt:
    def takes(self, letter: Letter) -> bool:
        if letter.receiver.protected or letter.child.person.protected:
            return False
        return not RegisterContact.objects.filter(person=letter.receiver_id, reserved=True).exists()

    def send(self, letter: Letter, number: str, file: bytes) -> str:
        """Asked for by our id first: an answer that was lost on the way must not become two letters."""
        known = _identity(_first(_ask("GET", f"eksternref/{letter.pk}", unknown={})))
        if known:
            return known
        begun = _identity(_ask("POST", "startNyForsendelse"))
        if not begun:
            raise NotAnswered("SvarUt: no id in what it says")
        parts = {
            "forsendelse": (None, dumps(_said(letter, number)), "application/json"),
            "filer": ("ransel.pdf", file, "application/pdf"),
        }
        return _identity(_ask("POST", f"{begun}/sendForsendelse", files=parts)) or begun

    def status(self, known_as: str) -> Status:
        said = _ask("GET", f"{known_as}/status")
        return STATUSES.get(str(said.get("status")) if isinstance(said, dict) else "", Status.ON_ITS_WAY)


def _said(letter, number):
    with translation.override(letter.receiver.language):
        title = _("Something new in Ransel")
    return {
        "tittel": title,
        "avgivendeSystem": "Ransel",
        "eksternReferanse": str(letter.pk),
        "kunDigitalLevering": True,
        "krevNiva4Innlogging": False,
        "mottaker": {"digitalAdresse": {"fodselsNummer": number}},
        "dokumenter": [{"filnavn": "ransel.pdf", "mimeType": "application/pdf"}],
    }


def _ask(verb, what, **told):
    whole = f"{settings.SVARUT_USER}:{settings.SVARUT_PASSWORD}".encode()
    headers = {"Authorization": f"Basic {b64encode(whole).decode()}"}
    return ask(verb, settings.SVARUT_URL.rstrip("/") + API + what, place="SvarUt", headers=headers, **told)


def _first(said):
    """Of the ids that it knows: a list, by itself or under its name."""
    found = said.get("forsendelseIder") if isinstance(said, dict) else said
    return found[0] if isinstance(found, list) and found else {}


def _identity(said):
    known = said.get("id") if isinstance(said, dict) else None
    return known if isinstance(known, str) and len(known) <= 64 else ""
