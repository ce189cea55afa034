"""Several come and go in one act, times are corrected, and a day that nobody ended is ended by itself."""

from datetime import date, datetime, time, timedelta

import pytest
from django.http import Http404

from ransel.attendance.actions.absences import report_absence
from ransel.attendance.actions.corrections import correct_times
from ransel.attendance.actions.forgotten import end_forgotten
from ransel.attendance.actions.presence import check_in, check_in_all, check_out, check_out_all, undo
from ransel.attendance.models import Absence, CheckIn, CheckOut, PresenceCorrection
from ransel.attendance.presence import presences_of
from ransel.attendance.tests.moments import at
from ransel.audit.models import Event
from ransel.core import clock
from ransel.core.dates import OSLO
from ransel.core.models import Announcement, Topic
from ransel.core.writing import Refused
from ransel.identity.actor import Actor
from ransel.people.models import Child, Enrolment, Person
from ransel.units.models import OpeningHours

pytestmark = pytest.mark.usefixtures("english")
TUESDAY = date(2026, 11, 24)


def moment(hour, minute=0, day=TUESDAY):
    return datetime.combine(day, time(hour, minute), OSLO)


def came(village, child=None, hour=8, minute=0):
    with at(hour, minute):
        return check_in(by=Actor(village.siri), child=child or village.ella, group=village.bikuben)


def children_of(group):
    return list(Child.objects.filter(enrolments__group=group).select_related("person"))


def times(child):
    return [
        (clock_of(one.came), one.left and clock_of(one.left)) for one in presences_of([child.pk], TUESDAY)[child.pk]
    ]


def clock_of(value):
    return value.astimezone(OSLO).time()


def open_from_seven(village):
    hours = {"starts": TUESDAY, "opens": time(7), "closes": time(16, 30)}
    OpeningHours.objects.create(unit=village.fjellheim, weekday=2, **hours)


def test_several_come_in_one_act_and_who_is_here_came_once(village):
    before = came(village)
    with at(9):
        found = check_in_all(by=Actor(village.siri), children=[village.ella, village.leon], group=village.bikuben)
    assert found[village.ella.pk] == before and CheckIn.objects.count() == 2
    assert times(village.leon) == [(time(9), None)]
    assert Event.objects.filter(what="child.came").count() == 2
    assert {one.about for one in Announcement.objects.filter(what="child.came")} == {
        village.ella.reference,
        village.leon.reference,
    }


def test_several_leave_in_one_act_or_nobody_does(village):
    came(village)
    with at(15), pytest.raises(Refused, match="Leon is not checked in") as no:
        check_out_all(by=Actor(village.siri), children=[village.ella, village.leon])
    assert set(no.value.per_item) == {village.leon.pk} and not CheckOut.objects.exists()
    came(village, village.leon)
    with at(15):
        check_out_all(by=Actor(village.siri), children=[village.ella, village.leon])
        again = check_out_all(by=Actor(village.siri), children=[village.ella, village.leon])
    assert CheckOut.objects.count() == len(again) == 2


def test_one_who_is_not_of_the_group_keeps_all_of_them_here(village):
    came(village)
    with at(15), pytest.raises(Http404):
        check_out_all(by=Actor(village.siri), children=[village.ella, village.sunniva])
    assert not CheckOut.objects.exists()


def test_those_reported_away_who_come_together_are_away_no_more(village):
    said = {"reason": "ill", "first_day": TUESDAY, "last_day": TUESDAY}
    report_absence(by=Actor(village.marte), children=[village.ella], **said)
    with at(8):
        check_in_all(by=Actor(village.siri), children=[village.ella, village.leon], group=village.bikuben)
    assert not Absence.objects.standing().exists()


@pytest.mark.parametrize("many", [20, 90])
def test_a_whole_department_leaves_in_a_fixed_number_of_statements(village, many, django_assert_max_num_queries):
    people = Person.objects.bulk_create(
        Person(given_name=f"B{number}", birth_date=date(2023, 1, 1)) for number in range(many)
    )
    more = Child.objects.bulk_create(Child(person=person) for person in people)
    place = {"unit": village.fjellheim, "group": village.bikuben, "starts": TUESDAY}
    Enrolment.objects.bulk_create(Enrolment(child=child, **place) for child in more)
    children = children_of(village.bikuben)
    with at(8):
        check_in_all(by=Actor(village.siri), children=children, group=village.bikuben)
    with at(15), django_assert_max_num_queries(10):
        check_out_all(by=Actor(village.siri), children=children)
    assert CheckOut.objects.count() == len(children) > many


def test_a_time_can_be_said_when_it_is_over(village):
    with at(9):
        check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben, at=moment(8, 10))
    row = CheckIn.objects.get()
    assert (row.at, row.noted_at) == (moment(8, 10), moment(9))
    with at(15, 30):
        left = check_out(by=Actor(village.siri), child=village.ella, at=moment(15, 5))
    assert (left.at, left.noted_at) == (moment(15, 5), moment(15, 30))


@pytest.mark.parametrize(
    ("when", "why"),
    [
        (moment(7, 59), "Ella came at 08:00. Write a later time."),
        (moment(15, 1), "That time is not yet. Write when it happened."),
        (moment(15, day=TUESDAY - timedelta(days=1)), "That was another day."),
        (moment(0, day=TUESDAY + timedelta(days=1)), "That time is not yet. Write when it happened."),
    ],
)
def test_a_check_out_before_it_came_to_come_or_on_another_day_is_refused(village, when, why):
    came(village)
    with at(15), pytest.raises(Refused) as no:
        check_out(by=Actor(village.siri), child=village.ella, at=when)
    assert no.value.reason == why and not CheckOut.objects.exists()


def test_a_child_comes_back_after_it_left_and_not_before(village):
    came(village)
    with at(10):
        check_out(by=Actor(village.siri), child=village.ella)
    with at(12), pytest.raises(Refused, match="Ella was here until 10:00"):
        check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben, at=moment(9, 59))
    with at(12):
        check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben, at=moment(11))
    assert times(village.ella) == [(time(8), time(10)), (time(11), None)]


def test_who_came_yesterday_and_was_never_checked_out_can_not_leave_today(village):
    came(village)
    tomorrow = clock.moved_to(moment(9, day=TUESDAY + timedelta(days=1)), still=True)
    with tomorrow, pytest.raises(Refused, match="Ella is not checked in"):
        check_out(by=Actor(village.siri), child=village.ella)


def test_times_are_corrected_and_what_stood_before_is_kept(village):
    here = came(village)
    with at(15):
        check_out(by=Actor(village.siri), child=village.ella)
        correct_times(by=Actor(village.leader), check_in=here, came=time(7, 45), left=time(14, 50))
        correct_times(by=Actor(village.leader), check_in=here, came=time(7, 45), left=time(14, 50))
    assert times(village.ella) == [(time(7, 45), time(14, 50))]
    kept = PresenceCorrection.objects.get()
    assert (kept.came, kept.left, kept.by) == (moment(8), moment(15), village.leader)
    assert Event.objects.filter(what="child.times.corrected").count() == 1


@pytest.mark.parametrize(
    ("wrong", "field", "why"),
    [
        ({"came": time(8), "left": time(7, 59)}, "left", "It can not be before the child came."),
        ({"came": time(8), "left": time(17)}, "left", "That time is not yet. Write when it happened."),
        ({"came": time(8), "left": None}, "left", "Write when the child left."),
        ({"came": time(8), "left": time(11, 30)}, "came", "The child was also here 11:00\N{EN DASH}12:00."),
    ],
)
def test_times_that_can_not_be_are_refused_beside_the_field(village, wrong, field, why):
    here = came(village)
    for hour, act in ((10, check_out), (12, check_out)):
        if hour == 12:
            came(village, hour=11)
        with at(hour):
            act(by=Actor(village.siri), child=village.ella)
    with at(16), pytest.raises(Refused) as no:
        correct_times(by=Actor(village.siri), check_in=here, **wrong)
    assert no.value.per_item[field].startswith(why)
    assert times(village.ella) == [(time(8), time(10)), (time(11), time(12))]
    assert not PresenceCorrection.objects.exists()


def test_who_is_here_has_no_time_of_leaving_to_correct(village):
    here = came(village)
    with at(9), pytest.raises(Refused) as no:
        correct_times(by=Actor(village.siri), check_in=here, came=time(8), left=time(8, 30))
    assert no.value.per_item == {"left": "The child is still here."}


def test_only_staff_of_the_child_correct(village):
    here = came(village)
    for person in (village.marte, village.other_group, village.stranger):
        with at(9), pytest.raises(Http404):
            correct_times(by=Actor(person), check_in=here, came=time(7), left=None)


def test_a_forgotten_check_out_is_ended_when_the_unit_closed_once_the_day_is_over(village):
    open_from_seven(village)
    came(village)
    with at(23):
        assert end_forgotten() == 0 and times(village.ella) == [(time(8), None)]
    version = Topic.raised(village.bikuben.reference)
    with clock.moved_to(moment(0, 5, TUESDAY + timedelta(days=1)), still=True):
        assert end_forgotten() == 1 and end_forgotten() == 0
    assert times(village.ella) == [(time(8), time(16, 30))]
    row = CheckOut.objects.get()
    assert row.forgotten and row.by is None and Topic.raised(village.bikuben.reference) == version + 1


def test_who_came_after_the_unit_closed_left_when_it_came(village):
    open_from_seven(village)
    came(village, hour=22)
    with clock.moved_to(moment(1, 0, TUESDAY + timedelta(days=1)), still=True):
        end_forgotten()
    assert times(village.ella) == [(time(22), time(22))]


def test_where_nobody_has_said_when_it_closes_the_day_itself_ends_it(village):
    came(village)
    with clock.moved_to(moment(1, 0, TUESDAY + timedelta(days=1)), still=True):
        end_forgotten()
    assert times(village.ella) == [(time(8), time(23, 59))]


def test_what_was_forgotten_is_corrected_by_whoever_knows(village):
    here = came(village)
    with clock.moved_to(moment(8, 0, TUESDAY + timedelta(days=1)), still=True):
        end_forgotten()
        correct_times(by=Actor(village.siri), check_in=here, came=time(8), left=time(15, 20))
    row = CheckOut.objects.get()
    assert (row.forgotten, row.by, row.at) == (False, village.siri, moment(15, 20))
    assert PresenceCorrection.objects.get().forgotten


def test_a_correction_does_not_reach_into_a_time_whose_end_was_undone(village):
    first = came(village, hour=7)
    with at(8):
        check_out(by=Actor(village.siri), child=village.ella)
    came(village, hour=9)
    with at(10):
        check_out(by=Actor(village.siri), child=village.ella)
        undo(by=Actor(village.siri), child=village.ella, group=village.bikuben)
    with at(12), pytest.raises(Refused) as no:
        correct_times(by=Actor(village.siri), check_in=first, came=time(9, 30), left=time(11))
    assert "came" in no.value.per_item and times(village.ella)[-1] == (time(9), None)


def test_what_is_not_changed_keeps_its_seconds_and_writes_nothing(village):
    here = came(village)
    with clock.moved_to(moment(10) + timedelta(seconds=20), still=True):
        check_out(by=Actor(village.siri), child=village.ella)
    with clock.moved_to(moment(10) + timedelta(seconds=40), still=True):
        check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
    with at(12):
        correct_times(by=Actor(village.siri), check_in=here, came=time(8), left=time(10))
        assert not PresenceCorrection.objects.exists()
        correct_times(by=Actor(village.siri), check_in=here, came=time(7, 50), left=time(10))
    assert CheckOut.objects.get().at == moment(10) + timedelta(seconds=20)


def test_what_was_taken_back_meanwhile_is_not_corrected(village):
    here = came(village)
    with at(8, 1):
        undo(by=Actor(village.siri), child=village.ella, group=village.bikuben)
    with at(8, 2), pytest.raises(Refused, match="taken this back"):
        correct_times(by=Actor(village.siri), check_in=here, came=time(7), left=None)
