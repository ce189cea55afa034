"""Somebody asks whether notices reach them, and the phone itself answers."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from ransel.core import clock
from ransel.core.writing import Refused, lock, writing
from ransel.identity.actor import Actor
from ransel.notifications import tasks
from ransel.notifications.health import NOTED_EVERY
from ransel.notifications.models import Channel, ContactPoint, Delivery, PushDevice, Trial

MOST_TRIALS = 20  # in an hour
ANSWERS_WITHIN = timedelta(days=2)  # a service keeps what it cannot bring for one


@writing()
def ask_trial(*, by: Actor, device: UUID | None) -> Trial:
    """One of their devices is to say that something came; without a device, their e-mail.

    Raises Refused where there is no such device or address, and when it was asked for very often.
    """
    person, now = lock(by.person), clock.now()
    if Trial.objects.filter(person=person, asked_at__gt=now - timedelta(hours=1)).count() >= MOST_TRIALS:
        raise Refused(_("You have tried this many times. Try again in an hour."))
    push = PushDevice.objects.in_use().filter(person=person, pk=device).first() if device else None
    emails = ContactPoint.objects.in_use().filter(person=person, channel=Channel.EMAIL)
    point = None if device else emails.first()
    if push is None and point is None:
        raise Refused(_("That device or address is no longer in use."))
    trial = Trial.objects.create(person=person, push=push, point=point, asked_at=now)
    tasks.send_trial.enqueue(str(trial.pk))
    return trial


@writing()
def mark_sent(trial: Trial, *, gone: bool = False, taken: bool):
    trial.sent_at, trial.refused_at = (clock.now(), None) if taken else (None, clock.now())
    trial.save(update_fields=["sent_at", "refused_at"])
    if gone:
        PushDevice.objects.in_use().filter(pk=trial.push_id).update(ended_at=clock.now(), gone_at=clock.now())
    elif taken and trial.push_id:
        PushDevice.objects.filter(pk=trial.push_id).update(delivered_at=clock.now(), failed_at=None)


def arrived(token: UUID):
    """A device says that this one came. Only it and we know the token; one that is of nothing changes nothing.

    Noted once an hour for each device: a morning's pushes to a municipality do not queue at the database.
    """
    now = clock.now()
    trial = Trial.objects.filter(pk=token, push__isnull=False, asked_at__gt=now - ANSWERS_WITHIN).first()
    sent = Delivery.objects.filter(pk=token, push__isnull=False, sent_at__gt=now - ANSWERS_WITHIN).first()
    found = trial or sent
    if found is None:
        return
    stale = Q(arrived_at=None) | Q(arrived_at__lte=now - NOTED_EVERY) | Q(warned_at__isnull=False)
    if (trial and not trial.arrived_at) or PushDevice.objects.filter(stale, pk__in=[found.push_id]).exists():
        _note_arrival(trial, found.push_id, now)


@writing()
def _note_arrival(trial, device, now):
    if trial:
        Trial.objects.filter(pk=trial.pk, arrived_at=None).update(arrived_at=now)
    PushDevice.objects.filter(pk=device).update(arrived_at=now, unheard_since=None, warned_at=None)
