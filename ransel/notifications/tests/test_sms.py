"""A text leaves once it is taken, is tried again when it is not, and never says whose number it was."""

import logging

import pytest

from ransel.core.jobs.worker import run_due
from ransel.identity.actor import Actor, Strength
from ransel.notifications import mail, sms
from ransel.notifications.actions import contact
from ransel.notifications.models import Channel, ContactCode
from ransel.notifications.tests.lying import BREAKS_OFF, HANGS, server_here

NUMBER = "+4798765432"


@pytest.fixture
def sender(settings):
    with server_here() as here:
        settings.SMS_URL, settings.SMS_TOKEN, settings.SMS_FROM = here.url, "tell-nobody", ""
        settings.SMS_SENDER = "ransel.notifications.sms.by_http"
        yield here


def test_what_is_posted_is_the_number_and_the_text_with_our_token(sender):
    sms.by_http(NUMBER, "Hei på deg")
    (asked,) = sender.asked
    assert (asked.verb, asked.json) == ("POST", {"to": NUMBER, "text": "Hei på deg"})
    assert asked.headers["Authorization"] == "Bearer tell-nobody"
    assert asked.headers["Content-Type"] == "application/json"


def test_who_it_is_from_is_told_only_where_it_is_set(sender, settings):
    settings.SMS_FROM = "Ransel"
    sms.by_http(NUMBER, "Hei")
    assert sender.asked[0].json == {"to": NUMBER, "text": "Hei", "from": "Ransel"}


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_every_yes_is_a_yes(sender, status):
    sender.answers = lambda asked: (status, b"")
    sms.by_http(NUMBER, "Hei")
    assert len(sender.asked) == 1


@pytest.mark.parametrize("status", [302, 307, 408, 425, 429, 500, 502, 503])
def test_what_means_not_yet_is_an_error_of_the_network_and_is_followed_nowhere(sender, status):
    sender.answers = lambda asked: (status, b"")
    with pytest.raises(OSError) as failed:
        sms.by_http(NUMBER, "Hei")
    assert len(sender.asked) == 1 and isinstance(failed.value, sms.NotTaken)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
def test_what_means_never_is_no_error_of_the_network(sender, status):
    sender.answers = lambda asked: (status, {"error": NUMBER})
    with pytest.raises(sms.NeverTaken) as refused:
        sms.by_http(NUMBER, "Hei")
    assert not isinstance(refused.value, OSError) and str(status) in str(refused.value)


@pytest.mark.parametrize("lie", [HANGS, BREAKS_OFF])
def test_silence_and_a_broken_answer_are_not_taken(sender, monkeypatch, lie):
    monkeypatch.setattr(sms, "WAIT", (0.2, 0.2))
    sender.answers = lambda asked: lie
    with pytest.raises(sms.NotTaken):
        sms.by_http(NUMBER, "Hei")


def test_nobody_there_is_not_taken(sender, settings):
    settings.SMS_URL = "http://localhost:9/"
    with pytest.raises(sms.NotTaken):
        sms.by_http(NUMBER, "Hei")


def test_what_is_no_number_goes_nowhere(sender):
    for wrong in ("98765432", "+4798765432\n", "+0123456789", "", "+47 987 65 432"):
        with pytest.raises(sms.NeverTaken):
            sms.by_http(wrong, "Hei")
    assert sender.asked == []


@pytest.mark.parametrize("answer", [(500, b""), (400, {"to": NUMBER}), BREAKS_OFF])
def test_no_failure_says_the_number_the_text_or_the_token(sender, answer, monkeypatch):
    sender.answers = lambda asked: answer
    with pytest.raises((sms.NotTaken, sms.NeverTaken)) as failed:
        sms.by_http(NUMBER, "koden er 123456")
    said = repr(failed.value) + repr(failed.value.__cause__)
    assert not [secret for secret in (NUMBER, "98765432", "123456", "tell-nobody") if secret in said]


def test_a_code_is_sent_by_text(village, sender):
    contact.add_contact(by=Actor(village.marte, Strength.STRONG), channel=Channel.PHONE, address=NUMBER)
    run_due()
    (asked,) = sender.asked
    assert asked.json["to"] == NUMBER and "Koden din i Ransel er" in asked.json["text"]


def test_a_code_that_is_refused_for_good_is_not_sent_again_and_the_log_has_no_number(village, sender, caplog):
    sender.answers = lambda asked: (400, {"error": NUMBER})
    contact.add_contact(by=Actor(village.marte, Strength.STRONG), channel=Channel.PHONE, address=NUMBER)
    with caplog.at_level(logging.DEBUG):
        while run_due():
            pass
    assert len(sender.asked) == 1 and ContactCode.objects.count() == 1
    assert "refused with 400" in caplog.text and "98765432" not in caplog.text


def test_without_a_sender_no_page_offers_texts(as_, village, settings):
    assert mail.sends_texts() and "Mobiltelefon" in as_(village.marte).get("/me/details/").text
    settings.SMS_SENDER = ""
    assert not mail.sends_texts() and "Mobiltelefon" not in as_(village.marte).get("/me/details/").text
