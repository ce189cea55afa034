"""The staff's week: who comes when, by the half hour; what is to be answered; what is missing; and as a file."""

import io
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook

from ransel.attendance.actions.absences import report_absence
from ransel.attendance.actions.stay_days import change_days
from ransel.attendance.models import StayAdjustment, StayAnswer, StayReminder
from ransel.attendance.stays.halves import is_away_in, is_here_in
from ransel.attendance.stays.norm import adults_needed, counts_as_over_three
from ransel.attendance.stays.wishes import Wish
from ransel.attendance.tests.stays import LONG, MONDAY, SHORT, Fields, approve, send, set_hours, week
from ransel.core import clock
from ransel.core.models import Announcement
from ransel.dayboard.week.page import week_of_group
from ransel.identity.actor import Actor
from ransel.notifications.actions.planning import plan as plan_notices
from ransel.notifications.models import Notice
from ransel.people.models import Child, Enrolment, Person, ResidencePattern
from ransel.people.rota import week_about
from ransel.receipts.actions import acknowledge
from ransel.receipts.models import Receipt

OSLO = ZoneInfo("Europe/Oslo")
W50 = "?week=2026-W50"


@pytest.fixture
def bikuben(village):
    """Ella comes from eight to four, Leon from nine to two; both are over three."""
    set_hours(village, village.fjellheim)
    approve(village.siri, send(village.marte, village.ella, village.fjellheim))
    approve(village.siri, send(village.amina, village.leon, village.fjellheim, week(SHORT)))
    return village.bikuben


def url_of(group):
    return f"/work/groups/{group.pk}/week/"


def text_of(answer):
    return " ".join(BeautifulSoup(answer.text, "html.parser").get_text(" ").split())


@pytest.mark.parametrize(
    ("born", "day", "over"),
    [
        (date(2023, 1, 1), date(2026, 7, 31), False),
        (date(2023, 1, 1), date(2026, 8, 1), True),
        (date(2023, 12, 31), date(2026, 8, 1), True),
        (date(2024, 1, 1), date(2026, 12, 31), False),
        (None, date(2026, 8, 1), False),
    ],
)
def test_a_child_counts_as_over_three_from_august_of_the_year_it_turns_three(born, day, over):
    assert counts_as_over_three(born, day) is over


@pytest.mark.parametrize(
    ("under", "over", "adults"),
    [(0, 0, 0), (1, 0, 1), (3, 0, 1), (4, 0, 2), (0, 6, 1), (0, 7, 2), (3, 6, 2), (2, 2, 1)],
)
def test_one_adult_for_three_under_three_and_for_six_over(under, over, adults):
    assert adults_needed(under, over) == adults


def test_who_comes_or_leaves_within_a_half_hour_counts_in_it():
    """Adults must be enough for all of them: 07:15 to 08:10 is three half hours."""
    hours = ((time(7, 15), time(8, 10)),)
    halves = [time(6, 30), time(7), time(7, 30), time(8), time(8, 30)]
    assert [is_here_in(hours, half) for half in halves] == [False, True, True, True, False]
    assert is_here_in((), time(7)), "without times it may be at any"
    assert [is_away_in((time(7), time(8, 15)), half) for half in halves] == [False, True, True, False, False]


def test_each_half_hour_counts_those_who_are_to_be_here(village, bikuben):
    found = week_of_group(bikuben, MONDAY)
    counts = {half: found.at(MONDAY, half).children for half in found.halves}
    expected = {
        time(7): 0,
        time(7, 30): 0,
        time(8): 1,
        time(9): 2,
        time(13, 30): 2,
        time(14): 1,
        time(15, 30): 1,
        time(16): 0,
    }
    assert {half: counts[half] for half in expected} == expected
    assert (found.coming(MONDAY), found.portions(MONDAY), found.at(MONDAY, time(9)).adults) == (2, 2, 1)


def test_who_is_away_the_whole_day_is_not_counted_and_who_is_away_for_a_while_is_not_then(village, bikuben):
    day = {"first_day": MONDAY, "last_day": MONDAY}
    report_absence(by=Actor(village.marte), children=[village.ella], reason="ill", **day)
    hours = {"from_time": time(10), "to_time": time(12)}
    report_absence(by=Actor(village.amina), children=[village.leon], reason="appointment", **day, **hours)
    found = week_of_group(bikuben, MONDAY)
    assert (found.coming(MONDAY), found.portions(MONDAY)) == (1, 0)
    assert [found.at(MONDAY, half).children for half in (time(9, 30), time(10), time(12))] == [1, 0, 1]


def test_who_comes_at_a_time_not_known_is_counted_all_day(village, bikuben):
    asked = {(village.leon.pk, village.fjellheim.pk, MONDAY): Wish(StayAdjustment.Kind.PRESENT)}
    change_days(by=Actor(village.amina), asked=asked)
    assert week_of_group(bikuben, MONDAY).at(MONDAY, time(7, 30)).children == 1


def test_what_was_changed_after_the_lock_shows_both_until_somebody_has_seen_it(as_, village, bikuben):
    with clock.moved_to(datetime(2026, 12, 7, 6, tzinfo=OSLO), still=True):
        asked = {(village.ella.pk, village.fjellheim.pk, MONDAY): Wish(StayAdjustment.Kind.TIMES, SHORT)}
        change_days(by=Actor(village.marte), asked=asked)
        said = text_of(as_(village.siri).get(url_of(bikuben)))
        assert "09:00\N{EN DASH}14:00" in said and "08:00\N{EN DASH}16:00" in said
        acknowledge(by=Actor(village.siri), receipt=Receipt.objects.get())
        assert not week_of_group(bikuben, MONDAY).changed


def test_the_queue_is_on_the_page_and_a_plan_is_approved_from_it(as_, village, bikuben):
    send(village.marte, village.ella, village.fjellheim, week(SHORT), known=1)
    siri = as_(village.siri)
    link = BeautifulSoup(siri.get(url_of(bikuben) + W50).text, "html.parser").select_one('a[href^="/work/stay-plans/"]')
    form = siri.form(link["href"])
    assert siri.post(link["href"], form | {"approved": "yes"}).status_code == 303
    assert StayAnswer.objects.filter(outcome="approved").count() == 3


def test_a_no_without_a_reason_is_asked_for_one_and_keeps_what_was_typed(as_, village, bikuben):
    plan = send(village.marte, village.ella, village.fjellheim, week(SHORT), known=1)
    siri, url = as_(village.siri), f"/work/stay-plans/{plan.pk}/"
    assert siri.post(url, siri.form(url) | {"approved": "no"}).status_code == 422
    assert siri.post(url, siri.form(url) | {"approved": "no", "reason": "Vi er fulle"}).status_code == 303
    assert "Vi er fulle" in text_of(as_(village.marte).get(f"/home/stay-plans/{plan.pk}/"))


def test_before_the_lock_pending_plans_are_no_alarm_and_after_it_they_are(as_, village, bikuben):
    send(village.marte, village.ella, village.fjellheim, week(SHORT), known=1)
    siri = as_(village.siri)
    assert not BeautifulSoup(siri.get(url_of(bikuben) + W50).text, "html.parser").select(
        '#waiting ~ ul [data-tone="soon"]'
    )
    with clock.moved_to(datetime(2026, 11, 30, 18, tzinfo=OSLO), still=True):
        page = BeautifulSoup(siri.get(url_of(bikuben) + W50).text, "html.parser")
        assert page.select('#waiting ~ ul [data-tone="soon"]')
        assert week_of_group(bikuben, MONDAY).at(MONDAY, time(8)).children == 1, "the one approved before counts"


def test_only_families_without_times_are_reminded_and_once_a_day(as_, village, bikuben):
    siri = as_(village.siri)
    Enrolment.objects.create(child=village.jonas, unit=village.fjellheim, group=bikuben, starts=MONDAY)
    url = url_of(bikuben)
    form = siri.form(url + W50, f"{url}reminder/{W50}")
    Announcement.objects.all().delete()
    assert siri.post(f"{url}reminder/{W50}", form).status_code == 303
    while plan_notices():
        pass
    assert list(Notice.objects.filter(kind="stay_plan.missing").values_list("receiver", "child")) == [
        (village.foster.pk, village.jonas.pk)
    ]
    answer = siri.post(f"{url}reminder/{W50}", siri.form(url + W50, f"{url}reminder/{W50}"))
    assert answer.status_code == 422 and StayReminder.objects.count() == 1


def test_staff_set_a_day_and_the_family_can_not_undo_it(as_, village, bikuben):
    siri, url = as_(village.siri), f"/work/children/{village.ella.pk}/week/{W50}"
    form = Fields(siri.form(url))
    assert siri.post(url, form | {"day_0": "time_off"}).status_code == 303
    assert StayAdjustment.objects.get().by_staff
    page = BeautifulSoup(as_(village.marte).get(f"/home/children/{village.ella.pk}/week/{W50}").text, "html.parser")
    assert page.select_one(f"#id_{form.name('day_0')}") is None and page.select_one(f"#id_{form.name('day_1')}")


def test_the_spreadsheet_says_what_the_page_says_and_calculates_nothing(as_, village, bikuben):
    person = village.leon.person
    person.given_name = "=HYPERLINK(1)"
    person.save()
    answer = as_(village.siri).get(f"{url_of(bikuben)}sheet/{W50}")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="ransel-2026-W50.xlsx"'
    assert answer.headers["Cache-Control"] == "no-store"
    times = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    rows = {row[0].value: [cell.value for cell in row[1:]] for row in times.iter_rows()}
    assert rows["Ella Solheim-Aasen"] == ["08:00\N{EN DASH}16:00"] * 5
    cell = next(row[0] for row in times.iter_rows() if str(row[0].value).startswith("=HYPER"))
    assert cell.data_type == "s"


@pytest.mark.parametrize("many", [2, 100])
def test_a_week_takes_eleven_statements_with_a_hundred_children(
    as_, village, bikuben, many, django_assert_max_num_queries
):
    crowd(village, many)
    homes(village)
    siri = as_(village.siri)
    siri.get(url_of(bikuben) + W50)
    with django_assert_max_num_queries(11) as then:
        answer = siri.get(url_of(bikuben) + W50)
    assert len(then) == 11 and answer.text.count('scope="row"') >= many


def crowd(village, many):
    people = [Person(given_name=f"Barn{number}", family_name="Test") for number in range(many - 2)]
    Person.objects.bulk_create(people)
    children = [Child(person=person) for person in people]
    Child.objects.bulk_create(children)
    where = {"unit": village.fjellheim, "group": village.bikuben, "starts": date(2026, 8, 1)}
    Enrolment.objects.bulk_create(Enrolment(child=child, **where) for child in children)


def homes(village):
    """Ella's weeks are shared, and Henrik has a plan of his own."""
    from ransel.access.actions.residence import answer, propose

    days = week_about(village.marte.pk, village.henrik.pk, 1)
    pattern = propose(by=Actor(village.marte), child=village.ella, starts=date(2026, 11, 30), homes=days)
    answer(by=Actor(village.henrik), pattern=pattern, accepted=True)
    assert ResidencePattern.objects.count() == 1
    approve(village.siri, send(village.henrik, village.ella, village.fjellheim, week(LONG), known=1))


def test_an_empty_group_has_a_page_that_says_so(as_, village):
    Enrolment.objects.filter(group=village.bikuben).update(ends=MONDAY - timedelta(days=30))
    assert as_(village.siri).get(url_of(village.bikuben) + W50).status_code == 200
