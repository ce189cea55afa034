"""The door on the screen: one tap, or a page where something is not as agreed; several at once; times corrected."""

from datetime import date, time
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup

from ransel.attendance.actions.forgotten import end_forgotten
from ransel.attendance.actions.presence import check_in, check_out
from ransel.attendance.models import CheckIn, CheckOut
from ransel.attendance.tests.moments import at
from ransel.core import clock
from ransel.dayboard.tests.test_board import tap
from ransel.departure.actions.leaving import say_leaving
from ransel.departure.leaving.checking import Wish
from ransel.departure.models import DepartureMode, Handover
from ransel.departure.tests.test_door import leon_by_amina
from ransel.departure.tests.test_fetchers import add
from ransel.identity.actor import Actor
from ransel.notifications.models import Channel, ContactPoint
from ransel.people.models import Block, Post
from ransel.units.models import Function

PICKED_UP, TUESDAY = DepartureMode.PICKED_UP, date(2026, 11, 24)


@pytest.fixture
def board(village):
    return f"/work/groups/{village.bikuben.pk}/"


@pytest.fixture
def door(village):
    return f"/work/children/{village.ella.pk}/door/?group={village.bikuben.pk}"


@pytest.fixture
def siri(as_, village):
    return as_(village.siri)


@pytest.fixture
def here(village):
    with at(7, 0):
        for child in (village.ella, village.leon):
            check_in(by=Actor(village.siri), child=child, group=village.bikuben)


def said(village, fetcher, hour=None, **more):
    asked = {
        (village.ella.pk, village.fjellheim.pk, TUESDAY): Wish(
            PICKED_UP, hour, fetcher=f"guardian:{fetcher.pk}", **more
        )
    }
    say_leaving(by=Actor(village.marte), asked=asked)


def page_of(client, url):
    return BeautifulSoup(client.get(url).text, "html.parser")


def post(client, url, **told):
    known = page_of(client, url).select_one("input[name=known]")
    return client.post(url, {"submission": uuid4(), "known": known["value"] if known else "", **told})


def test_one_tap_lets_the_child_go_and_the_board_says_with_whom(siri, village, board, here):
    said(village, village.henrik, time(15, 30))
    with at(15, 28):
        tap(siri, board, village.ella, "leave")
        tile = page_of(siri, board).select_one(f"#kid-{village.ella.pk} .r-kid").get_text(" ", strip=True)
    assert tile == "Gått Ella Hentet av Henrik 15:28 Er tilbake"
    assert Handover.objects.get().guardian == village.henrik


def test_who_has_to_be_looked_at_opens_on_a_page_that_says_why_and_whom_to_ring(siri, village, board, door, here):
    ContactPoint.objects.create(
        person=village.marte,
        channel=Channel.PHONE,
        address="+4790000001",
        added_at=clock.now(),
        verified_at=clock.now(),
    )
    said(village, village.henrik)
    Block.objects.create(
        person=village.henrik, child=village.ella, reason="x", set_by=village.leader, set_at=clock.now()
    )
    with at(15):
        answer = tap(siri, board, village.ella, "leave")
        assert answer.url == door and not CheckOut.objects.exists()
        page = page_of(siri, door)
    alarm = page.select_one("[role=alert]")
    assert "Ella kan ikke gå ennå" in alarm.text and alarm.select_one("a[href='tel:+4790000001']")
    assert "Henrik" not in page.select_one("main").text


def test_htmx_is_sent_to_the_page_too(siri, village, board, door, here):
    said(village, village.henrik)
    Block.objects.create(
        person=village.henrik, child=village.ella, reason="x", set_by=village.leader, set_at=clock.now()
    )
    with at(15):
        answer = tap(siri, board, village.ella, "leave", **{"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == door


def test_what_was_agreed_stands_first_and_is_chosen(siri, village, door, here):
    add(village.marte, village.ella)
    said(village, village.henrik, time(15, 30))
    page = page_of(siri, door)
    choices = [label.get_text(" ", strip=True) for label in page.select("label.r-choice")]
    assert choices[0] == "Henrik Aasen Avtalt, 15:30" and choices[-1] == "Noen andre Står ikke på lista"
    assert "Bjørg Solheim På lista" in choices
    assert page.select_one("input[name=going][checked]")["value"] == f"guardian:{village.henrik.pk}"


def test_somebody_on_no_list_waits_until_a_guardian_was_rung(siri, village, door, here):
    with at(15):
        answer = post(siri, door, going="other", name="Rolf Aasen", at="")
        page = BeautifulSoup(answer.text, "html.parser")
        assert answer.status_code == 422 and "Ring en foresatt først" in page.select_one(".r-summary").text
        assert page.select_one("input[name=name]")["value"] == "Rolf Aasen"
        answer = post(siri, door, going="other", name="Rolf Aasen", spoken_with=village.marte.pk, at="")
    assert answer.url == f"/work/groups/{village.bikuben.pk}/"
    kept = Handover.objects.get()
    assert (kept.name, kept.spoken_with, kept.as_agreed) == ("Rolf Aasen", village.marte, False)


def test_the_time_is_said_afterwards_and_one_that_can_not_be_is_refused_beside_it(siri, village, door, here):
    marte = f"guardian:{village.marte.pk}"
    with at(15, 30):
        answer = post(siri, door, going=marte, at="16")
        assert answer.status_code == 422 and "Klokka er ikke så mye ennå" in answer.text
        post(siri, door, going=marte, at="1505")
    assert CheckOut.objects.get().at.hour == 14  # UTC


def test_a_forged_person_or_way_is_no_choice(siri, village, door, here):
    with at(15):
        for going in (f"guardian:{village.amina.pk}", f"person:{uuid4()}", "guardian:", "walks_home", "x" * 5000):
            assert post(siri, door, going=going, at="").status_code == 422
    assert not CheckOut.objects.exists()


def test_a_child_comes_at_a_time_that_is_over(siri, village, door):
    with at(9):
        assert "Ella er her" in page_of(siri, door).select_one("main").text
        answer = siri.post(f"/work/children/{village.ella.pk}/comes/", {"submission": uuid4(), "at": "0815"})
    assert answer.url.startswith("/work/groups/") and CheckIn.objects.get().at.minute == 15


def test_times_are_corrected_from_the_page_of_the_child(siri, village, door, here):
    with at(15):
        check_out(by=Actor(village.siri), child=village.ella)
        link = page_of(siri, door).select_one(".r-item")["href"]
        page = page_of(siri, link)
        assert [field["value"] for field in page.select("input[type=text]")] == ["07:00", "15:00"]
        answer = siri.post(link, {"submission": uuid4(), "came": "0650", "left": "1700"})
        assert answer.status_code == 422 and "Klokka er ikke så mye ennå" in answer.text
        assert siri.post(link, {"submission": uuid4(), "came": "0650", "left": "1450"}).url == door
        assert "06:50 til 14:50" in page_of(siri, door).select_one(".r-item").text


def test_of_who_is_here_only_the_coming_is_corrected(siri, village, door, here):
    with at(9):
        link = page_of(siri, door).select_one(".r-item")["href"]
        assert [field["name"] for field in page_of(siri, link).select("input[type=text]")] == ["came"]
        assert siri.post(link, {"submission": uuid4(), "came": ""}).status_code == 422
        siri.post(link, {"submission": uuid4(), "came": "0645"})
    assert CheckIn.objects.get(child=village.ella).at.minute == 45


def test_several_go_home_in_one_act_and_who_has_to_be_looked_at_is_said(siri, village, board, door, here):
    leon_by_amina(village)
    said(village, village.henrik, time(15))
    with at(13):
        said(village, village.marte, time(14), known=known(village))
    url = f"{board}together/"
    both = [village.ella.pk, village.leon.pk]
    with at(15):
        answer = siri.post(url, {"submission": uuid4(), "verb": "leave", "children": both, "at": ""})
        page = BeautifulSoup(answer.text, "html.parser")
        assert answer.status_code == 422 and not CheckOut.objects.exists()
        assert page.select_one("[role=alert] a")["href"] == door
        assert [box["value"] for box in page.select("input[checked]")] == [str(village.leon.pk)]
        answer = siri.post(url, {"submission": uuid4(), "verb": "leave", "children": both[1:], "at": "1455"})
    assert answer.url == board and CheckOut.objects.count() == 1


def known(village):
    from ransel.departure.leaving.reading import leaving_of

    return leaving_of([village.ella.pk], TUESDAY, TUESDAY)[village.ella.pk, village.fjellheim.pk, TUESDAY].mark


def test_several_come_in_one_act_and_a_child_of_another_group_is_no_choice(siri, village, board):
    url = f"{board}together/"
    with at(9):
        wrong = {"submission": uuid4(), "verb": "come", "children": [village.ella.pk, village.jonas.pk], "at": ""}
        assert siri.post(url, wrong).status_code == 422 and not CheckIn.objects.exists()
        assert "Velg minst ett" in siri.post(url, {"submission": uuid4(), "verb": "come", "at": ""}).text
        siri.post(url, wrong | {"submission": uuid4(), "children": [village.ella.pk, village.leon.pk]})
    assert CheckIn.objects.count() == 2


def test_what_was_tapped_just_now_is_undone_on_the_board_and_later_there_is_a_page(siri, village, board, here):
    with at(7, 9):
        assert page_of(siri, board).select_one(f"#kid-{village.ella.pk} button[value=undo]")
    with at(7, 10):
        tile = page_of(siri, board).select_one(f"#kid-{village.ella.pk}")
        assert not tile.select_one("button[value=undo]") and tile.select_one("a[href*='/door/']")


def test_guardians_do_not_come_to_the_door(as_, village, door, here):
    for person in (village.marte, village.other_group, village.stranger):
        assert as_(person).get(door).status_code == 404


def test_a_child_with_two_places_is_at_the_door_of_the_board_one_came_from(as_, village):
    Post.objects.create(
        person=village.siri, group=village.class_3b, unit=village.nordvik, municipality=village.fjordvik,
        role="employee", starts=TUESDAY,
    )  # fmt: skip
    Post.objects.create(
        person=village.siri, group=village.sfo_3, unit=village.nordvik_sfo, municipality=village.fjordvik,
        role="employee", starts=TUESDAY,
    )  # fmt: skip
    Function.objects.update_or_create(unit=village.nordvik, name="presence", defaults={"staff": True})
    siri = as_(village.siri)
    with at(8):
        url = f"/work/children/{village.sunniva.pk}/door/?group={village.class_3b.pk}"
        form = page_of(siri, url).select_one("form[action*='/comes/']")
        siri.post(form["action"], {"submission": uuid4(), "at": ""})
    assert CheckIn.objects.get().unit == village.nordvik


def test_a_unit_that_does_not_use_departures_only_asks_when(siri, village, door, here):
    Function.objects.filter(unit=village.fjellheim, name="departure").update(staff=False)
    with at(15):
        page = page_of(siri, door)
        assert not page.select("input[name=going]") and not page.select("[role=alert]")
        assert siri.post(door, {"submission": uuid4(), "at": "16"}).status_code == 422
        siri.post(door, {"submission": uuid4(), "at": "1430"})
    assert CheckOut.objects.get().at.minute == 30 and not Handover.objects.exists()


def test_what_changed_while_the_page_was_open_is_shown_and_then_can_be_sent(siri, village, door, here):
    with at(15):
        marte = f"guardian:{village.marte.pk}"
        told = {"going": marte, "at": "", "known": page_of(siri, door).select_one("input[name=known]")["value"]}
        said(village, village.henrik, time(15, 30))
        answer = siri.post(door, {"submission": uuid4(), **told}, headers={"HX-Request": "true"})
        page = BeautifulSoup(answer.text, "html.parser")
        assert answer.status_code == 422 and "Avtalt: Hentes av Henrik 15:30" in page.text
        told["known"] = page.select_one("input[name=known]")["value"]
        siri.post(door, {"submission": uuid4(), **told})
    assert Handover.objects.get().guardian == village.marte


def test_who_sees_no_board_that_the_child_is_on_has_no_door(as_, village, door, here):
    Function.objects.filter(unit=village.fjellheim, name="dayboard").update(staff=False)
    assert as_(village.siri).get(door).status_code == 404


def test_a_mistake_is_taken_back_from_the_page_when_the_board_does_so_no_more(siri, village, door, here):
    with at(9):
        form = page_of(siri, door).select_one("form[action$='/taps/']")
        told = {field["name"]: field["value"] for field in form.select("input")} | {"verb": "undo"}
        assert "Angre" in form.text
        siri.post(form["action"], told)
    assert CheckIn.objects.get(child=village.ella).undone_by == village.siri


def test_a_time_told_afterwards_can_be_undone_on_the_board_at_once(siri, village, board):
    with at(9):
        siri.post(f"/work/children/{village.ella.pk}/comes/", {"submission": uuid4(), "at": "0715"})
        assert page_of(siri, board).select_one(f"#kid-{village.ella.pk} button[value=undo]")


def test_a_day_that_nobody_ended_stands_on_the_board_until_it_is_corrected(siri, village, board, here):
    with at(8, day=25):
        end_forgotten()
        links = page_of(siri, board).select("[aria-labelledby=forgotten] a")
        assert len(links) == 2
        page = page_of(siri, links[0]["href"])
        assert "Ingen sa at barnet gikk" in page.text
        answer = siri.post(links[0]["href"], {"submission": uuid4(), "came": "07", "left": "1530"})
        assert answer.url == board and len(page_of(siri, board).select("[aria-labelledby=forgotten] a")) == 1
    with at(8, day=30):
        assert page_of(siri, board).select("[aria-labelledby=forgotten] a")
