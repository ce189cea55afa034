"""A sealed tag answers 304 only to whom it was given, and only while nothing it depends on has changed."""

from datetime import timedelta

import pytest

from ransel.attendance.actions.presence import check_in
from ransel.core import clock
from ransel.identity.actor import Actor, Strength
from ransel.people.actions import confirm, set_block_on
from ransel.people.models import Guardianship

AGAIN = {"HX-Request": "true", "HX-Request-Type": "partial", "Ransel-Again": "1"}


@pytest.fixture
def marte(as_, village):
    return as_(village.marte)


@pytest.fixture
def tag(marte):
    return marte.get("/home/").headers["HX-PTag"]


def again(client, tag, url="/home/"):
    return client.get(url, headers=AGAIN | {"HX-PTag": tag}).status_code


def test_nothing_new_is_304(marte, tag):
    assert again(marte, tag) == 304
    assert marte.get("/home/", headers={"HX-PTag": tag}).status_code == 200, "a page is always a page"


def test_something_about_a_child_is_new(marte, tag, village):
    check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
    assert again(marte, tag) == 200


def test_another_day_is_new(marte, tag):
    with clock.moved_to(clock.now() + timedelta(days=1), still=True):
        assert again(marte, tag) == 200


def test_another_language_is_new(marte, tag):
    marte.post("/me/", marte.form("/me/") | {"language": "nn"})
    assert again(marte, tag) == 200


def test_a_block_ends_it_at_once(marte, village):
    url = f"/home/children/{village.ella.pk}/"
    tag = marte.get("/home/").headers["HX-PTag"]
    set_block_on(by=Actor(village.leader), child=village.ella, person=village.marte, reason="Vedtak")
    assert again(marte, tag) == 200 and again(marte, tag, url) == 404


def test_a_new_child_is_new(as_, village):
    vidar = as_(village.unconfirmed)
    amina = as_(village.amina)
    tag = amina.get("/home/").headers["HX-PTag"]
    new = Guardianship.objects.create(guardian=village.amina, child=village.jonas, starts=clock.today())
    confirm(by=Actor(village.leader, Strength.STRONG), guardianship=new, ground="appointed_guardian", reason="Sett")
    assert again(amina, tag) == 200
    assert "HX-PTag" not in vidar.get("/home/").headers


@pytest.mark.parametrize("person", ["henrik", "stranger", "siri"])
def test_anothers_tag_opens_nothing(as_, village, tag, person):
    assert again(as_(getattr(village, person)), tag) != 304


def test_a_board_that_is_no_longer_ones_own_is_not_there(as_, village):
    siri, board = as_(village.siri), f"/work/groups/{village.bikuben.pk}/"
    tag = siri.get(board).headers["HX-PTag"]
    assert again(siri, tag, board) == 304
    village.siri.posts.update(ends=clock.today())
    with clock.moved_to(clock.now() + timedelta(days=1), still=True):
        assert again(siri, tag, board) == 404


@pytest.mark.parametrize(
    "change", [lambda tag: tag[:-1], lambda tag: f"child:x,{tag}", lambda tag: "." + tag, lambda tag: ""]
)
def test_a_tag_that_was_tampered_with_is_no_tag(marte, tag, change):
    assert again(marte, change(tag)) == 200
