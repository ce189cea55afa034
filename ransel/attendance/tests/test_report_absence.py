"""What reporting an absence promises, a sentence each."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.http import Http404

from ransel.attendance.actions import absences
from ransel.attendance.actions.presence import check_in
from ransel.attendance.models import Absence, AbsenceReport
from ransel.audit.models import Event
from ransel.core import clock
from ransel.core.models import Announcement
from ransel.core.writing import Refused
from ransel.identity.actor import Actor
from ransel.people.models import Enrolment, Post, Role
from ransel.receipts.models import Receipt, Told
from ransel.receipts.standing import standings
from ransel.units.models import Function

TODAY, TOMORROW, SATURDAY = date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 28)
URL = "/home/absence/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def marte(as_, village):
    return as_(village.marte)


def tell(person, *children, first=TODAY, last=None, reason="ill", start=None, end=None):
    said = {"reason": reason, "first_day": first, "last_day": last or first, "from_time": start, "to_time": end}
    return absences.report_absence(by=Actor(person), children=list(children), **said)


def sent(client, *children, **differently):
    form = client.form(URL) | {"children": [str(child.pk) for child in children]}
    return client.post(URL, form | differently)


def test_a_guardian_reports_a_child_ill_and_the_group_is_woken(
    marte, village, published, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = sent(marte, village.ella)
        assert not published, "nobody is woken before it stands"
    assert set(published) == {village.ella.reference, village.bikuben.reference}
    absence = Absence.objects.get()
    assert (answer.status_code, answer.url) == (303, f"/home/absences/{absence.pk}/")
    assert (absence.child, absence.day) == (village.ella, TODAY)
    assert Event.objects.filter(what="absence.reported").count() == 1
    assert Announcement.objects.get(what="absence.reported").about == village.ella.reference


def test_the_page_says_what_was_sent_and_to_whom(marte, village):
    answer = marte.get(sent(marte, village.ella).url)
    assert "Borte hele dagen: Syk" in answer.text and "Fjellheim barnehage" in answer.text
    assert "Sendt 07:02" in answer.text


def test_several_children_in_one_go_get_an_absence_each_and_a_receipt_for_each_unit(marte, village):
    sent(marte, village.ella, village.sunniva)
    assert Absence.objects.count() == 2
    units = set(Receipt.objects.values_list("child__person__given_name", "unit__name"))
    assert units == {("Ella", "Fjellheim barnehage"), ("Sunniva", "Nordvik skole"), ("Sunniva", "Nordvik SFO")}


def test_a_form_sent_twice_is_done_once_and_answered_alike(marte, village):
    form = marte.form(URL) | {"children": [str(village.ella.pk)]}
    first, second = marte.post(URL, form), marte.post(URL, form)
    assert (first.status_code, first.url) == (second.status_code, second.url)
    assert Absence.objects.count() == AbsenceReport.objects.count() == Receipt.objects.count() == 1


def test_told_alike_by_two_guardians_it_stands_once_and_both_see_it(marte, as_, village):
    sent(marte, village.ella)
    henrik = as_(village.henrik)
    assert "Meldt borte i dag: Syk" in henrik.get(URL).text, "the second sees what is there"
    answer = sent(henrik, village.ella)
    assert (Absence.objects.count(), AbsenceReport.objects.count(), Receipt.objects.count()) == (1, 1, 1)
    assert "Marte Solheim-Aasen" in henrik.get(answer.url).text


def test_times_told_by_two_become_the_union_of_them_with_one_receipt_to_be_seen_anew(village):
    nine, ten, eleven, noon = (clock.now().replace(hour=hour, minute=0).time() for hour in (9, 10, 11, 12))
    tell(village.marte, village.ella, start=nine, end=eleven, reason="appointment")
    tell(village.henrik, village.ella, start=ten, end=noon, reason="appointment")
    assert Absence.objects.count() == 1 and AbsenceReport.objects.count() == 2
    standing = standings(receipt__child=village.ella)
    assert [(one.round, one.told) for one in standing] == [(2, Told.CHANGED)]


def test_longer_than_told_before_only_the_new_days_are_added(village):
    tell(village.marte, village.ella)
    tell(village.henrik, village.ella, last=TODAY + timedelta(days=2))
    assert sorted(Absence.objects.values_list("day", flat=True)) == [TODAY + timedelta(days=n) for n in range(3)]
    receipt = Receipt.objects.get()
    assert (receipt.first_day, receipt.last_day) == (TODAY, TODAY + timedelta(days=2))


def test_nobody_is_away_on_a_saturday(village):
    with pytest.raises(Refused) as refused:
        tell(village.marte, village.ella, first=SATURDAY)
    assert refused.value.per_item["children"] == ["Ella: Det er stengt lørdag 28. november."]


def test_a_day_with_attendance_can_not_become_a_whole_day_of_absence(village):
    check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
    with pytest.raises(Refused) as refused:
        tell(village.marte, village.ella)
    assert "Ella kom 07:02 i dag" in refused.value.per_item["children"][0]
    assert not Absence.objects.exists()
    noon = clock.now().replace(hour=12, minute=0).time()
    tell(village.marte, village.ella, start=clock.now().time(), end=noon)
    assert Absence.objects.count() == 1, "but to the dentist at ten it may go"


def test_what_one_child_can_not_stops_all_of_them_and_nothing_is_half_saved(marte, village):
    check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
    answer = sent(marte, village.ella, village.sunniva)
    assert answer.status_code == 422 and not Absence.objects.exists()
    beside = BeautifulSoup(answer.text, "html.parser").select_one("#id_children_error")
    assert "Ella kom 07:02" in beside.text


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"when": "other", "first_day": "2026-11-25", "last_day": "2026-11-24"}, "last_day", "ikke være før"),
        ({"when": "other", "first_day": "2026-11-20", "last_day": ""}, "first_day", "Denne dagen er over"),
        ({"when": "other", "first_day": "2029-11-20", "last_day": ""}, "last_day", "mer enn et år"),
        ({"when": "other", "first_day": "i morgen", "last_day": ""}, "first_day", "Skriv dagen som"),
        ({"when": "other", "first_day": "", "last_day": ""}, "first_day", "Velg den første dagen"),
        ({"how_long": "part", "from_time": "", "to_time": "10"}, "from_time", "Skriv når"),
        ({"how_long": "part", "from_time": "12", "to_time": "10"}, "to_time", "slutte etter"),
        ({"how_long": "part", "from_time": "25:00", "to_time": "10"}, "from_time", "Skriv klokkeslettet"),
        ({"children": []}, "children", "Velg hvem som er borte"),
        ({"reason": ""}, "reason", "Velg en grunn"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_changes_nothing(marte, village, wrong, field, said):
    form = marte.form(URL) | {"children": [str(village.ella.pk)]} | wrong
    answer = marte.post(URL, form)
    assert answer.status_code == 422 and not Absence.objects.exists()
    beside = BeautifulSoup(answer.text, "html.parser").select_one(f"#id_{field}_error")
    assert beside and said in beside.text


@pytest.mark.parametrize("forged", ["sara", "leon"])
def test_another_familys_child_is_no_choice_at_all(marte, village, forged):
    assert sent(marte, getattr(village, forged)).status_code == 422
    assert marte.post(URL, marte.form(URL) | {"children": ["; drop table", str(uuid4())]}).status_code == 422
    assert not Absence.objects.exists()


def test_who_has_lost_the_right_since_the_page_was_opened_is_refused_by_the_action(village):
    absence = tell(village.marte, village.ella)[0]
    for person in (village.former, village.unconfirmed, village.stranger):
        with pytest.raises(Http404):
            tell(person, village.ella, first=TOMORROW)
        with pytest.raises(Http404):
            absences.withdraw_absence(by=Actor(person), absence=absence)
    with pytest.raises(Http404):
        tell(village.blocked, village.leon)


def test_htmx_is_given_the_form_alone_and_told_to_go_on(marte, village):
    form = marte.form(URL)
    refused = marte.post(URL, form, headers=HTMX)
    assert refused.status_code == 422 and refused.text.strip().startswith("<form")
    accepted = marte.post(URL, form | {"children": [str(village.ella.pk)]}, headers=HTMX)
    assert accepted.headers["HX-Redirect"].startswith("/home/absences/")


def test_a_form_without_its_submission_or_its_token_is_refused(marte, village):
    form = marte.form(URL) | {"children": [str(village.ella.pk)]}
    assert marte.post(URL, form | {"submission": ""}).status_code == 400
    marte.handler.enforce_csrf_checks = True
    assert marte.post(URL, form | {"csrfmiddlewaretoken": ""}).status_code == 403
    assert not Absence.objects.exists()


@pytest.mark.parametrize(
    ("use", "answer"), [(Function.Use.EDIT, 303), (Function.Use.READ, 422), (Function.Use.OFF, 422)]
)
def test_a_function_is_as_open_as_the_unit_has_it(marte, village, use, answer):
    Function.objects.filter(unit=village.fjellheim, name=Function.Name.ABSENCE).update(guardians=use)
    assert sent(marte, village.ella).status_code == answer


def test_a_unit_that_does_not_use_it_gets_no_receipt(village):
    Function.objects.filter(unit=village.nordvik_sfo, name=Function.Name.ABSENCE).delete()
    tell(village.marte, village.sunniva)
    assert [receipt.unit for receipt in Receipt.objects.all()] == [village.nordvik]


def test_a_guardian_withdraws_and_it_is_to_be_seen_again(marte, as_, village):
    page = sent(marte, village.ella).url
    withdrawal = f"{page}withdrawal/"
    form = marte.form(page, withdrawal)
    for again in (form, form, form | {"submission": str(uuid4())}):
        assert marte.post(withdrawal, again).url == page
    absence = Absence.objects.get()
    assert absence.withdrawn_by == village.marte, "a row, not a deletion"
    assert "Trukket tilbake" in marte.get(page).text
    assert Event.objects.filter(what="absence.withdrawn").count() == 1
    assert [one.told for one in standings(receipt__child=village.ella)] == [Told.WITHDRAWN]
    assert sent(marte, village.ella).status_code == 303, "it stands in nobody's way"
    assert Absence.objects.standing().count() == 1


def test_days_that_are_gone_stay_when_the_rest_is_withdrawn(village):
    absence = tell(village.marte, village.ella, last=TODAY + timedelta(days=2))[0]
    with clock.moved_to(clock.now() + timedelta(days=1), still=True):
        absences.withdraw_absence(by=Actor(village.marte), absence=absence)
    assert Absence.objects.standing().get().day == TODAY


def test_only_who_may_withdraw_is_shown_the_button(marte, as_, village):
    page = sent(marte, village.ella).url
    assert "Trekk tilbake" in marte.get(page).text
    assert "Trekk tilbake" not in as_(village.leader).get(page).text


def test_a_place_that_begins_next_month_can_not_be_away_from_today(village):
    Enrolment.objects.filter(child=village.ella).update(starts=TODAY + timedelta(days=30))
    with pytest.raises(Refused):
        tell(village.marte, village.ella)
    assert tell(village.marte, village.ella, first=date(2027, 1, 4))


def test_access_ends_at_midnight_on_the_eighteenth_birthday(as_, village):
    grethe = as_(village.grethe)
    assert "Emil" in grethe.get("/home/").text
    with clock.moved_to(clock.now() + timedelta(days=13), still=True):
        assert "Emil" in grethe.get("/home/").text
    with clock.moved_to(clock.now() + timedelta(days=14), still=True):
        assert "Emil" not in grethe.get("/home/").text


def test_a_foster_parent_has_access_while_the_placement_lasts(as_, village):
    foster = as_(village.foster)
    for days, there in ((0, True), (68, True), (69, False)):
        with clock.moved_to(clock.now() + timedelta(days=days), still=True):
            assert ("Jonas" in foster.get("/home/").text) is there, days


def test_staff_of_another_unit_the_child_is_in_do_not_see_each_others_receipts(village):
    tell(village.marte, village.sunniva)
    from ransel.receipts.permits import ACKNOWLEDGE

    reach = {one.unit for one in ACKNOWLEDGE.reach(Actor(village.sfo))}
    assert reach == {village.nordvik_sfo}
    Post.objects.create(
        person=village.sfo, municipality=village.fjordvik, unit=village.nordvik, role=Role.LEADER, starts=TODAY
    )
    assert len(ACKNOWLEDGE.reach(Actor(village.sfo))) == 2
