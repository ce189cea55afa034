"""The board: what it shows, what a tap does, how far a thing has come, and how many statements it takes."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from ransel.attendance.actions.absences import report_absence
from ransel.attendance.actions.stay_days import change_days
from ransel.attendance.models import CheckIn, StayAdjustment
from ransel.attendance.stays.wishes import Wish
from ransel.attendance.tests.stays import LONG, SHORT, approve, send
from ransel.audit.models import AccessRecord
from ransel.core import clock
from ransel.identity.actor import Actor
from ransel.people.models import Child, Enrolment, Person
from ransel.receipts.models import Receipt, Step
from ransel.receipts.standing import standings
from tests.pages import CheckedClient

AGAIN = {"HX-Request": "true", "HX-Request-Type": "partial", "Ransel-Again": "1"}


@pytest.fixture
def siri(as_, village):
    return as_(village.siri)


@pytest.fixture
def board(village):
    return f"/work/groups/{village.bikuben.pk}/"


@pytest.fixture
def ill(village):
    today = clock.today()
    said = {"reason": "ill", "first_day": today, "last_day": today}
    return report_absence(by=Actor(village.marte), children=[village.ella], **said)[0]


def step():
    return standings(receipt__in=Receipt.objects.all())[0].step


def tap(client, board, child, verb, **headers):
    page = BeautifulSoup(client.get(board).text, "html.parser")
    form = page.select_one(f"#kid-{child.pk} form")
    said = {field["name"]: field["value"] for field in form.select("input")} | {"verb": verb}
    return client.post(f"{board}taps/", said, headers=headers)


def test_the_board_shows_first_names_and_what_was_reported(siri, board, ill):
    page = BeautifulSoup(siri.get(board).text, "html.parser")
    kid = page.select_one(".r-kid[data-status=absent]")
    assert kid.select_one(".r-kid__name").text == "Ella" and "Syk" in kid.text
    assert "Solheim" not in page.select_one(".r-kids").text
    assert "Marte Solheim-Aasen, 07:02" in page.select_one(".r-side").text


def test_two_with_one_first_name_are_told_apart(siri, board, village):
    Person.objects.filter(pk=village.leon.person_id).update(given_name="Ella")
    names = BeautifulSoup(siri.get(board).text, "html.parser").select(".r-kid__name")
    assert {name.text for name in names} == {"Ella Solheim-Aasen", "Ella Warsame Lien"}


def test_on_the_board_is_when_a_signed_in_board_was_served_with_it(siri, as_, village, board, ill):
    as_(village.leader).get("/office/")
    assert step() == Step.SENT
    siri.get(board)
    assert step() == Step.ON_BOARD
    as_(village.both).get(board)
    assert step() == Step.ON_BOARD, "and only once"


def test_seen_is_when_a_named_employee_taps(siri, as_, village, board, ill):
    receipt = Receipt.objects.get()
    url = f"/work/receipts/{receipt.pk}/seen/"
    form = siri.form(board, url)
    assert siri.post(url, form).url == board
    assert step() == Step.SEEN
    assert "Sett av Siri Moe 07:02" in as_(village.marte).get("/home/").text
    both = as_(village.both)
    assert both.post(url, form).status_code == 303
    assert standings(receipt=receipt)[0].seen_by == "Siri Moe", "the first one stands"


def test_htmx_stays_on_the_page_and_is_told_to_fetch_again(siri, village, board):
    answer = tap(siri, board, village.ella, "come", **{"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Trigger"]) == (204, "ransel:again")
    assert CheckIn.objects.count() == 1


def test_without_scripts_one_comes_back_to_the_board(siri, village, board):
    assert tap(siri, board, village.ella, "come").url == board
    assert "Her siden 07:02" in siri.get(board).text
    tap(siri, board, village.ella, "undo")
    assert "Her siden" not in siri.get(board).text


@pytest.mark.parametrize(("child", "verb"), [("sara", "come"), ("ella", "steal"), ("ella", "leave")])
def test_a_tap_that_can_not_be_is_refused_in_words(siri, village, board, child, verb):
    form = siri.form(board, f"{board}taps/") | {"child": getattr(village, child).pk, "verb": verb}
    answer = siri.post(f"{board}taps/", form)
    assert answer.status_code == 422 and 'role="alert"' in answer.text
    assert not CheckIn.objects.exists()


def test_nothing_new_is_304_and_something_new_is_the_fragment(siri, as_, village, board, ill):
    siri.get(board)
    tag = siri.get(board).headers["HX-PTag"]
    same = siri.get(board, headers=AGAIN | {"HX-PTag": tag})
    assert (same.status_code, same.content) == (304, b"")
    tap(siri, board, village.leon, "come")
    new = siri.get(board, headers=AGAIN | {"HX-PTag": tag})
    assert new.status_code == 200 and "<html" not in new.text and "Her siden" in new.text
    with clock.moved_to(clock.now().replace(day=25), still=True):
        assert siri.get(board, headers=AGAIN | {"HX-PTag": new.headers["HX-PTag"]}).status_code == 200, "a new day"


def test_a_board_that_fetches_itself_again_is_no_new_look(siri, board):
    siri.get(board)
    looks = AccessRecord.objects.count()
    with clock.moved_to(clock.now().replace(hour=9), still=True):
        siri.get(board, headers=AGAIN)
        assert AccessRecord.objects.count() == looks
        siri.get(board)
    assert AccessRecord.objects.count() == looks + 1


def test_an_expired_login_answers_401_to_what_fetches_itself(client, board):
    assert client.get(board, headers=AGAIN).status_code == 401
    assert client.get(f"{board}live/", headers={"Accept": "text/event-stream"}).status_code == 401
    assert client.get(board).status_code == 303


def crowd(village, number):
    people = Person.objects.bulk_create(
        Person(given_name=f"Barn {n}", family_name="Hansen", birth_date=date(2022, 1, 1)) for n in range(number)
    )
    children = Child.objects.bulk_create(Child(person=person) for person in people)
    where = {"unit": village.fjellheim, "group": village.bikuben, "starts": date(2025, 1, 1)}
    Enrolment.objects.bulk_create(Enrolment(child=child, **where) for child in children)


@pytest.mark.parametrize("number", [25, 100])
def test_the_board_takes_the_same_few_statements_with_any_number_of_children(
    siri, village, board, ill, number, django_assert_max_num_queries
):
    crowd(village, number)
    with django_assert_max_num_queries(20) as first:
        siri.get(board)
    assert "receiptstep" in str([query["sql"] for query in first.captured_queries]), "it is on the board now"
    with django_assert_max_num_queries(17):  # six of them say who is missed: five from when, one what was asked
        siri.get(board, headers=AGAIN)


def test_304_takes_few_statements(siri, board, django_assert_max_num_queries):
    tag = siri.get(board).headers["HX-PTag"]
    with django_assert_max_num_queries(6):
        siri.get(board, headers=AGAIN | {"HX-PTag": tag})


def test_a_tile_says_when_the_child_is_to_be_here_and_who_is_off_is_not_expected(siri, village, board):
    today = clock.today()
    approve(village.siri, send(village.marte, village.ella, village.fjellheim, {(1, 2): LONG}, starts=today))
    approve(village.siri, send(village.amina, village.leon, village.fjellheim, {(1, 3): LONG}, starts=today))
    page = BeautifulSoup(siri.get(board).text, "html.parser")
    ella, leon = (page.select_one(f"#kid-{child.pk}") for child in (village.ella, village.leon))
    assert "Til 16:00" in ella.text and "08:00" in ella.text and "Fri" in leon.text
    assert leon.select_one(".r-kid")["data-status"] == "absent"


def test_a_late_change_shows_both_on_the_tile_and_in_the_list_until_it_is_seen(siri, village, board):
    today = clock.today()
    approve(village.siri, send(village.marte, village.ella, village.fjellheim, {(1, 2): LONG}, starts=today))
    key = (village.ella.pk, village.fjellheim.pk, today)
    change_days(by=Actor(village.marte), asked={key: Wish(StayAdjustment.Kind.TIMES, SHORT)})
    receipt = Receipt.objects.get(subject="stay")
    for both in (True, False):
        page = BeautifulSoup(siri.get(board).text, "html.parser")
        tile, card = page.select_one(f"#kid-{village.ella.pk}"), page.select_one(f"#see-{receipt.pk}")
        assert "09:00" in tile.text and ("08:00" in tile.text) is both
        assert (card is not None) is both
        if card:
            assert "09:00" in card.text and "08:00" in card.text
            url = f"/work/stay-receipts/{receipt.pk}/seen/"
            assert siri.post(url, siri.form(board, url)).status_code == 303
    assert "Sett av Siri Moe" in text_of(village.marte)


def text_of(person):
    page = CheckedClient().log_in(person).get("/home/")
    return " ".join(BeautifulSoup(page.text, "html.parser").get_text(" ").split())
