"""Face or finger: switched on by who has just proved who they are, and opening for them alone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ransel.audit.models import Event
from ransel.core import clock
from ransel.identity.actions import end_logins
from ransel.identity.actor import Actor
from ransel.identity.models import Grant, Passkey, Session
from ransel.identity.tests.device import Device
from ransel.people.models import Guardianship, Post
from ransel.units.models import LoginRules
from tests.pages import CheckedClient

NEW, LOGINS, OPEN = "/me/logins/passkey/", "/me/logins/", "/login/passkey/"
RETURN = "/login/village/return"


def log_in(person, client=None):
    """As everybody does, with an eID."""
    client = client or CheckedClient()
    client.post(RETURN, client.form("/demo/people/", RETURN) | {"person": person.pk})
    return client


def asked(client, address=NEW):
    page = NEW if address == NEW else "/login/"
    return client.post(f"{address}asked", client.form(page, address)).json()


def switch_on(client, device, **lies):
    said = client.form(NEW)
    answer = device.makes(asked(client), **lies)
    return client.post(NEW, said | {"answer": answer})


def open_with(device, client=None, to="/home/", **lies):
    client = client or CheckedClient()
    answer = device.opens(asked(client, OPEN), **lies)
    return client, client.post(OPEN, client.form("/login/", OPEN) | {"answer": answer, "next": to})


def is_in(client):
    return client.get("/home/").status_code == 200


def test_who_has_just_proved_who_they_are_opens_with_face_or_finger_from_then_on(village, phone):
    client, answer = open_with(phone, to="/home/absence/")
    assert answer.url == "/home/absence/" and is_in(client)
    grant = Grant.objects.get()
    assert grant.account.person == village.marte and grant.used_at > grant.made_at
    assert Session.objects.get(handle=client.session["handle"]).grant == grant
    assert list(Event.objects.filter(what="grant.given").values_list("by", flat=True)) == [village.marte.pk]


def test_who_came_from_a_page_goes_back_to_it_and_to_none_of_anothers(village):
    for to, back in (("/me/start/", "/me/start/"), ("//example.org/", "/")):
        client, device = log_in(village.marte), Device()
        said = client.form(f"{NEW}?next={to}", NEW)
        assert client.post(NEW, said | {"answer": device.makes(asked(client))}).url == back


def test_what_the_device_says_of_itself_is_kept_and_what_it_makes_up_is_not(phone):
    passkey = Passkey.objects.get()
    assert passkey.may_be_copied and not passkey.is_copied and passkey.transports == ["internal"]
    assert len(bytes(passkey.grant.account.handle)) == 64


def test_the_device_is_told_nothing_but_a_name_that_its_owner_chooses_by(village):
    said = asked(log_in(village.marte))
    assert said["authenticatorSelection"]["userVerification"] == "required"
    assert said["authenticatorSelection"]["residentKey"] == "required" and said["attestation"] == "none"
    assert str(village.marte.pk) not in str(said) and said["user"]["name"] == village.marte.name
    assert said["rp"]["id"] == "testserver"


def test_who_comes_to_the_login_is_told_of_nobodys_passkeys(phone):
    said = asked(CheckedClient(), OPEN)
    assert not said.get("allowCredentials") and said["userVerification"] == "required"


def test_the_login_begins_with_it_where_the_device_has_it(village, phone):
    client, _answer = open_with(phone)
    client.post("/logout/", client.form("/me/", "/logout/"))
    page = client.get("/login/").text
    assert page.index("Åpne med ansikt eller finger") < page.index("Velg en person")
    page = CheckedClient().get("/login/").text
    assert page.index("Velg en person") < page.index("Åpne med ansikt eller finger")


def test_a_login_older_than_five_minutes_switches_nothing_on(village):
    client = log_in(village.marte)
    session = client.session
    session["strong_at"] = (timezone.now() - timedelta(minutes=6)).isoformat()
    session.save()
    assert client.get(NEW).url.startswith("/step-up/")
    assert client.post(f"{NEW}asked").status_code in (303, 403)
    assert not Grant.objects.exists()


def test_for_what_is_most_important_an_eid_is_asked_for_and_one_comes_back_to_where_one_was(village, phone):
    client, _answer = open_with(phone)
    address = "/me/details/email/"
    there = client.get(address)
    assert there.status_code == 303 and there.url == "/step-up/?next=%2Fme%2Fdetails%2Femail%2F"
    page = "/demo/step-up/?next=" + address
    answer = client.post(RETURN, client.form(page, RETURN) | {"person": village.marte.pk})
    assert answer.url == address and client.get(address).status_code == 200
    assert client.session["grant"] == str(Grant.objects.get().pk)


def test_with_a_passkey_alone_nobody_reaches_where_they_work(village):
    """Marte works in the village too."""
    person = village.marte
    post = Post.objects.filter(role="employee").first()
    Post.objects.filter(pk=post.pk).update(person=person)
    device = Device()
    switch_on(log_in(person), device)
    client, _answer = open_with(device)
    board = f"/work/groups/{post.group_id}/"
    assert client.get("/home/").status_code == 200
    assert client.get(board).url == f"/step-up/work/?next=%2Fwork%2Fgroups%2F{post.group_id}%2F"
    page = client.get(client.get(board).url).text
    assert "Velg en person" in page
    client.post(RETURN, client.form("/demo/step-up/?next=" + board, RETURN) | {"person": person.pk})
    assert client.get(board).status_code == 200


@pytest.mark.parametrize(
    ("made", "used", "stands"),
    [(89, 1, True), (91, 1, False), (40, 29, True), (40, 31, False)],
)
def test_it_ends_unused_for_thirty_days_and_after_ninety_at_most(phone, made, used, stands):
    now = timezone.now()
    Grant.objects.update(made_at=now - timedelta(days=made), used_at=now - timedelta(days=used))
    client, answer = open_with(phone)
    assert is_in(client) == stands
    if not stands:
        assert answer.url == "/login/?passkey=no&next=%2Fhome%2F"


def test_a_municipality_says_how_long_it_lasts_or_that_there_is_none(village, phone):
    municipality = village.ella.enrolments.first().unit.municipality
    rules = LoginRules.objects.create(municipality=municipality, unused_days=3, longest_days=10)
    Grant.objects.update(used_at=timezone.now() - timedelta(days=4))
    assert not is_in(open_with(phone)[0])
    Grant.objects.update(used_at=timezone.now())
    assert is_in(open_with(phone)[0])
    rules.passkeys = False
    rules.save()
    assert not is_in(open_with(phone)[0])
    assert "kommunen bestemmer" in log_in(village.marte).get(NEW).text


def test_who_is_nobodys_guardian_any_more_opens_nothing(village, phone):
    Guardianship.objects.filter(guardian=village.marte).update(ends=clock.today() - timedelta(days=1))
    assert not is_in(open_with(phone)[0])


def test_who_only_works_here_switches_nothing_on(village):
    client = log_in(Post.objects.filter(role="leader").first().person)
    assert "ikke slås på for deg" in client.get(NEW).text


def test_devices_are_listed_and_one_that_is_removed_is_closed(
    village, phone, published, django_capture_on_commit_callbacks
):
    client, _answer = open_with(phone)
    other = log_in(village.marte)
    page = other.get(LOGINS).text
    assert "Enheter som åpner med ansikt eller finger" in page
    handle = client.session["handle"]
    with django_capture_on_commit_callbacks(execute=True):
        answer = other.post(f"{LOGINS}device/removal/", other.form(LOGINS, f"{LOGINS}device/removal/"))
    assert answer.url == f"{LOGINS}?removed"
    assert not is_in(client) and f"session:{handle}" in published and is_in(other)
    assert not is_in(open_with(phone)[0])
    assert Grant.objects.get().ended == Grant.Ended.OWN


def test_nobody_removes_anothers_device(village, phone):
    other = log_in(village.henrik)
    said = other.form("/me/", "/logout/") | {"device": str(Grant.objects.get().pk)}
    assert other.post(f"{LOGINS}device/removal/", said).url == f"{LOGINS}?removed"
    assert Grant.objects.get().ended_at is None and is_in(open_with(phone)[0])


def test_logging_out_leaves_the_device_as_it_was(village, phone):
    client, _answer = open_with(phone)
    client.post("/logout/", client.form("/me/", "/logout/"))
    assert not is_in(client) and is_in(open_with(phone)[0])


def test_who_is_logged_out_everywhere_opens_with_no_device(village, phone):
    end_logins(by=Actor(village.henrik), person=village.marte)
    assert not is_in(open_with(phone)[0])
    assert Grant.objects.get().ended == Grant.Ended.LEFT


def test_a_session_that_a_passkey_opened_ends_after_half_an_hour_like_others(phone):
    client, _answer = open_with(phone)
    left = Session.objects.get(handle=client.session["handle"]).expire_date - timezone.now()
    assert left <= timedelta(minutes=30)
