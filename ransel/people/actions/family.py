"""Who is who, and who is whose guardian."""

from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.actions import announce, announce_all
from ransel.core.writing import lock, writing
from ransel.people.models import Child, Guardianship, NationalId, Person
from ransel.people.national_ids import encrypt, lookup


@writing()
def confirm(*, by, guardianship: Guardianship, ground: str, reason: str) -> Guardianship:
    """Somebody has seen the ground, and says so. Confirmed before, it stays as it was."""
    guardianship = lock(guardianship)
    if guardianship.confirmed_at:
        return guardianship
    guardianship.ground = ground
    guardianship.confirmed_by, guardianship.confirmed_at = by.person, clock.now()
    guardianship.save(update_fields=["ground", "confirmed_by", "confirmed_at"])
    audit.record("guardianship.confirmed", by=by, about=guardianship, reason=reason)
    topics = [f"child:{guardianship.child_id}", f"person:{guardianship.guardian_id}"]
    announce("guardianship.confirmed", by=by, about=guardianship, topics=topics)
    return guardianship


@writing()
def confirm_all(*, by, grounds: dict[Guardianship, str], reason: str) -> int:
    """Many at once, in a fixed number of statements. How many: those confirmed before stay as they were."""
    mine = list(Guardianship.objects.filter(pk__in=[one.pk for one in grounds], confirmed_at=None))
    for one in mine:
        one.ground, one.confirmed_by, one.confirmed_at = grounds[one], by.person, clock.now()
    Guardianship.objects.bulk_update(mine, ["ground", "confirmed_by", "confirmed_at"])
    audit.record_all("guardianship.confirmed", by=by, about=mine, reason=reason)
    topics = [name for one in mine for name in (f"child:{one.child_id}", f"person:{one.guardian_id}")]
    announce_all("guardianship.confirmed", by=by, about=mine, topics=topics)
    return len(mine)


def known_by(number: str) -> Person | None:
    """Whoever has this national number; None if nobody here does."""
    return Person.objects.filter(national_id__lookup=lookup(number)).first()


@writing()
def person_with(*, by, number: str, given_name: str, family_name: str) -> Person:
    """Whoever has this national number; or somebody new, with this name."""
    return known_by(number) or add_person(by=by, number=number, given_name=given_name, family_name=family_name)


@writing()
def add_person(*, by, number: str, **columns) -> Person:
    """Somebody new; without a number until one is known."""
    return keep_person(by=by, person=Person(**columns), number=number)


@writing()
def keep_person(*, by, person: Person, number: str) -> Person:
    person.save(force_insert=True)
    if number:
        NationalId.objects.create(person=person, cipher=encrypt(number), lookup=lookup(number))
    audit.record("person.added", by=by, about=person)
    return person


@writing()
def child_of(*, by, person: Person) -> Child:
    """This person as a child: who has, had or will have a place."""
    child, is_new = Child.objects.get_or_create(person=person)
    if is_new:
        audit.record("child.added", by=by, about=child)
    return child


@writing()
def begin_guardianship(*, by, guardian: Person, child: Child, residence: str) -> Guardianship:
    """Not confirmed yet, and so it opens nothing."""
    told = {"guardian": guardian, "child": child, "residence": residence, "starts": clock.today()}
    guardianship = Guardianship.objects.create(**told)
    audit.record("guardianship.begun", by=by, about=guardianship)
    return guardianship


@writing()
def end_guardianship(*, by, guardianship: Guardianship, last_day, reason: str) -> Guardianship:
    guardianship = lock(guardianship)
    guardianship.starts, guardianship.ends = min(guardianship.starts, last_day), last_day
    guardianship.save(update_fields=["starts", "ends"])
    audit.record("guardianship.ended", by=by, about=guardianship, reason=reason)
    topics = [f"child:{guardianship.child_id}", f"person:{guardianship.guardian_id}"]
    announce("guardianship.ended", by=by, about=guardianship, topics=topics)
    return guardianship
