"""Getting started: the few steps that a guardian takes once, how far they have come, and whom to ask."""

from dataclasses import dataclass
from itertools import groupby

from ransel.home.permits import SEE_TODAY
from ransel.home.whereto import units_of, units_to_ask
from ransel.identity.models import FirstStep
from ransel.identity.passkeys.terms import terms_of, usable
from ransel.notifications.models import PushDevice
from ransel.notifications.standing import reached
from ransel.people.children import colours, in_order
from ransel.people.models import Child
from ransel.units.models import Unit

Name = FirstStep.Name


@dataclass
class Step:
    name: str
    done: bool
    put_off: bool = False

    @property
    def waits(self) -> bool:
        return not self.done and not self.put_off


@dataclass
class Start:
    steps: list[Step]
    children: list[tuple[Child, int]]  # each with the colour that it has everywhere

    @property
    def current(self) -> str:
        """The one to take now; empty when none waits."""
        return next((step.name for step in self.steps if step.waits), "")

    @property
    def left(self) -> int:
        return sum(step.waits for step in self.steps)


def start_of(actor) -> Start:
    """What can be seen elsewhere is not asked for: children, notices and devices say themselves how far it has come.

    A fixed number of statements.
    """
    children = in_order(SEE_TODAY.reach(actor))
    told = {one.step: one.put_off for one in FirstStep.objects.filter(account=actor.account)}
    terms = terms_of(actor.person)
    known = {
        Name.INSTALL: told.get(Name.INSTALL) is False,
        Name.CHILDREN: bool(children),
        Name.NOTICES: PushDevice.objects.in_use().filter(person=actor.person).exists()
        or bool(reached(actor.person).in_use),
        Name.PASSKEY: bool(usable(actor.account, terms)),
    }
    names = [name for name in known if name != Name.PASSKEY or terms]
    steps = [Step(name.value, known[name], bool(told.get(name))) for name in names]
    colour = colours(children)
    return Start(steps, [(child, colour[child.pk]) for child in children])


@dataclass
class WhomToAsk:
    """`waiting`: units that know of them as a guardian not confirmed. `others`: by municipality."""

    waiting: list[Unit]
    own: list[Unit]
    others: list[tuple[str, list[Unit]]]


def whom_to_ask(actor) -> WhomToAsk:
    """Where a child is missing: those who know them first, and then all of the municipality. Telephones are public."""
    waiting, own = units_to_ask(actor), units_of(actor)
    near = {unit.municipality_id for unit in [*waiting, *own]}
    rest = Unit.objects.exclude(pk__in=[unit.pk for unit in [*waiting, *own]]).select_related("municipality")
    rest = (rest.filter(municipality__in=near) if near else rest).order_by("municipality__name", "kind", "name")
    others = [(name, list(units)) for name, units in groupby(rest, lambda unit: unit.municipality.name)]
    return WhomToAsk(waiting, [unit for unit in own if unit not in waiting], others)
