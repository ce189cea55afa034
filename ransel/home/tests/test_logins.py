"""Where one is logged in: seen by oneself, and ended by oneself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ransel.audit.models import Event
from ransel.identity.devices import called
from ransel.identity.models import Session
from tests.pages import CheckedClient

LOGINS = "/me/logins/"
PHONE = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile"
    " Safari/537.36"
)


@pytest.fixture
def here(village):
    return CheckedClient().log_in(village.marte)


@pytest.fixture
def there(village):
    return CheckedClient().log_in(village.marte)


def handle_of(client):
    return client.session["handle"]


def end(client, **said):
    return client.post(LOGINS, client.form(LOGINS) | said)


def test_one_sees_where_one_is_logged_in_and_which_is_here(here, there):
    Session.objects.filter(handle=handle_of(there)).update(device="Chrome, Android")
    page = here.get(LOGINS).text
    assert "Denne enheten" in page and "Chrome, Android" in page and page.count("Logg ut") == 1


def test_what_one_does_not_use_is_logged_out_and_closed(here, there, published, django_capture_on_commit_callbacks):
    handle = handle_of(there)
    with django_capture_on_commit_callbacks(execute=True):
        assert end(here).url == f"{LOGINS}?ended"
    assert there.get("/home/").status_code == 303 and here.get("/home/").status_code == 200
    assert f"session:{handle}" in published
    assert Event.objects.filter(what="logins.ended").count() == 1


def test_all_others_are_logged_out_at_once(here, there, village):
    third = CheckedClient().log_in(village.marte)
    end(here, login="")
    assert [client.get("/home/").status_code for client in (here, there, third)] == [200, 303, 303]


def test_one_of_several_is_logged_out_alone(here, there, village):
    third = CheckedClient().log_in(village.marte)
    end(here, login=handle_of(there))
    assert [client.get("/home/").status_code for client in (here, there, third)] == [200, 303, 200]


@pytest.mark.parametrize("whose", ["other", "nobody"])
def test_nobody_ends_a_login_of_somebody_else(here, there, village, whose):
    other = CheckedClient().log_in(village.henrik)
    login = handle_of(other) if whose == "other" else "00000000-0000-0000-0000-000000000000"
    assert end(here, login=login).status_code == 303
    assert other.get("/home/").status_code == there.get("/home/").status_code == 200


def test_this_device_is_not_logged_out_from_here(here, there):
    end(here, login=handle_of(here))
    assert here.get("/home/").status_code == there.get("/home/").status_code == 200


def test_what_is_no_login_is_refused(here, there):
    assert end(here, login="all").status_code == 422
    assert there.get("/home/").status_code == 200


def test_a_login_that_has_run_out_is_not_listed(here, there):
    Session.objects.filter(handle=handle_of(there)).update(expire_date=timezone.now() - timedelta(seconds=1))
    assert "Sist brukt" not in here.get(LOGINS).text


def test_the_list_takes_as_many_statements_however_many_there_are(here, village, django_assert_num_queries):
    with django_assert_num_queries(7):
        here.get(LOGINS)
    for _number in range(5):
        CheckedClient().log_in(village.marte)
    with django_assert_num_queries(7):
        here.get(LOGINS)


def test_the_device_is_written_when_one_logs_in(village, db):
    client = CheckedClient(headers={"User-Agent": PHONE})
    address = "/login/village/return"
    client.post(address, client.form("/demo/people/", address) | {"person": village.marte.pk, "next": "/home/"})
    assert Session.objects.get(account__isnull=False).device == "Chrome, Android"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (PHONE, "Chrome, Android"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
            " Version/17.5 Mobile/15E148 Safari/604.1",
            "Safari, iOS",
        ),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox, Windows"),
        ("", ""),
        ("<script>alert(1)</script>", ""),
        ("x" * 100_000, ""),
    ],
)
def test_a_device_is_called_by_its_browser_and_system(said, name):
    assert called(said) == name


def test_what_a_browser_says_of_itself_is_not_kept_whole():
    assert "Pixel" not in called(PHONE) and "131" not in called(PHONE)
