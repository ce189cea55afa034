"""Pushes go to the services of browsers, and nowhere that somebody might point us at."""

import pytest

from ransel.notifications.endpoints import host_of


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/abc:def",
        "https://updates.push.services.mozilla.com/wpush/v2/gAAAA",
        "https://wns2-par02p.notify.windows.com/w/?token=BQYAAAD",
        "https://web.push.apple.com/QGuQyavXutnMH",
        "https://FCM.googleapis.com:443/fcm/send/x",
    ],
)
def test_those_of_browsers_are_known(endpoint, settings):
    settings.PUSH_TO_THIS_MACHINE = False
    assert host_of(endpoint) == endpoint.split("/")[2].lower()


@pytest.mark.parametrize(
    "endpoint",
    [
        "",
        "x",
        "http://fcm.googleapis.com/x",
        "https://fcm.googleapis.com:8443/x",
        "https://fcm.googleapis.com@evil.example/x",
        "https://evil.example/fcm.googleapis.com",
        "https://fcm.googleapis.com.evil.example/x",
        "https://evilnotify.windows.com/x",
        "https://notify.windows.com/x",
        "https://web.push.apple.com./x",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/x",
        "https://localhost/x",
        "http://127.0.0.1:8000/x",
        "https://fcm.googleapis.com\\@evil.example/x",
        "https://evil.example\\.push.services.mozilla.com/x",
        "https://fcm.googleapis.com/ x",
        "https://fcm.googleapis.com/\n",
        "https://fcm.googleapis.com/x#y",
        "https://fcm.googleapis.com:port/x",
        "https://\uff46cm.googleapis.com/x",
        "file:///etc/passwd",
    ],
)
def test_nothing_else_is(endpoint, settings):
    settings.PUSH_TO_THIS_MACHINE = False
    assert host_of(endpoint) is None


def test_this_machine_is_one_outside_production_alone(settings):
    settings.PUSH_TO_THIS_MACHINE = True
    assert (
        host_of("http://127.0.0.1:8090/notify/x") == "127.0.0.1:8090" and host_of("http://localhost/x") == "localhost"
    )
    assert host_of("http://10.0.0.1/x") is None and host_of("http://localhost.evil.example/x") is None
    settings.PUSH_TO_THIS_MACHINE = False
    assert host_of("http://127.0.0.1:8090/notify/x") is None
