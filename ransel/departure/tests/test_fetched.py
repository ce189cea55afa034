"""One tap did not say with whom a child left: it can be said afterwards, once, as it would have been at the door."""

from datetime import timedelta

import pytest
from django.http import Http404

from ransel.attendance.actions.presence import undo
from ransel.core import clock
from ransel.core.writing import Refused
from ransel.departure.actions.fetched import say_who_fetched
from ransel.departure.door.judging import Going
from ransel.departure.models import DepartureMode, Handover
from ransel.departure.tests.test_door import come, go_with, mark, tap
from ransel.departure.tests.test_leaving import at
from ransel.identity.actor import Actor

pytestmark = pytest.mark.usefixtures("english")
PICKED_UP, BUS = DepartureMode.PICKED_UP, DepartureMode.TRANSPORT


@pytest.fixture
def left(village):
    come(village)
    return tap(village)[village.ella.pk]


def say(village, out, by=None, hour=16, **going):
    said = {"mode": PICKED_UP, "known": mark(village.ella, village.fjellheim)} | going
    with at(hour):
        return say_who_fetched(by=Actor(by or village.siri), check_in=out.check_in, going=Going(**said))


def test_who_fetched_is_said_after_the_tap(village, left):
    say(village, left, fetcher=f"guardian:{village.henrik.pk}")
    row = Handover.objects.get()
    assert (row.check_out, row.guardian, row.mode) == (left, village.henrik, PICKED_UP)


def test_a_bus_can_be_what_it_was(village, left):
    say(village, left, mode=BUS, spoken_with=village.marte.pk)
    assert Handover.objects.get().mode == BUS


def test_what_was_said_is_not_said_otherwise(village):
    come(village)
    out = go_with(village, fetcher=f"guardian:{village.henrik.pk}")
    with pytest.raises(Refused, match="It has been said already: Fetched by Henrik"):
        say(village, out, fetcher=f"guardian:{village.marte.pk}")
    assert Handover.objects.get().guardian == village.henrik


def test_somebody_on_no_list_wants_a_guardian_who_was_rung_here_too(village, left):
    with pytest.raises(Refused) as refused:
        say(village, left, name="Rolf Aasen")
    assert "spoken_with" in refused.value.per_item
    say(village, left, name="Rolf Aasen", spoken_with=village.marte.pk)
    assert Handover.objects.get().name == "Rolf Aasen"


def test_who_is_kept_from_the_child_is_never_written_down_as_who_fetched(village):
    come(village, village.leon)
    out = go_with(village, village.leon, fetcher=f"guardian:{village.amina.pk}")
    Handover.objects.all().delete()
    with at(16), pytest.raises(Refused) as refused:
        going = Going(PICKED_UP, name=village.blocked.name, known=mark(village.leon, village.fjellheim))
        say_who_fetched(by=Actor(village.siri), check_in=out.check_in, going=going)
    assert "going" in refused.value.per_item


def test_of_a_child_that_is_back_nothing_is_said(village, left):
    with at(15, 35):
        undo(by=Actor(village.siri), child=village.ella, group=village.bikuben)
    with pytest.raises(Refused, match="taken this back"):
        say(village, left, fetcher=f"guardian:{village.henrik.pk}")


def test_another_day_it_is_too_late(village, left):
    with clock.moved_to(clock.now() + timedelta(days=1)), pytest.raises(Refused, match="another day"):
        going = Going(PICKED_UP, f"guardian:{village.henrik.pk}", known=mark(village.ella, village.fjellheim))
        say_who_fetched(by=Actor(village.siri), check_in=left.check_in, going=going)


def test_who_does_not_look_after_the_child_says_nothing(village, left):
    with pytest.raises(Http404):
        say(village, left, by=village.marte, fetcher=f"guardian:{village.henrik.pk}")
