"""Own details: an address is in use once its code has come back; what the register owns is shown with its source."""

import re
from datetime import timedelta

import pytest
from django.core import mail

from ransel.audit.models import Event
from ransel.core import clock
from ransel.core.jobs import worker
from ransel.notifications.models import ContactCode, ContactPoint
from tests.pages import error_of, send

URL, CODE = "/me/details/email/", "/me/details/email/code/"


@pytest.fixture
def marte(as_, village):
    return as_(village.marte, strong=True)


@pytest.fixture
def texts(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path
    return lambda: [file.read_text() for file in sorted(tmp_path.glob("*.sms"))]


def sent_code():
    worker.run_due()
    return re.search(r"\b\d{6}\b", mail.outbox[-1].body)[0]


def use(client, address):
    assert send(client, URL, address=address).url == CODE
    assert send(client, CODE, code=sent_code()).url == "/me/details/"


def wrong(code):
    return f"{(int(code) + 1) % 1_000_000:06}"


def in_use(person):
    return list(ContactPoint.objects.in_use().filter(person=person).values_list("address", flat=True))


def test_an_address_is_in_use_once_its_code_has_come_back(marte, village):
    assert send(marte, URL, address="Marte@Example.no ").url == CODE
    code = sent_code()
    assert mail.outbox[-1].to == ["marte@example.no"] and in_use(village.marte) == []
    assert "venter på koden" in marte.get("/me/details/").text
    assert send(marte, CODE, code=f"{code[:3]} {code[3:]}").status_code == 303
    assert in_use(village.marte) == ["marte@example.no"] and "marte@example.no" in marte.get("/me/details/").text
    whats = Event.objects.filter(by=village.marte.pk).values_list("what", flat=True)
    assert {"contact.added", "contact.verified"} <= set(whats)


def test_the_code_is_kept_nowhere_as_it_is(marte):
    send(marte, URL, address="marte@example.no")
    code = sent_code()
    assert code not in str(list(ContactCode.objects.values()))


def test_a_new_address_takes_the_place_of_the_old_which_is_told(marte, village):
    use(marte, "gammel@example.no")
    use(marte, "ny@example.no")
    worker.run_due()
    assert in_use(village.marte) == ["ny@example.no"]
    assert mail.outbox[-1].to == ["gammel@example.no"] and "ny@example.no" not in mail.outbox[-1].body


def test_after_five_wrong_tries_the_right_code_is_worth_nothing(marte, village):
    send(marte, URL, address="marte@example.no")
    code = sent_code()
    for _ in range(5):
        assert send(marte, CODE, code=wrong(code)).url == "/me/details/email/code/wrong/"
    assert "Det var ikke koden" in marte.get("/me/details/email/code/wrong/").text
    send(marte, CODE, code=code)
    assert in_use(village.marte) == []


@pytest.mark.parametrize(("minutes", "holds"), [(15, True), (16, False)])
def test_a_code_holds_for_fifteen_minutes(marte, village, minutes, holds):
    send(marte, URL, address="marte@example.no")
    code = sent_code()
    with clock.moved_to(clock.now() + timedelta(minutes=minutes), still=True):
        send(marte, CODE, code=code)
    assert bool(in_use(village.marte)) is holds


def test_a_code_is_for_whoever_asked_for_it_and_used_once(marte, as_, village):
    send(marte, URL, address="marte@example.no")
    code = sent_code()
    send(as_(village.henrik, strong=True), CODE, code=code)
    assert in_use(village.henrik) == [] and in_use(village.marte) == []
    send(marte, CODE, code=code)
    assert send(marte, CODE, code=code).url == "/me/details/email/code/wrong/"


def test_an_earlier_code_is_worthless_once_another_address_is_said(marte, village):
    send(marte, URL, address="en@example.no")
    first = sent_code()
    send(marte, URL, address="to@example.no")
    second = sent_code()
    if first != second:
        send(marte, CODE, code=first)
        assert in_use(village.marte) == []
    send(marte, CODE, code=second)
    assert in_use(village.marte) == ["to@example.no"]


def test_nobody_makes_us_write_to_strangers_all_day(marte):
    for number in range(5):
        assert send(marte, URL, address=f"fremmed{number}@example.no").status_code == 303
    answer = send(marte, URL, address="fremmed6@example.no")
    assert answer.status_code == 422 and "mange koder" in answer.text and "fremmed6@example.no" in answer.text


@pytest.mark.parametrize("address", ["", "marte", "marte@", "marte@example"])
def test_what_is_no_address_is_said_beside_the_field(marte, address):
    answer = send(marte, URL, address=address)
    assert answer.status_code == 422 and error_of(answer, "address") and not ContactPoint.objects.exists()


@pytest.mark.parametrize(
    ("said", "kept"),
    [("912 34 567", "+4791234567"), ("+47 41234567", "+4741234567"), ("0046 70 123 45 67", "+46701234567")],
)
def test_a_telephone_is_verified_by_a_text_message(marte, village, texts, said, kept):
    assert send(marte, "/me/details/phone/", address=said).status_code == 303
    worker.run_due()
    (text,) = texts()
    assert text.startswith(f"{kept}\n")
    send(marte, "/me/details/phone/code/", code=re.search(r"\b\d{6}\b", text)[0])
    assert in_use(village.marte) == [kept]


@pytest.mark.parametrize("said", ["", "1234", "22 12 34 56", "+47 22 12 34 56", "ring meg"])
def test_what_is_no_mobile_number_is_said_beside_the_field(marte, said):
    answer = send(marte, "/me/details/phone/", address=said)
    assert answer.status_code == 422 and error_of(answer, "address")


def test_an_address_is_removed_and_a_weak_login_changes_none(marte, as_, village):
    use(marte, "marte@example.no")
    weak = as_(village.marte)
    assert weak.get(URL).url.startswith("/step-up/") and weak.get("/me/details/").status_code == 200
    assert send(marte, "/me/details/email/removal/").url == "/me/details/"
    assert in_use(village.marte) == []


def test_what_the_register_owns_is_shown_with_its_source_and_whom_to_tell(marte, as_, village):
    page = marte.get("/me/details/").text
    assert "OneRoster" in page and "Fjellheim barnehage" in page and village.marte.name in page
    by_hand = as_(village.stranger).get("/me/details/").text
    assert "Kilde" in by_hand


def test_nobody_else_sees_ones_address(marte, as_, village):
    use(marte, "hemmelig.adresse@example.no")
    for person in (village.henrik, village.siri, village.leader, village.municipality):
        client = as_(person, strong=True)
        for url in (
            "/home/",
            "/me/details/",
            f"/home/children/{village.ella.pk}/",
            f"/office/children/{village.ella.pk}/",
        ):
            assert "hemmelig.adresse" not in client.get(url).text
