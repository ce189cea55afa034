"""Of notices and of where they go: one of each thing that goes by its age, made today."""

from uuid import uuid4

from ransel.core import clock
from ransel.notifications.models import ContactCode, ContactPoint, Delivery, Notice, PushDevice, Trial


def a_point(village, **said):
    of = {"person": village.marte, "channel": "email", "address": "marte@example.no", "added_at": clock.now()}
    return ContactPoint.objects.create(**of, **said)


def a_code(village):
    return ContactCode.objects.create(point=a_point(village), digest="", sent_at=clock.now())


def a_notice(village):
    told = {"receiver": village.marte, "child": village.ella, "kind": "absence.reported", "at": clock.now()}
    notice = Notice.objects.create(announcement=uuid4(), **told)
    said = {"channel": "email", "due_at": clock.now()}
    Delivery.objects.create(notice=notice, point=a_point(village, verified_at=clock.now()), **said)
    return notice


def a_device(village, **said):
    return PushDevice.objects.create(person=village.marte, name="a digest", made_at=clock.now(), **said)


def a_trial(village):
    return Trial.objects.create(person=village.marte, push=a_device(village), asked_at=clock.now())


NOTICES = {  # as in ages.py
    ("notifications.ContactPoint", "ended_at"): (90, lambda village: a_point(village, ended_at=clock.now())),
    ("notifications.ContactCode", "sent_at"): (1, a_code),
    ("notifications.Notice", "at"): (60, a_notice),
    ("notifications.PushDevice", "ended_at"): (90, lambda village: a_device(village, ended_at=clock.now())),
    ("notifications.Trial", "asked_at"): (1, a_trial),
}
