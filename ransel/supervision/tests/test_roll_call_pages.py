"""The roll call on the screen and on paper."""

from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ransel.attendance.actions.presence import check_in
from ransel.attendance.tests.moments import at
from ransel.identity.actor import Actor
from ransel.people.models import Child, Person
from ransel.supervision.actions.roll_calls import call_roll, mark_safe
from ransel.supervision.actions.trips import start_trip
from ransel.supervision.models import RollCall, SafeMark


@pytest.fixture(autouse=True)
def here(village):
    with at(8):
        for child in (village.ella, village.leon):
            check_in(by=Actor(village.siri), child=child, group=village.bikuben)
        check_in(by=Actor(village.other_group), child=village.jonas, group=village.maurtua)


@pytest.fixture
def roll_call(village):
    with at(10):
        return call_roll(by=Actor(village.siri), group=village.bikuben, whole=True, drill=True)


def page_of(client, url):
    return BeautifulSoup(client.get(url).text, "html.parser")


def post(client, url, **said):
    return client.post(url, {"submission": uuid4(), **said})


def kids(page):
    return [one["data-name"] for one in page.select(".r-roll__item")]


@pytest.mark.parametrize(
    ("what", "drill", "whole"),
    [("real", False, True), ("drill", True, True), ("real-group", False, False), ("drill-group", True, False)],
)
def test_one_tap_from_the_boards_tools_calls_it(as_, village, what, drill, whole):
    siri = as_(village.siri)
    with at(10):
        url = page_of(siri, f"/work/groups/{village.bikuben.pk}/").select_one("a[href$='/roll-call/']")["href"]
        assert page_of(siri, url).select_one(f"button[name=what][value={what}]")
        answer = post(siri, url, what=what)
        page = page_of(siri, answer.url)
    made = RollCall.objects.get()
    assert (made.drill, made.group is None) == (drill, whole)
    assert kids(page) == (["Ella", "Leon", "Jonas"] if whole else ["Ella", "Leon"])
    assert ("Øvelse" in page.h1.text) is drill


def test_what_is_no_way_to_begin_is_refused(as_, village):
    answer = post(as_(village.siri), f"/work/groups/{village.bikuben.pk}/roll-call/", what="rubbish")
    assert answer.status_code == 422 and not RollCall.objects.exists()


def test_who_is_not_marked_stands_first_and_the_number_is_said(as_, village, roll_call):
    siri, url = as_(village.siri), f"/work/roll-calls/{roll_call.pk}/"
    with at(10, 5):
        assert post(siri, f"{url}marks/", child=village.ella.pk, verb="safe").url == url
        page = page_of(as_(village.other_group), url)
        assert kids(page) == ["Leon", "Jonas", "Ella"]
        assert " ".join(page.select_one(".r-roll__number").text.split()) == "1 av 3 er trygge"
        assert "Trygg. Siri, 10:05" in page.select_one(f"#kid-{village.ella.pk}").text
        post(siri, f"{url}marks/", child=village.ella.pk, verb="undo")
        assert "0 av 3" in " ".join(page_of(siri, url).select_one(".r-roll__number").text.split())


@pytest.mark.parametrize("child", ["sara", "odin", None])
def test_who_is_not_on_the_list_can_not_be_marked(as_, village, roll_call, child):
    pk = getattr(village, child).pk if child else uuid4()
    answer = post(as_(village.siri), f"/work/roll-calls/{roll_call.pk}/marks/", child=pk, verb="safe")
    assert answer.status_code == 422 and not SafeMark.objects.exists() and "Sara" not in answer.text


def test_a_tap_on_an_ended_one_is_refused_politely(as_, village, roll_call):
    siri, url = as_(village.siri), f"/work/roll-calls/{roll_call.pk}/"
    reasons = {f"reason_{child.pk}": "Feil" for child in (village.ella, village.leon, village.jonas)}
    post(siri, f"{url}end/", **reasons)
    answer = post(siri, f"{url}marks/", child=village.ella.pk, verb="safe")
    assert answer.status_code == 422 and "Oppropet er avsluttet" in answer.text
    assert "Ella: Feil" in page_of(siri, url).text


def test_a_reason_is_asked_for_beside_each_who_is_missing_and_what_was_written_stands(as_, village, roll_call):
    siri, url = as_(village.siri), f"/work/roll-calls/{roll_call.pk}/end/"
    mark_safe(by=Actor(village.siri), roll_call=roll_call, child=village.jonas)
    ella, leon = (f"reason_{child.pk}" for child in (village.ella, village.leon))
    answer = post(siri, url, **{ella: "Hos mor"})
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 422 and page.select_one(f"#id_{leon}_error")
    assert page.select_one(f"[name={ella}]")["value"] == "Hos mor" and not page.select_one(f"#id_{ella}_error")
    assert RollCall.objects.get().ended_at is None
    assert post(siri, url, **{ella: "Hos mor", leon: "Hos far"}).url == f"/work/roll-calls/{roll_call.pk}/"
    assert RollCall.objects.get().ended_by == village.siri


def test_earlier_ones_are_listed_and_one_that_goes_on_stands_above(as_, village, roll_call):
    siri, url = as_(village.siri), f"/work/groups/{village.bikuben.pk}/roll-call/"
    with at(10, 10):
        assert page_of(siri, url).select_one(f".r-banner a[href='/work/roll-calls/{roll_call.pk}/']")
        for child in (village.ella, village.leon, village.jonas):
            mark_safe(by=Actor(village.siri), roll_call=roll_call, child=child)
        post(siri, f"/work/roll-calls/{roll_call.pk}/end/")
        page = page_of(siri, url)
    assert not page.select(".r-banner") and "3 av 3" in page.select_one("[aria-labelledby=before]").text
    with at(8, day=25):
        earlier = page_of(siri, url).select_one("[aria-labelledby=before]")
    assert "3 av 3" in earlier.text and not earlier.select("a")


def test_on_paper_it_is_by_group_with_boxes_and_the_time_and_nothing_to_press(as_, village, roll_call):
    with at(9):
        start_trip(by=Actor(village.siri), group=village.bikuben, to="Skogen", adults=2, children=[village.leon])
    with at(10, 2):
        fresh = call_roll(by=Actor(village.siri), group=village.bikuben, whole=True, drill=False)
        mark_safe(by=Actor(village.siri), roll_call=fresh, child=village.ella)
        page = page_of(as_(village.siri), f"/work/roll-calls/{fresh.pk}/sheet/")
    lists = page.select(".r-sheetlist")
    assert [one.h2.find(string=True).strip() for one in lists] == ["Bikuben", "Maurtua"]
    assert len(page.select(".r-box")) == 3 and len(page.select(".r-box[data-ticked]")) == 1
    assert (
        "På tur" in lists[0].text
        and "Skrevet ut tirsdag 24. november, 10:02" in page.text
        and not page.select('main button:not([data-print="no"])')
    )


def test_two_who_share_a_first_name_are_told_apart(as_, village):
    twin = Child.objects.create(person=Person.objects.create(given_name="Ella", family_name="Nes"))
    twin.enrolments.create(unit=village.fjellheim, group=village.bikuben, starts="2026-08-01")
    with at(10):
        check_in(by=Actor(village.siri), child=twin, group=village.bikuben)
        made = call_roll(by=Actor(village.siri), group=village.bikuben, whole=False, drill=True)
        assert kids(page_of(as_(village.siri), f"/work/roll-calls/{made.pk}/")) == [
            "Ella Nes",
            "Ella Solheim-Aasen",
            "Leon",
        ]


def test_the_page_takes_the_same_statements_with_any_number_of_children(as_, village, roll_call):
    siri, url = as_(village.siri), f"/work/roll-calls/{roll_call.pk}/"
    siri.get(url)
    with CaptureQueriesContext(connection) as few:
        siri.get(url)
    for number in range(20):
        child = Child.objects.create(person=Person.objects.create(given_name=f"Barn {number}", family_name="Nes"))
        roll_call.children.create(child=child, group=village.bikuben, where="here")
    with CaptureQueriesContext(connection) as many:
        page = page_of(siri, url)
    assert len(kids(page)) == 23 and len(many) == len(few) <= 10
