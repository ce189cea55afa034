"""Trips on the screen: from the board and out, counted, back again, and ended."""

from datetime import timedelta
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ransel.attendance.actions.presence import check_in
from ransel.attendance.tests.moments import at
from ransel.core import clock
from ransel.identity.actor import Actor
from ransel.people.models import Child, Enrolment, Person
from ransel.supervision.actions.trips import account_for, join_trip, start_trip
from ransel.supervision.models import Trip, TripCount, TripReturn


@pytest.fixture(autouse=True)
def here(village):
    with at(8):
        for child in (village.ella, village.leon):
            check_in(by=Actor(village.siri), child=child, group=village.bikuben)
        check_in(by=Actor(village.other_group), child=village.jonas, group=village.maurtua)


@pytest.fixture
def trip(village):
    with at(10):
        children = [village.ella, village.leon]
        return start_trip(by=Actor(village.siri), group=village.bikuben, to="Skogen", adults=2, children=children)


def page_of(client, url):
    return BeautifulSoup(client.get(url).text, "html.parser")


def post(client, url, **said):
    return client.post(url, {"submission": uuid4(), **said})


def names(page, heading):
    return [one.text for one in page.select(f"[aria-labelledby={heading}] li strong")]


def test_from_the_board_all_who_are_here_are_chosen_and_set_out(as_, village):
    siri, board = as_(village.siri), f"/work/groups/{village.bikuben.pk}/"
    with at(10):
        trips = page_of(siri, board).select_one("a[href$='/trips/']")["href"]
        url = page_of(siri, trips).select_one("a[href$='/start/']")["href"]
        form = page_of(siri, url)
        assert [one.text.strip() for one in form.select(".r-choices label")] == ["Ella", "Leon"]
        chosen = [one["value"] for one in form.select(".r-choices input[checked]")]
        answer = post(siri, url, to="Skogen", adults="2", children=chosen)
        page = page_of(siri, answer.url)
        assert names(page, "out") == ["Ella", "Leon"] and page.h1.text == "Skogen"
        assert "Skogen" in page_of(siri, trips).select_one("[aria-labelledby=out]").text


def test_the_leader_chooses_among_all_and_begins_with_those_of_the_group(as_, village):
    with at(10):
        form = page_of(as_(village.leader), f"/work/groups/{village.bikuben.pk}/trips/start/")
    assert [one.text.strip() for one in form.select(".r-choices label")] == ["Ella", "Leon", "Jonas"]
    assert len(form.select(".r-choices input[checked]")) == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"to": ""}, "to"),
        ({"to": "x" * 61}, "to"),
        ({"adults": ""}, "adults"),
        ({"adults": "0"}, "adults"),
        ({"adults": "two"}, "adults"),
        ({"children": []}, "children"),
        ({"children": ["rubbish"]}, "children"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(as_, village, wrong, field):
    said = {"to": "Skogen", "adults": "2", "children": [village.ella.pk]} | wrong
    with at(10):
        answer = post(as_(village.siri), f"/work/groups/{village.bikuben.pk}/trips/start/", **said)
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 422 and page.select_one(f"#id_{field}_error") and not Trip.objects.exists()
    assert page.select_one("[name=adults]").get("value", "") == said["adults"]


def test_a_child_of_others_is_no_choice(as_, village):
    for child in (village.jonas.pk, village.sara.pk, uuid4()):
        said = {"to": "Skogen", "adults": "2", "children": [child]}
        with at(10):
            answer = post(as_(village.siri), f"/work/groups/{village.bikuben.pk}/trips/start/", **said)
        assert answer.status_code == 422 and "Jonas" not in answer.text and "Sara" not in answer.text


def test_one_tap_brings_a_child_back_and_says_who_and_when_and_is_undone(as_, village, trip):
    siri, url = as_(village.siri), f"/work/trips/{trip.pk}/"
    with at(12):
        assert post(siri, f"{url}marks/", child=village.ella.pk, verb="back").url == url
        page = page_of(siri, url)
        assert names(page, "out") == ["Leon"] and "Tilbake i enheten, Siri, 12:00" in page.text
        post(siri, f"{url}marks/", child=village.ella.pk, verb="undo")
        assert names(page_of(siri, url), "out") == ["Ella", "Leon"]


@pytest.mark.parametrize("child", ["jonas", "sara", None])
def test_who_is_not_on_the_trip_can_not_be_marked(as_, village, trip, child):
    pk = getattr(village, child).pk if child else uuid4()
    answer = post(as_(village.siri), f"/work/trips/{trip.pk}/marks/", child=pk, verb="back")
    assert answer.status_code == 422 and not TripReturn.objects.exists()


def test_a_count_that_does_not_agree_is_said_loudly_with_who_was_not_seen(as_, village, trip):
    siri, url = as_(village.siri), f"/work/trips/{trip.pk}/"
    with at(11):
        post(siri, f"{url}count/", stop="Brua", children=[village.ella.pk])
        loud = page_of(siri, url).select_one("[role=alert]").text
        assert "1 talt, men 2 er ute" in loud and "Leon" in loud and "Brua" in loud
    with at(11, 5):
        post(siri, f"{url}count/", counted="2")
        page = page_of(siri, url)
    assert not page.select("[role=alert]") and "1 av 2, Brua, Siri Moe, 11:00" in page.text


@pytest.mark.parametrize("said", [{}, {"counted": "many"}, {"counted": "-1"}, {"counted": "9999"}])
def test_a_count_that_is_no_number_is_refused_and_the_stop_stands(as_, village, trip, said):
    answer = post(as_(village.siri), f"/work/trips/{trip.pk}/count/", stop="Brua", **said)
    assert answer.status_code == 422 and not TripCount.objects.exists()
    assert BeautifulSoup(answer.text, "html.parser").select_one("[name=stop]")["value"] == "Brua"


def test_a_count_of_names_and_a_number_that_differ_keeps_the_ticks(as_, village, trip):
    said = {"children": [village.ella.pk], "counted": "2"}
    answer = post(as_(village.siri), f"/work/trips/{trip.pk}/count/", **said)
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 422 and page.select_one("#id_counted_error")
    assert page.select_one("input[checked]")["value"] == str(village.ella.pk)


def test_it_has_no_button_to_end_while_somebody_is_out_and_names_them(as_, village, trip):
    siri, url = as_(village.siri), f"/work/trips/{trip.pk}/end/"
    with at(12):
        page = page_of(siri, url)
        assert not page.select(".r-send button") and [one.text for one in page.select("main li")] == ["Ella", "Leon"]
        answer = post(siri, url)
        assert answer.status_code == 422 and "Ella, Leon" in answer.text
        for child in (village.ella, village.leon):
            account_for(by=Actor(village.siri), trip=trip, child=child, how=TripReturn.How.BACK)
        assert post(siri, url).url == f"/work/groups/{village.bikuben.pk}/trips/"
    assert Trip.objects.get().ended_by == village.siri


def test_a_forgotten_trip_stands_first_the_next_day_and_is_ended_with_a_reason(as_, village, trip):
    with clock.moved_to(clock.now() + timedelta(days=1, hours=3), still=True):
        siri, url = as_(village.siri), f"/work/trips/{trip.pk}/end/"
        assert (
            "Skogen" in page_of(siri, f"/work/groups/{village.bikuben.pk}/trips/").select_one("#forgotten").parent.text
        )
        answer = post(siri, url, reason="")
        assert answer.status_code == 422 and 'id="id_reason_error"' in answer.text
        post(siri, url, reason="Glemt")
    assert Trip.objects.get().reason == "Glemt"


def test_who_has_left_the_unit_can_not_be_named_by_a_stranger_and_a_guardian_has_no_page(as_, village, trip):
    for person in (village.marte, village.stranger, village.other_unit):
        assert as_(person).get(f"/work/trips/{trip.pk}/").status_code == 404


def test_an_open_page_is_told_of_a_tap_and_of_a_check_out(village, trip, published, as_):
    with at(12):
        stream = as_(village.siri).get(f"/work/trips/{trip.pk}/live/")
        topics = stream.headers["Ransel-Live"]
        account_for(by=Actor(village.siri), trip=trip, child=village.ella, how=TripReturn.How.BACK)
    assert trip.reference in topics and village.bikuben.reference in topics


def test_the_page_takes_the_same_statements_with_any_number_of_children(as_, village, trip):
    siri, url = as_(village.siri), f"/work/trips/{trip.pk}/"
    siri.get(url)
    with CaptureQueriesContext(
        connection,
    ) as few:
        siri.get(url)
    made = [_child(village, number) for number in range(20)]
    with at(11):
        join_trip(by=Actor(village.siri), trip=trip, children=made)
    with CaptureQueriesContext(connection) as many:
        page = page_of(siri, url)
    assert len(names(page, "out")) == 22 and len(many) == len(few) <= 14


def _child(village, number):
    child = Child.objects.create(person=Person.objects.create(given_name=f"Barn {number}", family_name="Nes"))
    said = {"unit": village.fjellheim, "group": village.bikuben, "starts": clock.today()}
    Enrolment.objects.create(child=child, **said)
    with at(8):
        check_in(by=Actor(village.siri), child=child, group=village.bikuben)
    return child
