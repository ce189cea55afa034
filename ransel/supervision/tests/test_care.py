"""Sleep and meals: one tap, several at a meal, what is corrected is kept, and what families see of it."""

from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.http import Http404

from ransel.attendance.actions.presence import check_in, check_out
from ransel.attendance.models import CheckOut
from ransel.attendance.tests.moments import at
from ransel.core.writing import Refused
from ransel.identity.actor import Actor
from ransel.supervision.actions.care import fall_asleep, note_meal
from ransel.supervision.models import Meal, Sleep
from ransel.units.models import Function, UnitKind


@pytest.fixture
def here(village):
    with at(8):
        for child in (village.ella, village.leon):
            check_in(by=Actor(village.siri), child=child, group=village.bikuben)


@pytest.fixture
def url(village):
    return f"/work/groups/{village.bikuben.pk}/sleep/"


def page_of(client, url):
    return BeautifulSoup(client.get(url).text, "html.parser")


def tap(client, url, child, verb):
    return client.post(url, {"submission": uuid4(), "child": child.pk, "verb": verb})


def test_one_tap_and_the_child_sleeps_one_more_and_it_woke(as_, village, here, url):
    siri = as_(village.siri)
    with at(11):
        tap(siri, url, village.ella, "sleep")
        tap(siri, url, village.ella, "sleep")
    with at(11, 45):
        assert "Sover siden 11:00, 45 minutter" in page_of(siri, url).text
    with at(12, 10):
        tap(siri, url, village.ella, "wake")
        tap(siri, url, village.ella, "wake")
        assert "11:00\N{EN DASH}12:10, 1 t 10 min" in page_of(siri, url).text
    assert Sleep.objects.count() == 1


def test_who_is_not_here_does_not_sleep(as_, village, here, url):
    with at(9):
        check_out(by=Actor(village.siri), child=village.leon)
        answer = tap(as_(village.siri), url, village.leon, "sleep")
        assert answer.status_code == 422 and "Leon er ikke her" in answer.text
        assert tap(as_(village.siri), url, village.jonas, "sleep").status_code == 422
    assert not Sleep.objects.exists()


def test_the_last_tap_is_undone_and_the_row_stays(as_, village, here, url):
    siri = as_(village.siri)
    with at(11):
        tap(siri, url, village.ella, "sleep")
    with at(12):
        tap(siri, url, village.ella, "wake")
        siri.post(f"/work/sleeps/{Sleep.objects.get().pk}/undo/", {"submission": uuid4()})
        again = Sleep.objects.standing().get()
        assert again.woke_at is None and again.slept_at == Sleep.objects.exclude(pk=again.pk).get().slept_at
        siri.post(f"/work/sleeps/{again.pk}/undo/", {"submission": uuid4()})
    assert not Sleep.objects.standing().exists() and Sleep.objects.count() == 2


def test_times_are_corrected_and_what_stood_is_kept(as_, village, here, url):
    siri = as_(village.siri)
    with at(11):
        tap(siri, url, village.ella, "sleep")
    with at(13):
        address = f"/work/sleeps/{Sleep.objects.get().pk}/times/"
        assert siri.post(address, {"submission": uuid4(), "slept": "1030", "woke": "12"}).status_code == 303
        assert "10:30\N{EN DASH}12:00, 1 t 30 min" in page_of(siri, url).text
    assert Sleep.objects.exclude(undone_at=None).count() == 1


@pytest.mark.parametrize(
    ("slept", "woke", "beside"),
    [("14", "", "slept"), ("12", "11", "woke"), ("07", "12", "slept"), ("x", "", "slept"), ("", "12", "slept")],
)
def test_times_that_can_not_be_are_refused_beside_the_field(as_, village, here, url, slept, woke, beside):
    siri = as_(village.siri)
    with at(11):
        tap(siri, url, village.ella, "sleep")
    with at(13):
        address = f"/work/sleeps/{Sleep.objects.get().pk}/times/"
        answer = siri.post(address, {"submission": uuid4(), "slept": slept, "woke": woke})
    assert answer.status_code == 422
    assert BeautifulSoup(answer.text, "html.parser").select_one(f"#id_{beside}_error")
    assert Sleep.objects.get().undone_at is None


def test_several_ate_alike_and_a_change_keeps_what_stood(as_, village, here):
    siri, url = as_(village.siri), f"/work/groups/{village.bikuben.pk}/meals/?meal=lunch"
    both = [village.ella.pk, village.leon.pk]
    with at(11):
        siri.post(url, {"submission": uuid4(), "meal": "lunch", "children": both, "ate": "well"})
        siri.post(url, {"submission": uuid4(), "meal": "lunch", "children": both[:1], "ate": "little"})
        siri.post(url, {"submission": uuid4(), "meal": "lunch", "children": both[:1], "ate": "little"})
    standing = dict(Meal.objects.standing().values_list("child", "ate"))
    assert standing == {both[0]: "little", both[1]: "well"} and Meal.objects.count() == 3
    assert "Spiste nesten ikke" in siri.get(url).text
    with at(12):
        siri.post(url, {"submission": uuid4(), "meal": "lunch", "children": both, "ate": "nothing_noted"})
    assert not Meal.objects.standing().exists() and Meal.objects.count() == 3


def test_a_meal_of_nobody_is_refused_beside_the_field(as_, village, here):
    url = f"/work/groups/{village.bikuben.pk}/meals/?meal=lunch"
    answer = as_(village.siri).post(url, {"submission": uuid4(), "meal": "lunch", "ate": "well"})
    assert answer.status_code == 422
    assert BeautifulSoup(answer.text, "html.parser").select_one("#id_children_error")


def test_who_has_not_been_here_has_not_eaten(village, here):
    with at(11), pytest.raises(Refused):
        check_out(by=Actor(village.siri), child=village.leon)
        note = {"group": village.maurtua, "children": [village.leon], "meal": "lunch", "ate": "well"}
        note_meal(by=Actor(village.siri), **note)
    assert not Meal.objects.exists()


def test_families_see_it_where_the_unit_says_so(as_, village, here):
    with at(11):
        fall_asleep(by=Actor(village.siri), child=village.ella, group=village.bikuben)
        said = {"group": village.bikuben, "children": [village.ella], "meal": "lunch", "ate": "some"}
        note_meal(by=Actor(village.siri), **said)
        day = f"/home/children/{village.ella.pk}/day/"
        seen = as_(village.marte).get(day).text
        assert "Siden 11:00" in seen and "Spiste noe" in seen
        Function.objects.filter(unit=village.fjellheim, name="care").update(guardians=0)
        assert "Spiste noe" not in as_(village.marte).get(day).text


def test_others_note_nothing_of_the_child(village, here):
    for person in (village.other_group, village.marte, village.other_unit):
        with at(11), pytest.raises(Http404):
            fall_asleep(by=Actor(person), child=village.ella, group=village.bikuben)


def test_only_kindergartens_have_it():
    assert [kind for kind in UnitKind if Function.Name.CARE in Function.used_in(kind)] == [UnitKind.KINDERGARTEN]


def test_two_who_share_a_first_name_are_told_apart(as_, village, here, url):
    village.leon.person.given_name = "Ella"
    village.leon.person.save()
    with at(11):
        said = [one.text for one in page_of(as_(village.siri), url).select("section h2")]
    assert said == ["Ella Solheim-Aasen", "Ella Warsame Lien"]


def test_who_left_while_it_slept_and_came_again_is_awake_and_can_sleep_again(as_, village, here, url):
    siri = as_(village.siri)
    with at(11):
        tap(siri, url, village.ella, "sleep")
    with at(11, 30):
        check_out(by=Actor(village.siri), child=village.ella)
    with at(13):
        check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
        assert "Sover siden" not in page_of(siri, url).text
    with at(13, 5):
        tap(siri, url, village.ella, "sleep")
        assert "Sover siden 13:05" in page_of(siri, url).text
    first, second = Sleep.objects.order_by("slept_at")
    assert (first.woke_at, second.woke_at) == (CheckOut.objects.get().at, None)


def test_a_sleep_of_no_minutes_is_refused(as_, village, here, url):
    siri = as_(village.siri)
    with at(11):
        tap(siri, url, village.ella, "sleep")
        address = f"/work/sleeps/{Sleep.objects.get().pk}/times/"
        answer = siri.post(address, {"submission": uuid4(), "slept": "1045", "woke": "1045"})
    assert answer.status_code == 422 and "Det må slutte etter at det begynner." in answer.text


def test_a_tap_leaves_the_reader_where_they_are(as_, village, here, url):
    with at(11):
        said = {"submission": uuid4(), "child": village.ella.pk, "verb": "sleep"}
        answer = as_(village.siri).post(url, said, headers={"HX-Request": "true"})
    assert answer.status_code == 204 and answer.headers["HX-Trigger"] == "ransel:again"
