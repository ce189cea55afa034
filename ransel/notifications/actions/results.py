"""What came of what was sent, marked in one transaction: taken, never to be taken, or to be tried again."""

from collections import Counter
from datetime import timedelta

from django.db.models import F

from ransel.core.writing import writing
from ransel.notifications.health import NOTED_EVERY
from ransel.notifications.models import Delivery, PushDevice, PushService
from ransel.notifications.push import Answer
from ransel.notifications.rest import failures_after, rests_until

FIRST_WAIT = timedelta(minutes=1)
MOST_ATTEMPTS = 6


@writing()
def finish(answered, services, now):
    """`answered`: [(what was sent, how it was answered)]."""
    by_answer: dict[Answer, list] = {answer: [] for answer in Answer}
    for sending, answer in answered:
        by_answer[answer].append(sending)
    _rows(by_answer[Answer.TAKEN]).update(sent_at=now)
    _rows(by_answer[Answer.GONE]).update(dropped_at=now)
    _rows(by_answer[Answer.WRONG]).update(dropped_at=now)
    _rows(by_answer[Answer.LEFT_ALONE]).update(begun_at=None, attempts=F("attempts") - 1)
    _put_off(by_answer[Answer.LATER], now)
    took = _devices(by_answer[Answer.TAKEN])
    took.filter(failed_at__isnull=False).update(warned_at=None)
    took.update(delivered_at=now, failed_at=None)
    took.filter(unheard_since=None).exclude(arrived_at__gt=now - NOTED_EVERY).update(unheard_since=now)
    _devices(by_answer[Answer.GONE]).in_use().update(ended_at=now, gone_at=now)
    _devices(by_answer[Answer.LATER]).filter(failed_at=None).update(failed_at=now)
    _mark_services(answered, services, now)


def _rows(sendings):
    return Delivery.objects.filter(pk__in=[one.pk for sending in sendings for one in sending.deliveries])


def _devices(sendings):
    return PushDevice.objects.filter(pk__in=[one.first.push_id for one in sendings if one.first.push_id])


def _put_off(sendings, now):
    """Each time for twice as long, and given up in the end."""
    by_attempt: dict[int, list] = {}
    for one in [one for sending in sendings for one in sending.deliveries]:
        by_attempt.setdefault(one.attempts + 1, []).append(one.pk)  # as begun has counted it
    for attempts, pks in by_attempt.items():
        rows = Delivery.objects.filter(pk__in=pks)
        if attempts >= MOST_ATTEMPTS:
            rows.update(begun_at=None, dropped_at=now)
        else:
            rows.update(begun_at=None, due_at=now + FIRST_WAIT * 2 ** (attempts - 1))


def _mark_services(answered, services, now):
    failed: Counter = Counter()
    took: Counter = Counter()
    for sending, answer in answered:
        if sending.first.push_id and answer is not Answer.LEFT_ALONE:
            (failed if answer is Answer.LATER else took)[sending.lane] += 1
    for host in {*failed, *took}:
        service = services.get(host) or PushService(host=host)
        before, resting = service.failures, bool(service.open_until and service.open_until > now)
        after = failures_after(before, failed=failed[host], answered=took[host], resting=resting)
        if after != before:
            PushService.objects.update_or_create(
                host=host, defaults={"failures": after, "open_until": rests_until(after, now)}
            )
