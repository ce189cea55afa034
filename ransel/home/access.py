"""Hvem ser hva: the adults of a family who may see a child, and why; and where else the child is known."""

from dataclasses import dataclass
from datetime import date

from ransel.core import clock
from ransel.people.models import Block, Child, Enrolment, Guardianship


@dataclass
class Adult:
    name: str
    ground: str
    since: date
    until: date | None
    own: bool


@dataclass
class AccessTo:
    """`adults` are named unless a protected address is involved: then only one's own line is."""

    adults: list[Adult]
    places: list[tuple[str, str]]
    withheld: bool


def access_to(child: Child, actor) -> AccessTo:
    """Two statements."""
    today = clock.today()
    blocked = Block.objects.standing().filter(child=child).values("person")
    confirmed = Guardianship.objects.on(today).filter(child=child, confirmed_at__isnull=False)
    adults, protected = [], child.person.protected
    for one in confirmed.exclude(guardian__in=blocked).select_related("guardian").order_by("starts", "pk"):
        protected = protected or one.guardian.protected
        own = one.guardian_id == actor.person.pk
        adults.append(Adult(one.guardian.name, one.get_ground_display(), one.starts, one.ends, own))
    shown = [adult for adult in adults if adult.own or not protected]
    places = Enrolment.objects.not_over(today).filter(child=child).order_by("starts")
    where = list(places.values_list("unit__name", "group__name").distinct())
    return AccessTo(shown, where, len(shown) < len(adults))
