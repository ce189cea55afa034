"""Who may fetch a child, as guardians say it. Nothing outside this folder writes to these tables."""

from datetime import date

from django.utils.translation import gettext as _

from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.actions import announce_all
from ransel.core.writing import Refused, lock, lock_all, writing
from ransel.departure import permits
from ransel.departure.models import PickupPerson
from ransel.departure.models.pickup import folded
from ransel.departure.who import blocked_names, least_age
from ransel.identity.actor import Actor
from ransel.people.models import Child


@writing()
def add_pickup_person(
    *, by: Actor, children: list[Child], name: str, starts: date, ends: date | None, is_of_age: bool, **columns
) -> list[PickupPerson]:
    """The same person for each of the children. Said twice, it is said once.

    Raises Refused, and then nothing is written: for somebody too young, for days that have been, and for a name that is
    there already or is kept from a child. Http404 for children who are not the sender's.
    """
    pks = {child.pk for child in children}
    lock_all(Child, pks)
    children = permits.ADD_FETCHER.ask_all(by, pks)
    age = least_age(pks)
    _refuse(starts, ends, is_of_age, age)
    _refuse_blocked(children, name)
    there = {
        one.child_id: one
        for one in PickupPerson.objects.not_over(clock.today()).known_as(name).filter(child__in=children)
    }
    _refuse_another(there, columns["phone"])
    said = columns | {"name": " ".join(name.split()), "folded": folded(name), "of_age": age}
    said |= {"starts": starts, "ends": ends}
    new = [child for child in children if child.pk not in there]
    added = [
        PickupPerson.objects.create(child=child, added_by=by.person, added_at=clock.now(), **said) for child in new
    ]
    _tell("pickup_person.added", by, added)
    return [*there.values(), *added]


@writing()
def end_pickup_person(*, by: Actor, pickup_person: PickupPerson):
    """From now on they fetch no more; who had not begun yet, never will. Ended twice, it is ended once."""
    lock(pickup_person.child)
    pickup_person = permits.END_FETCHER.ask(by, pickup_person.pk)
    yesterday = clock.today() - clock.DAY
    starts = min(pickup_person.starts, yesterday)
    PickupPerson.objects.filter(pk=pickup_person.pk).update(starts=starts, ends=yesterday)
    _tell("pickup_person.ended", by, [pickup_person])


def _refuse(starts, ends, is_of_age, age):
    if starts < clock.today():
        raise Refused(_("Look at the days."), {"starts": _("This day is over. Choose today or later.")})
    if ends and ends < starts:
        raise Refused(_("Look at the days."), {"ends": _("The last day is before the first.")})
    if not is_of_age:
        why = _("Who fetches must be %(age)s years old.") % {"age": age}
        raise Refused(_("Is the person old enough?"), {"is_of_age": why})


def _refuse_blocked(children, name):
    """Says no more than that it can't be done here: why, is between the unit and the family."""
    kept_away = blocked_names([child.pk for child in children])
    if any(folded(name) in kept_away[child.pk] for child in children):
        raise Refused(_("This can not be put in here. Talk with the unit."))


def _refuse_another(there, phone):
    if any(one.phone != phone for one in there.values()):
        why = _("Somebody of this name is there already, with another number. Remove that one first.")
        raise Refused(_("Look at the name."), {"name": why})


def _tell(what, by, people):
    audit.record_all(what, by=by, about=people)
    children = list({one.child_id: one.child for one in people}.values())
    if children:
        announce_all(what, by=by, about=children, topics={child.reference for child in children})
