"""Two homes on the guardians' pages: proposed with one hand, answered from Today, and seen as four weeks."""

import pytest

from ransel.access.actions import residence as actions
from ransel.core import clock
from ransel.home.homes import letters
from ransel.identity.actor import Actor
from ransel.people.models import Guardianship, Person, ResidencePattern
from tests.pages import error_of, send


@pytest.fixture
def page_of(village):
    return f"/home/children/{village.ella.pk}/"


def every_other_week(village, **other):
    said = {"starts": "2026-11-30", "first": str(village.marte.pk), "second": str(village.henrik.pk), "turn": "1"}
    return said | {"rhythm": "about"} | other


def proposed(as_, village, page_of):
    assert send(as_(village.marte), f"{page_of}homes/", **every_other_week(village)).status_code == 303
    return ResidencePattern.objects.get()


def test_proposed_by_one_and_accepted_by_the_other_it_stands_on_the_childs_page(as_, village, page_of):
    pattern = proposed(as_, village, page_of)
    marte, henrik = as_(village.marte), as_(village.henrik)
    assert "r-homes" not in marte.get(page_of).text, "before the answer it is no agreement"
    assert send(henrik, f"/home/homes/{pattern.pk}/", accepted="yes").status_code == 303
    for reader in (marte, henrik):
        page = reader.get(page_of).text
        assert page.count('data-kid="') == 2 + 21, "two in the legend, and three of the four weeks shown"
        assert "30 november: Marte" in page or "30. november: Marte" in page


def test_who_must_answer_has_it_under_to_do_and_nobody_else(as_, village, page_of):
    pattern = proposed(as_, village, page_of)
    line = f"/home/homes/{pattern.pk}/"
    assert line in as_(village.henrik).get("/home/").text
    assert line not in as_(village.marte).get("/home/").text
    send(as_(village.henrik), line, accepted="no", reason="Jeg jobber natt den uka")
    assert line not in as_(village.henrik).get("/home/").text
    assert "Jeg jobber natt den uka" in as_(village.marte).get(page_of).text


def test_day_by_day_for_two_weeks_each_day_is_chosen(as_, village, page_of):
    homes = [str(village.marte.pk)] * 4 + [str(village.henrik.pk)] * 10
    days = {f"day_{at // 7 + 1}_{at % 7 + 1}": home for at, home in enumerate(homes)}
    marte = as_(village.marte)
    assert marte.get(f"{page_of}homes/?rhythm=2").text.count("<select") == 15
    said = days | {"starts": "2026-12-07", "rhythm": "2"}
    form = marte.form(f"{page_of}homes/?rhythm=2", f"{page_of}homes/")
    assert marte.post(f"{page_of}homes/", form | said).status_code == 303
    told = ResidencePattern.objects.get().days.order_by("week", "weekday").values_list("guardian", flat=True)
    assert [str(pk) for pk in told] == homes


def test_with_two_guardians_nobody_is_asked_who_has_the_second_week(as_, village, page_of):
    page = as_(village.marte).get(f"{page_of}homes/").text
    assert "id_first" in page and "id_second" not in page
    proposed(as_, village, page_of)
    told = set(ResidencePattern.objects.get().days.values_list("week", "guardian"))
    assert told == {(1, village.marte.pk), (2, village.henrik.pk)}


def test_the_same_home_twice_and_a_stranger_are_refused_beside_the_field(as_, village, page_of):
    third = {"guardian": village.siri, "child": village.ella, "starts": "2026-01-01", "confirmed_by": village.leader}
    Guardianship.objects.create(**third, confirmed_at=clock.now(), ground="appointed_guardian")
    marte = as_(village.marte)
    same = send(marte, f"{page_of}homes/", **every_other_week(village, second=str(village.marte.pk)))
    assert same.status_code == 422 and error_of(same, "second")
    other = send(marte, f"{page_of}homes/", **every_other_week(village, first=str(village.stranger.pk)))
    assert other.status_code == 422 and error_of(other, "first")
    assert not ResidencePattern.objects.exists()


def test_withdrawn_it_is_gone_and_ended_it_has_a_last_day(as_, village, page_of):
    marte = as_(village.marte)
    pattern = proposed(as_, village, page_of)
    assert send(marte, f"/home/homes/{pattern.pk}/withdraw/").status_code == 303
    send(marte, f"{page_of}homes/", **every_other_week(village))
    pattern = ResidencePattern.objects.unanswered().get()
    actions.answer(by=Actor(village.henrik), pattern=pattern, accepted=True)
    assert send(marte, f"/home/homes/{pattern.pk}/end/", monday="2026-12-14").status_code == 303
    page = marte.get(page_of).text
    assert "13. desember 2026" in page and page.count('data-kid="') == 2 + 14


@pytest.mark.parametrize("protected", ["ella", "henrik", "unconfirmed"])
def test_where_an_address_is_protected_the_page_says_nothing_of_homes(as_, village, page_of, protected):
    pattern = proposed(as_, village, page_of)
    assert 'id="homes"' in as_(village.marte).get(page_of).text
    who = village.ella.person if protected == "ella" else getattr(village, protected)
    Person.objects.filter(pk=who.pk).update(protection=1)
    for reader in (village.marte, village.henrik):
        assert 'id="homes"' not in as_(reader).get(page_of).text
        assert as_(reader).get(f"/home/homes/{pattern.pk}/").status_code == 404
        assert str(pattern.pk) not in as_(reader).get("/home/").text


def test_one_guardian_alone_has_no_two_homes(as_, village):
    assert 'id="homes"' not in as_(village.amina).get(f"/home/children/{village.leon.pk}/").text


def test_letters_tell_homes_apart_also_where_names_begin_alike():
    def of(*names):
        people = [Person(given_name=given, family_name=family) for given, family in names]
        return [home.letter for home in letters(people).values()]

    assert of(("Marte", "A"), ("Henrik", "A")) == ["M", "H"]
    assert of(("Marte", "A"), ("Mona", "B")) == ["MA", "MB"]
    assert of(("Marte", "A"), ("Mona", "A")) == ["M1", "M2"]
