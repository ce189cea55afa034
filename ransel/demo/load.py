"""Set the demo municipality up as one sets up a real one: a roster read in, then what no file may do, by people."""

import io
from types import SimpleNamespace

from django.db import transaction

from ransel.access.actions.beginning import begin_municipality, begin_unit
from ransel.access.actions.guardians import set_block
from ransel.core.writing import writing
from ransel.demo import village as cast
from ransel.demo.actions import begin_for_the_day, open_accounts, open_units, plan_stays, switch_on, tell_days
from ransel.demo.roster.filler import fill
from ransel.demo.roster.numbers import synthetic
from ransel.demo.roster.writer import Roster
from ransel.identity.actor import Actor, Strength
from ransel.integrations.actions.apply import apply
from ransel.integrations.actions.stage import stage
from ransel.integrations.formats import read
from ransel.integrations.models import Kind, SourceLink
from ransel.people.models import Child, Guardianship, Person
from ransel.units.models import Group, Municipality, Unit, UnitKind

SYSTEM = "oneroster"
CHILDREN = 400


def load(children: int = CHILDREN):
    """The whole demo, once. What is there already is left as it is."""
    if not Municipality.objects.filter(number=cast.NUMBER).exists():
        with transaction.atomic():
            _read_in(fill(cast.add_to(Roster()), children))
            people = village()
            open_units(municipality=people.fjordvik)
            plan_stays(municipality=people.fjordvik, silent={people.sunniva.pk, people.jonas.pk})
            tell_days(people=people)


def load_empty():
    """The first day of a small kindergarten: its head, and nothing else. She has a municipality that is hers alone."""
    if Municipality.objects.exists():
        return
    given, family, born = cast.ADULTS["leader"]
    named = {"given_name": given, "family_name": family, "national_number": synthetic(born, 0)}
    with writing():
        municipality, by = begin_municipality(number=cast.NUMBER, name="Fjordvik kommune", **named)
        begin_unit(by=by, municipality=municipality, name="Fjellheim barnehage", kind=UnitKind.KINDERGARTEN)


def load_village():
    """The village alone, for tests."""
    if not Municipality.objects.filter(number=cast.NUMBER).exists():
        _read_in(cast.add_to(Roster()))


def _read_in(roster):
    municipality, first = begin_for_the_day(number=cast.NUMBER, name="Fjordvik kommune")
    by = Actor(first, Strength.STRONG)
    staged = stage(by=by, municipality=municipality, system=SYSTEM, staged=read(io.BytesIO(roster.write()))[1])
    apply(by=by, roster=staged, approve_ground=True)
    people = village()
    switch_on(municipality=municipality)
    open_accounts()
    blocked = Guardianship.objects.get(guardian=people.blocked, child=people.leon)
    desk = Actor(people.municipality, Strength.STRONG)
    set_block(by=desk, guardianship=blocked, reason="Vedtak i tingretten, sak 26-118")


def village() -> SimpleNamespace:
    """The people, units and groups of the village, by the names of `village.py`, as they are in the database now."""
    municipality = Municipality.objects.get(number=cast.NUMBER)
    links = SourceLink.objects.filter(source_id__startswith="v-", municipality=municipality, system=SYSTEM)
    targets: dict[str, dict] = {kind: {} for kind in Kind}
    for kind, source_id, target in links.values_list("kind", "source_id", "target"):
        targets[kind][source_id.removeprefix("v-")] = target
    found = SimpleNamespace(fjordvik=municipality)
    for kind, model in ((Kind.UNIT, Unit), (Kind.GROUP, Group), (Kind.PERSON, Person)):
        things = model.objects.in_bulk(list(targets[kind].values()))
        for key, target in targets[kind].items():
            setattr(found, key, things[target])
    people = {key: getattr(found, key) for key in cast.CHILDREN}
    children = {child.person_id: child for child in Child.objects.filter(person__in=people.values()).named()}
    for key, person in people.items():
        setattr(found, key, children[person.pk])
    found.emil_person = people["emil"]
    return found
