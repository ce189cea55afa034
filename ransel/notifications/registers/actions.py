"""What the register says of guardians is asked for each day, some at a time, and each time kept whole or not at all."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from ransel.access.relations import guardianships_in_force
from ransel.core import clock
from ransel.core.writing import writing
from ransel.notifications.registers.krr import AT_ONCE, Contact, ContactLookup
from ransel.notifications.registers.rows import RegisterContact
from ransel.people.models import NationalId
from ransel.people.national_ids import decrypt

HOLDS = timedelta(days=1)


def ask_register() -> int:
    """About guardians in force alone, whose answer is a day old or missing. How many were heard of.

    Nobody is asked where no register is set up. Raises NotAnswered: what was heard before stands, and the next run goes
    on from there. National numbers are read here, told to the register, and let go.
    """
    if not settings.CONTACT_LOOKUP:
        return 0
    lookup: ContactLookup = import_string(settings.CONTACT_LOOKUP)()
    heard, last = 0, UUID(int=0)
    while some := _next(last):
        last = some[-1].person_id
        people = {decrypt(one.cipher): one.person_id for one in some}
        said = lookup.about(list(people))
        keep({people[number]: contact for number, contact in said.items()})
        heard += len(said)
    return heard


def _next(last):
    guardians = guardianships_in_force(clock.today()).values("guardian")
    fresh = RegisterContact.objects.filter(asked_at__gt=clock.now() - HOLDS).values("person")
    waiting = NationalId.objects.filter(person__in=guardians, person__gt=last).exclude(person__in=fresh)
    return list(waiting.order_by("person")[:AT_ONCE])


@writing()
def keep(said: dict[UUID, Contact]):
    """In one statement. Of whoever the register said nothing, what it said before stands."""
    now, fields = clock.now(), ["reserved", "may_be_notified", "email_fresh_on", "phone_fresh_on", "asked_at"]
    rows = [RegisterContact(person_id=person, asked_at=now, **vars(contact)) for person, contact in said.items()]
    RegisterContact.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["person"], update_fields=fields, batch_size=100
    )
