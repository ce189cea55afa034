"""What lies on a device for a board without network: the shell, a page with nobody on it, and how long a list may."""

from datetime import time
from uuid import uuid4

from bs4 import BeautifulSoup

from ransel.attendance.tests.moments import at
from ransel.core import clock
from ransel.dayboard.tests.test_tablet import PIN, pair
from ransel.identity.actions.pins import choose_pin
from ransel.identity.actor import Actor, Strength
from ransel.people.models import Person
from ransel.units.models import OpeningHours


def test_the_page_that_stands_in_has_nobody_on_it(as_, client, village):
    for visitor in (client, as_(village.siri)):
        page = BeautifulSoup(visitor.get("/offline/").text, "html.parser")
        assert "Opprop" in page.text and not page.select("ol li")
        assert not any(one in page.text for one in ("Ella", "Siri", "Bikuben"))


def test_the_worker_is_small_and_keeps_the_shell_alone(client, db):
    answer = client.get("/sw.js")
    assert answer.headers["Content-Type"] == "text/javascript" and answer.headers["Cache-Control"] == "no-cache"
    assert len(answer.content) < 6_000
    kept = answer.text.split("SHELL = ")[1].split(";")[0]
    assert "/static/vendor/ransel" in kept and "work" not in kept


def test_locked_and_open_it_is_the_same_and_does_not_leave_by_itself(village):
    choose_pin(by=Actor(village.siri, Strength.STRONG), digits=PIN)
    with at(8):
        tablet, _one = pair(village)
        before = [tablet.get(path).text for path in ("/offline/", "/sw.js")]
        Person.objects.filter(pk=village.siri.pk).update(language="nn")
        tablet.post("/tablet/pin/", {"submission": uuid4(), "person": village.siri.pk, "pin": PIN, "next": "/"})
        assert "ransel-idle" in tablet.get(f"/work/groups/{village.bikuben.pk}/").text
        assert [tablet.get(path).text for path in ("/offline/", "/sw.js")] == before
    assert "ransel-idle" not in before[0]


def kept(client, village):
    page = BeautifulSoup(client.get(f"/work/groups/{village.bikuben.pk}/").text, "html.parser")
    return page.select_one("[data-keeps]")


def test_a_list_may_lie_on_a_paired_tablet_until_the_unit_closes(village):
    tablet, _one = pair(village)
    hours = {"starts": clock.today(), "opens": time(7), "closes": time(16, 30)}
    OpeningHours.objects.create(unit=village.fjellheim, weekday=2, **hours)
    with at(16):
        said = kept(tablet, village)
    assert (said["data-keeps"], said["data-ends"], said["data-left"]) == ("Bikuben", "16:30", "1800000")
    with at(17):
        assert kept(tablet, village)["data-left"] == "0"


def test_on_a_device_of_ones_own_none_is_kept(as_, village):
    assert kept(as_(village.siri), village) is None


def test_names_are_kept_as_a_locked_board_shows_them(village):
    tablet, _one = pair(village)
    page = BeautifulSoup(tablet.get(f"/work/groups/{village.bikuben.pk}/").text, "html.parser")
    called = {one["data-called"] for one in page.select("form.r-kid-form")}
    assert "Ella" in called and not any(village.ella.person.family_name in one for one in called)


def test_a_unit_that_checks_nobody_in_keeps_no_list(village):
    tablet, _one = pair(village)
    village.fjellheim.functions.filter(name="presence").delete()
    assert kept(tablet, village) is None
