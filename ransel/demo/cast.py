"""Who one can be in the demo: a few people of the village, each with a word about who they are."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ransel.demo.load import village
from ransel.demo.roster.numbers import synthetic
from ransel.integrations.models import SourceLink
from ransel.people.models import NationalId, Person
from ransel.people.national_ids import lookup

FREE = 10
GUARDIANS = (
    ("marte", _("Guardian of Ella, Sunniva and Maximilian Aleksander")),
    ("henrik", _("Their other guardian, in another household")),
    ("amina", _("Guardian of Leon")),
    ("foster", _("Foster parent of Jonas")),
    ("hanna", _("Guardian of a child with a protected address")),
    ("emil", _("Pupil who soon turns 18")),
)
STAFF = (
    ("siri", _("Employee at Bikuben, a kindergarten department")),
    ("both", _("Employee at Bikuben, and guardian of a pupil")),
    ("sfo", _("Employee in after-school")),
    ("teacher", _("Contact teacher of 3B")),
    ("anders", _("Contact teacher of 9A")),
)
DESKS = (
    ("leader", _("Leader of Fjellheim kindergarten")),
    ("office", _("Office of Nordvik school")),
    ("municipality", _("The municipality")),
)
OUTSIDE = (
    ("unconfirmed", _("Said to be a guardian, but not confirmed")),
    ("former", _("Was a guardian until last year")),
    ("blocked", _("Guardian with a block")),
    ("substitute", _("Substitute whose post has ended")),
    ("stranger", _("Has to do with no child here")),
)


@dataclass
class Member:
    id: UUID
    name: str
    who: object  # translated when it is shown


def free_numbers():
    """Synthetic national numbers that nobody here has, for whoever puts people in by hand."""
    born = [date(1984 + number, 1 + number, 5 + number) for number in range(FREE)]
    numbers = [synthetic(day, 40) for day in born]
    taken = NationalId.objects.filter(lookup__in=map(lookup, numbers)).values_list("lookup", flat=True)
    return [number for number in numbers if lookup(number) not in set(taken)]


def cast():
    """[(heading, members)]: four groups, in the order in which one would try them; or whoever is there, with no name.

    Without the village everybody with a national number is there to choose: those one has put in oneself.
    """
    if not SourceLink.objects.exists():
        there = Person.objects.exclude(national_id=None).order_by("given_name", "family_name")
        return [(_("Those who are here"), [Member(one.pk, one.name, "") for one in there])]
    people = village()
    groups = ((_("Guardians"), GUARDIANS), (_("Staff"), STAFF), (_("Desk"), DESKS), (_("Kept out"), OUTSIDE))
    return [
        (heading, [Member(getattr(people, key).pk, getattr(people, key).name, who) for key, who in members])
        for heading, members in groups
    ]
