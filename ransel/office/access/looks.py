"""Who has looked at a child, and what has happened to who has access: from the log, in plain words."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ransel.audit.models import AccessRecord, Event
from ransel.core import clock
from ransel.people.models import Block, Child, Enrolment, Guardianship, Person, Proposal, ResidencePattern

LOOKS_OF = timedelta(days=30)
MOST = 50
HAPPENED = {
    "guardianship.begun": _("A guardian was added"),
    "guardianship.confirmed": _("A guardian was confirmed"),
    "guardianship.ended": _("A guardianship was ended"),
    "login_code.given": _("A code for logging in was given"),
    "login_code.used": _("Somebody came in by a code"),
    "login_code.withdrawn": _("A code for logging in was put out of use"),
    "block.set": _("A block was set"),
    "block.lifted": _("A block was lifted"),
    "protection.raised": _("A protection was made stronger"),
    "protection.lowered": _("A protection was made weaker"),
    "proposal.made": _("A change for two was proposed"),
    "proposal.approved": _("A change for two was approved"),
    "proposal.declined": _("A change for two was declined"),
    "proposal.withdrawn": _("A change for two was withdrawn"),
    "residence.proposed": _("Two homes were proposed"),
    "residence.accepted": _("Two homes were agreed on"),
    "residence.declined": _("Two homes were declined"),
    "residence.withdrawn": _("Two homes were withdrawn"),
    "residence.ended": _("Two homes were ended"),
    "place.begun": _("A place began"),
    "place.moved": _("The child moved to another group"),
    "place.lent": _("The child was lent to another group"),
    "place.ended": _("A place was ended"),
}


@dataclass
class Look:
    name: str
    last: datetime
    times: int


@dataclass
class Happened:
    what: str
    by: str
    about: str  # the adult it was about, where it was one
    reason: str
    at: datetime


def looks_at(child: Child) -> list[Look]:
    """Of the last thirty days. A look at a whole group or unit counts if the child was there that day. Three
    statements. Once a quarter of an hour: how often somebody opened a page within it is not kept.
    """
    since = clock.now() - LOOKS_OF
    places = list(Enrolment.objects.filter(child=child))
    there = {f"group:{one.group_id}" for one in places if one.group_id} | {f"unit:{one.unit_id}" for one in places}
    looks = AccessRecord.objects.filter(scope__in=[child.reference, *there], quarter__gte=since)
    last: dict = {}
    times: Counter = Counter()
    for by, scope, quarter in looks.order_by("quarter").values_list("by", "scope", "quarter"):
        if scope == child.reference or _was_there(places, scope, timezone.localdate(quarter)):
            last[by] = quarter
            times[by] += 1
    people = Person.objects.in_bulk(last)
    seen = [Look(people[by].name if by in people else "", at, times[by]) for by, at in last.items()]
    return sorted(seen, key=lambda look: look.last, reverse=True)


def _was_there(places, scope, day):
    return any(scope in (f"group:{one.group_id}", f"unit:{one.unit_id}") and one.holds_on(day) for one in places)


def history_of(child: Child) -> list[Happened]:
    """The last fifty things that changed who has access, or whose day it is. Seven statements."""
    adults: dict[str, object] = {child.person.reference: child.person_id}
    for model, whose in ((Guardianship, "guardian"), (Block, "person")):
        for one in model._default_manager.filter(child=child):
            adults[one.reference] = getattr(one, f"{whose}_id")
            adults.setdefault(f"person:{getattr(one, f'{whose}_id')}", getattr(one, f"{whose}_id"))
    others = [*Enrolment.objects.filter(child=child), *Proposal.objects.filter(child=child)]
    others += ResidencePattern.objects.filter(child=child)
    references = [*adults, *(one.reference for one in others)]
    events = list(Event.objects.filter(what__in=HAPPENED, about__in=references).order_by("-at")[:MOST])
    people = Person.objects.in_bulk({*adults.values(), *(event.by for event in events)})

    def name(pk):
        return people[pk].name if pk in people else ""

    return [
        Happened(str(HAPPENED[event.what]), name(event.by), name(adults.get(event.about)), event.reason, event.at)
        for event in events
    ]
