"""A list that still names a family which was forgotten."""

import io
from datetime import timedelta

from conftest import TUESDAY_MORNING
from ransel.core import clock
from ransel.core.privacy import LEFT
from ransel.demo.load import SYSTEM
from ransel.demo.roster.writer import Roster
from ransel.demo.village import add_to
from ransel.identity.actor import Actor, Strength
from ransel.integrations.actions.apply import apply
from ransel.integrations.actions.stage import stage
from ransel.integrations.formats import read
from ransel.integrations.models import SourceLink
from ransel.people.models import Child, Enrolment, Person
from ransel.retention.actions import purge


def test_brings_them_as_new_people_in_the_preview_and_never_the_forgotten_ones_back(village):
    Enrolment.objects.filter(child=village.sara).update(ends=TUESDAY_MORNING.date())
    with clock.moved_to(TUESDAY_MORNING + timedelta(days=LEFT + 2), still=True):
        purge()
        assert not SourceLink.objects.filter(target__in=[village.sara.person_id, village.hanna.pk]).exists()
        by = Actor(village.municipality, Strength.STRONG)
        content = read(io.BytesIO(add_to(Roster()).write()))[1]
        listed = stage(by=by, municipality=village.fjordvik, system=SYSTEM, staged=content)
        assert listed.rows.filter(kind="person", source_id="v-sara", verb="new").exists()
        apply(by=by, roster=listed, approve_ground=False)
    assert not Person.objects.get(pk=village.hanna.pk).family_name
    again = Child.objects.get(person__given_name="Sara")
    assert again.pk != village.sara.pk
    assert again.guardianships.get().confirmed_at is None, "and somebody must confirm the guardian anew"
