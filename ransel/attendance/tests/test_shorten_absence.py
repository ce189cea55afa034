"""An absence ends sooner than was told: who may say so, which days go, and who is told."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.http import Http404

from ransel.attendance.actions.absences import report_absence, shorten_absence, withdraw_absence
from ransel.attendance.actions.presence import check_in
from ransel.attendance.models import Absence
from ransel.attendance.tests.moments import at
from ransel.audit.models import Event
from ransel.core import clock
from ransel.core.models import Announcement
from ransel.core.writing import Refused
from ransel.identity.actor import Actor
from ransel.notifications.actions import planning
from ransel.notifications.models import Notice
from ransel.people.models import Enrolment, Guardianship
from ransel.receipts.actions import acknowledge
from ransel.receipts.models import Receipt, Told
from ransel.receipts.standing import standings
from ransel.units.models import ClosedDay

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 11, day) for day in range(23, 28))


def ill(person, child, first=TUESDAY, last=FRIDAY, **times):
    days = {"first_day": first, "last_day": last}
    return report_absence(by=Actor(person), children=[child], reason="ill", **days, **times)[0]


def shorten(person, absence, last_day):
    return shorten_absence(by=Actor(person), absence=absence, last_day=last_day)


def days_away():
    return sorted(Absence.objects.standing().values_list("day", flat=True))


@pytest.fixture
def absence(village):
    return ill(village.marte, village.ella)


@pytest.mark.parametrize("person", ["marte", "henrik", "siri"])
def test_the_days_after_the_last_one_are_withdrawn_by_a_guardian_or_by_staff(village, absence, person):
    shorten(getattr(village, person), absence, WEDNESDAY)
    assert days_away() == [TUESDAY, WEDNESDAY]
    back = Absence.objects.exclude(withdrawn_at=None)
    assert {(one.withdrawn_by, one.withdrawn_at) for one in back} == {(getattr(village, person), clock.now())}


def test_it_goes_to_the_same_units_to_be_seen_again_and_the_others_are_told(village, absence):
    acknowledge(by=Actor(village.siri), receipt=Receipt.objects.get())
    Announcement.objects.update(taken_at=clock.now())
    shorten(village.marte, absence, WEDNESDAY)
    [one] = standings(receipt__child=village.ella)
    assert (one.told, one.round, one.seen, one.ends) == (Told.CHANGED, 2, False, WEDNESDAY)
    assert one.unit == village.fjellheim.pk and Event.objects.filter(what="absence.shortened").count() == 1
    planning.plan()
    assert list(Notice.objects.values_list("kind", "receiver")) == [("absence.shortened", village.henrik.pk)]


@pytest.mark.parametrize("last", [TUESDAY, FRIDAY])
def test_well_again_today_also_when_today_is_the_last_day(village, last):
    absence = ill(village.marte, village.ella, last=last)
    shorten(village.marte, absence, MONDAY)
    assert days_away() == []
    assert standings(receipt__child=village.ella)[0].told == Told.WITHDRAWN, "nothing of it is left"


def test_well_again_today_leaves_the_days_that_are_gone_as_they_were(village, absence, as_):
    with at(7, day=25):
        shorten(village.marte, absence, TUESDAY)
        assert days_away() == [TUESDAY]
        [one] = standings(receipt__child=village.ella)
        assert (one.told, one.back) == (Told.CHANGED, True)
        board = as_(village.siri).get(f"/work/groups/{village.bikuben.pk}/").text
        assert "Kommer igjen: Siste dag borte var tirsdag 24. november" in board
        assert "Tilbake igjen" in as_(village.marte).get("/home/").text
        check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
    assert days_away() == [TUESDAY]


def test_back_tomorrow_leaves_today(village, absence):
    shorten(village.marte, absence, TUESDAY)
    assert days_away() == [TUESDAY]


def test_the_same_ask_twice_is_one(village, absence):
    for person in (village.marte, village.henrik):
        for _again in range(2):
            shorten(person, absence, WEDNESDAY)
    assert standings(receipt__child=village.ella)[0].round == 2
    assert Event.objects.filter(what="absence.shortened").count() == 1
    shorten(village.marte, absence, MONDAY)
    shorten(village.henrik, absence, MONDAY)
    assert standings(receipt__child=village.ella)[0].round == 3


def test_a_form_sent_twice_and_by_two_is_one(as_, village, absence):
    url = f"/home/absences/{absence.pk}/shorter/"
    forms = [(client := as_(person), client.form(url)) for person in (village.marte, village.henrik)]
    for client, form in forms:
        said = form | {"back": "tomorrow"}
        for again in (said, said, said | {"submission": str(uuid4())}):
            assert client.post(url, again).url == f"/home/absences/{absence.pk}/"
    assert days_away() == [TUESDAY] and standings(receipt__child=village.ella)[0].round == 2


@pytest.mark.parametrize(
    ("last_day", "said"), [(MONDAY - timedelta(days=1), "Denne dagen er over"), (date(2026, 11, 30), "slutter før")]
)
def test_days_that_are_over_and_days_after_the_end_are_refused(village, absence, last_day, said):
    with pytest.raises(Refused) as refused:
        shorten(village.marte, absence, last_day)
    assert said in refused.value.per_item["last_day"] and len(days_away()) == 4


def test_a_guardian_does_not_change_what_staff_have_told_and_staff_change_both(as_, village):
    absence = ill(village.siri, village.ella)
    for act in (lambda: shorten(village.marte, absence, TUESDAY), lambda: withdraw(village.marte, absence)):
        with pytest.raises(Refused, match="En ansatt har meldt dette fraværet"):
            act()
    page = as_(village.marte).get(f"/home/absences/{absence.pk}/").text
    assert (
        "En ansatt har meldt dette fraværet" in page and "Tilbake tidligere" not in page and "Trekk tilbake" not in page
    )
    url = f"/home/absences/{absence.pk}/shorter/"
    answer = as_(village.marte).post(url, as_(village.marte).form(url) | {"back": "tomorrow"})
    assert answer.status_code == 422 and "En ansatt har meldt" in answer.text
    form = as_(village.marte).form(url)
    refused = as_(village.marte).post(f"/home/absences/{absence.pk}/withdrawal/", form)
    assert refused.status_code == 422 and "En ansatt har meldt" in refused.text
    part = as_(village.marte).post(f"/home/absences/{absence.pk}/withdrawal/", form, headers={"HX-Request": "true"})
    assert part.status_code == 422 and "En ansatt har meldt" in part.text and "<section" not in part.text
    assert len(days_away()) == 4
    assert "Tilbake tidligere" in as_(village.siri).get(f"/home/absences/{absence.pk}/").text
    shorten(village.both, absence, TUESDAY)
    assert days_away() == [TUESDAY]


def withdraw(person, absence):
    return withdraw_absence(by=Actor(person), absence=absence)


def test_who_is_both_guardian_and_staff_writes_as_family(village):
    said = {"ground": "parental_responsibility", "starts": date(2026, 1, 1)}
    said |= {"confirmed_by": village.leader, "confirmed_at": clock.now()}
    Guardianship.objects.create(guardian=village.both, child=village.ella, **said)
    absence = ill(village.both, village.ella)
    shorten(village.marte, absence, TUESDAY)
    assert days_away() == [TUESDAY]


def test_what_staff_told_of_other_days_stands_in_nobodys_way(village, absence):
    with at(8):
        ill(village.siri, village.ella, first=TUESDAY, last=date(2026, 11, 30))
    shorten(village.siri, absence, FRIDAY)
    shorten(village.marte, absence, TUESDAY)
    assert days_away() == [TUESDAY]


def test_who_has_no_right_to_it_can_not_shorten_it(village, absence):
    for person in (village.former, village.unconfirmed, village.stranger, village.other_group, village.substitute):
        with pytest.raises(Http404):
            shorten(person, absence, TUESDAY)
    with pytest.raises(PermissionDenied):
        shorten(village.leader, absence, TUESDAY)


def test_told_again_it_stands_longer_and_the_receipt_says_until_when(village, absence):
    shorten(village.marte, absence, TUESDAY)
    ill(village.marte, village.ella, last=THURSDAY)
    [one] = standings(receipt__child=village.ella)
    assert days_away() == [TUESDAY, WEDNESDAY, THURSDAY] and one.ends == THURSDAY


def test_a_child_who_comes_after_all_is_still_away_on_the_days_ahead(village, absence):
    check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
    [one] = standings(receipt__child=village.ella)
    assert days_away() == [WEDNESDAY, THURSDAY, FRIDAY] and one.told == Told.CHANGED


def test_the_page_says_which_days_were_taken_back_by_whom(as_, village, absence):
    shorten(village.henrik, absence, TUESDAY)
    page = as_(village.marte).get(f"/home/absences/{absence.pk}/").text
    assert "Henrik Aasen, 07:02" in page
    assert "Ikke borte onsdag 25. november til fredag 27. november" in page


def test_only_what_would_make_it_shorter_is_offered(as_, village):
    marte = as_(village.marte)
    one, several = ill(village.marte, village.ella, last=TUESDAY), ill(village.marte, village.sunniva)
    ahead = ill(village.marte, village.maximilian, first=FRIDAY)
    offered = {absence: marte.get(f"/home/absences/{absence.pk}/shorter/").text for absence in (one, several)}
    assert ['value="tomorrow"' in page for page in offered.values()] == [False, True]
    assert "Tilbake tidligere" in marte.get(f"/home/absences/{several.pk}/").text
    assert "Tilbake tidligere" not in marte.get(f"/home/absences/{one.pk}/").text, "today alone is withdrawn"
    assert "Tilbake tidligere" not in marte.get(f"/home/absences/{ahead.pk}/").text, "one day ahead is withdrawn"


def test_the_last_day_is_asked_for_where_it_is_another(as_, village, absence):
    marte, url = as_(village.marte), f"/home/absences/{absence.pk}/shorter/"
    form = marte.form(url) | {"back": "other"}
    assert "Skriv den siste dagen borte" in marte.post(url, form).text
    assert marte.post(url, form | {"last_day": "2026-11-26"}).status_code == 303
    assert days_away()[-1] == THURSDAY


def test_hours_are_shortened_as_days_are(village):
    absence = ill(village.marte, village.ella, from_time=time(9), to_time=time(11))
    shorten(village.marte, absence, WEDNESDAY)
    assert days_away() == [TUESDAY, WEDNESDAY]


@pytest.fixture
def after_school_from_thursday(village):
    Enrolment.objects.filter(child=village.sunniva, unit=village.nordvik_sfo).update(starts=THURSDAY)


def told(village, unit):
    [one] = standings(receipt__child=village.sunniva, receipt__unit=unit)
    return one.told, one.round, one.until


@pytest.mark.usefixtures("after_school_from_thursday")
def test_a_unit_none_of_whose_days_are_left_is_told_that_it_is_withdrawn(village):
    shorten(village.marte, ill(village.marte, village.sunniva), WEDNESDAY)
    assert told(village, village.nordvik) == (Told.CHANGED, 2, WEDNESDAY)
    assert told(village, village.nordvik_sfo) == (Told.WITHDRAWN, 2, None)


@pytest.mark.usefixtures("after_school_from_thursday")
def test_a_unit_that_is_told_for_the_first_time_is_not_told_of_a_change(village):
    ill(village.marte, village.sunniva, last=WEDNESDAY)
    ill(village.marte, village.sunniva, last=FRIDAY)
    assert told(village, village.nordvik) == (Told.CHANGED, 2, FRIDAY)
    assert told(village, village.nordvik_sfo) == (Told.REPORTED, 1, None)


def test_a_unit_that_was_never_told_hears_nothing_of_what_is_taken_back(village):
    free = {"municipality": village.fjordvik, "after_school": True}
    ClosedDay.objects.bulk_create(ClosedDay(day=TUESDAY + n * clock.DAY, **free) for n in range(4))
    absence = ill(village.marte, village.sunniva)
    shorten(village.marte, absence, WEDNESDAY)
    assert told(village, village.nordvik) == (Told.CHANGED, 2, WEDNESDAY)
    assert not Receipt.objects.filter(unit=village.nordvik_sfo).exists()


def test_the_first_page_says_which_days_the_child_comes_after_all(as_, village, absence):
    def said():
        page = BeautifulSoup(as_(village.marte).get("/home/").text, "html.parser")
        return " ".join(page.select_one("p.r-line[data-plain] .r-line__title").get_text(" ").split())

    with at(7, day=25):
        shorten(village.marte, absence, TUESDAY)
        assert said() == "Tilbake igjen onsdag 25. november til fredag 27. november"
    ill(village.marte, village.ella)
    with at(7, day=26):
        withdraw_absence(by=Actor(village.marte), absence=Absence.objects.standing().get(day=FRIDAY))
        assert said() == "Fraværet er trukket tilbake torsdag 26. november til fredag 27. november"


def test_of_an_absence_to_come_only_the_last_day_is_asked(village, as_):
    absence = ill(village.marte, village.ella, WEDNESDAY, FRIDAY)
    page = BeautifulSoup(as_(village.marte).get(f"/home/absences/{absence.pk}/shorter/").content, "html.parser")
    assert page.select_one("input[name=back]").attrs.get("type") == "hidden"
    day = page.select_one("input[name=last_day]")
    assert (day["min"], day["max"]) == (WEDNESDAY.isoformat(), THURSDAY.isoformat())
    assert "Valgfritt" not in page.text
