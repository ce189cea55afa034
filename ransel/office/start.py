"""The first day: what a unit or a municipality still lacks before the first guardian logs in, step by step.

Nothing is ticked by hand: a step is done when what it asks for is there.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from ransel.core import clock
from ransel.identity.models import Account
from ransel.people.models import Enrolment, Guardianship, Post, Role
from ransel.units.models import Function, Municipality, Unit


@dataclass
class Step:
    title: str
    text: str
    url: str
    done: bool


@dataclass
class Start:
    steps: list[Step]

    @property
    def left(self):
        return sum(not step.done for step in self.steps)

    @property
    def next(self):
        return next((step for step in self.steps if not step.done), None)


def unit_start(unit: Unit, actor) -> Start:
    """Six statements."""
    today = clock.today()
    children = Enrolment.objects.not_over(today).filter(unit=unit).values("child")
    guardians = Guardianship.objects.on(today).filter(child__in=children, confirmed_at__isnull=False)
    others = Post.objects.not_over(today).filter(unit=unit).exclude(person=actor.person)
    return Start([*_of_the_unit(unit), *_of_its_people(unit, others, children, guardians)])


def _of_the_unit(unit):
    return [
        Step(
            _("How families reach you"),
            _("Telephone and e-mail. Guardians see them when something is urgent."),
            reverse("unit-about", args=[unit.pk]),
            bool(unit.phone or unit.email),
        ),
        Step(
            _("What you use"),
            _("Turn on what you need now. The rest stays off, and can be turned on later."),
            reverse("unit-functions", args=[unit.pk]),
            unit.functions.exists(),
        ),
        Step(
            _("Departments or classes"),
            _("Each gets a board of its own."),
            reverse("add-group", args=[unit.pk]),
            unit.groups.filter(closed_on=None).exists(),
        ),
    ]


def _of_its_people(unit, others, children, guardians):
    came = Account.objects.filter(person__in=guardians.values("guardian"))
    return [
        Step(
            _("Those who work here"),
            _("They log in with BankID or MinID, and see their own group."),
            reverse("begin-post", args=[unit.pk]),
            others.exists(),
        ),
        Step(
            _("The children"),
            _("One by one here. With many it is quicker to read a file in."),
            reverse("add-child", args=[unit.pk]),
            children.exists(),
        ),
        Step(
            _("Their guardians"),
            _("Open a child, and add the guardians whose ground you have seen."),
            reverse("unit-access", args=[unit.pk]),
            guardians.exists(),
        ),
        Step(
            _("The first guardian has logged in"),
            _("Print the invitation for the families. They log in with BankID or MinID, and see their child."),
            reverse("unit-invitation", args=[unit.pk]),
            came.exists(),
        ),
    ]


def municipality_start(municipality: Municipality) -> Start:
    """Five statements at most."""
    here = {"unit__municipality": municipality}
    leaders = Post.objects.not_over(clock.today()).filter(role=Role.LEADER, **here)
    return Start(
        [
            Step(
                _("The school year"),
                _("First and last day, and when the second term begins."),
                reverse("add-school-year", args=[municipality.pk]),
                municipality.school_years.exists(),
            ),
            Step(
                _("What units use"),
                _("What each kind of unit begins with. Everything is off until you say otherwise."),
                reverse("function-rules", args=[municipality.pk]),
                municipality.function_rules.exists() or Function.objects.filter(**here).exists(),
            ),
            Step(
                _("Units, groups and people"),
                _("Read a file in from the system that has them, or add a unit by hand."),
                reverse("rosters", args=[municipality.pk]),
                municipality.units.exists(),
            ),
            Step(
                _("Leaders"),
                _("Each unit has a leader, who does the rest there. Open a unit, and say who begins."),
                reverse("office"),
                leaders.exists(),
            ),
        ]
    )
