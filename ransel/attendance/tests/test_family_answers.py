"""What a family answers when it is asked where its child is, and who sees it."""

from datetime import date, timedelta

import pytest
from django.http import Http404

from ransel.attendance.actions.presence import check_in
from ransel.attendance.actions.unaccounted import ask_family
from ransel.attendance.models import Absence, Asked, CheckIn, FamilyAnswer, Where
from ransel.attendance.tests.climbing import ask, go_round, say, told
from ransel.attendance.tests.moments import at
from ransel.core import clock
from ransel.core.models import Announcement
from ransel.identity.actor import Actor
from ransel.units.models import Function

TUESDAY = date(2026, 11, 24)
QUESTION = "Svar oss: Hvor er Ella?"


@pytest.fixture(autouse=True)
def nothing_announced(db):
    Announcement.objects.filter(taken_at=None).update(taken_at=clock.now())


@pytest.fixture
def where(village):
    return f"/home/children/{village.ella.pk}/where/"


def test_away_becomes_an_ordinary_absence_with_its_reason(as_, village, where):
    with at(10):
        ask(village)
        marte = as_(village.marte)
        assert where in marte.get("/home/").text and QUESTION in marte.get("/home/").text
        form = marte.form(where) | {"where": "away", "reason": "appointment"}
        assert marte.post(where, form).url == marte.post(where, form).url == where
        assert "Borte i dag" in marte.get(where).text and QUESTION not in marte.get("/home/").text
    absence = Absence.objects.get()
    assert absence.day == TUESDAY and absence.reports.get().reason == "appointment"
    assert FamilyAnswer.objects.get().by == village.marte


def test_the_others_hear_that_it_is_answered_and_by_whom(as_, village, where):
    with at(10):
        ask(village)
        go_round()
    with at(10, 4):
        say(village.marte, village.ella, Where.ON_THE_WAY)
        go_round()
        assert told("unaccounted.answered") == ["Henrik"]
        page = as_(village.henrik).get(where).text
        assert "På vei" in page and "Marte Solheim-Aasen, 10:04" in page
        village.marte.protection = 1
        village.marte.save(update_fields=["protection"])
        page = as_(village.henrik).get(where).text
        assert "En annen foresatt, 10:04" in page and "Marte" not in page


def test_said_twice_alike_it_is_one_and_another_answer_is_another(village):
    with at(10):
        ask(village)
        say(village.marte, village.ella, Where.ON_THE_WAY)
        say(village.marte, village.ella, Where.ON_THE_WAY)
        say(village.henrik, village.ella, Where.SHOULD_BE_THERE)
    assert FamilyAnswer.objects.count() == 2


def test_after_school_asks_of_a_child_who_was_at_school_and_has_gone_home(as_, village):
    teacher, sfo, sunniva = Actor(village.teacher), Actor(village.sfo), village.sunniva
    with at(8, 30):
        check_in(by=teacher, child=sunniva, group=village.class_3b)
    with at(14):
        ask_family(by=sfo, child=sunniva, group=village.sfo_3)
        url = f"/home/children/{sunniva.pk}/where/"
        marte = as_(village.marte)
        assert url in marte.get("/home/").text
        assert marte.post(url, marte.form(url) | {"where": "away", "reason": "ill"}).url == url
        assert "Borte fra 14:00: Syk" in marte.get("/home/").text
        board = as_(village.sfo).get(f"/work/groups/{village.sfo_3.pk}/").text
        assert "Sunniva er ikke kommet" not in board and "Borte fra 14:00: Syk" in board
    assert CheckIn.objects.standing().count() == 1, "she was at school all the same"


def test_who_has_come_is_no_longer_asked_about(as_, village, where):
    with at(10):
        ask(village)
        form = as_(village.marte).form(where) | {"where": "away"}
        check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
        answer = as_(village.marte).post(where, form)
        assert answer.status_code == 422 and "Ella kom 10:00. Du trenger ikke svare." in answer.text
    assert not FamilyAnswer.objects.exists() and not Absence.objects.exists()


def test_unasked_there_is_nothing_to_answer(as_, village, where):
    with at(10):
        marte = as_(village.marte)
        assert "Ingen har spurt i dag" in marte.get(where).text
        form = marte.form(where) | {"where": "on_the_way"}
        assert marte.post(where, form).status_code == 422 and not FamilyAnswer.objects.exists()
        assert marte.post(where, form | {"where": "mars"}).status_code == 422


@pytest.mark.parametrize("person", ["former", "unconfirmed", "blocked", "siri", "stranger"])
def test_only_guardians_in_force_answer(village, person):
    with at(10):
        ask(village)
        with pytest.raises(Http404):
            say(getattr(village, person), village.ella, Where.ON_THE_WAY)


def test_where_absence_is_told_by_telephone_the_other_answers_can_be_given(as_, village, where):
    Function.objects.filter(unit=village.fjellheim, name=Function.Name.ABSENCE).update(guardians=Function.Use.OFF)
    with at(10):
        ask(village)
        page = as_(village.marte).get(where).text
        assert 'value="away"' not in page and 'value="on_the_way"' in page
        say(village.marte, village.ella, Where.ON_THE_WAY)
    assert FamilyAnswer.objects.count() == 1


def test_a_pupil_is_shown_no_question_that_only_guardians_answer(as_, village):
    asked = {"child": village.emil, "unit": village.ungdomsskole, "day": TUESDAY, "by": village.anders}
    due = {"again_due": clock.now() + timedelta(minutes=1), "call_due": clock.now() + timedelta(minutes=2)}
    Asked.objects.create(at=clock.now(), **asked, **due)
    assert "Svar oss" not in as_(village.emil_person).get("/home/").text
    assert "Svar oss: Hvor er Emil?" in as_(village.grethe).get("/home/").text
