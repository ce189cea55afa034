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
    """`answered`: [(what was sent, what was heard)]."""
    by_answer: dict[Answer, list] = {answer: [] for answer in Answer}
    for sending, heard in answered:
        by_answer[heard.answer].append(sending)
    _rows(by_answer[Answer.TAKEN]).update(sent_at=now)
    _rows(by_answer[Answer.GONE]).filter(push__continues_as=None).update(dropped_at=now)
    _rows(by_answer[Answer.GONE]).exclude(push__continues_as=None).update(begun_at=None)
    _rows(by_answer[Answer.WRONG]).update(dropped_at=now)
    _rows(by_answer[Answer.LEFT_ALONE]).update(begun_at=None, attempts=F("attempts") - 1)
    _put_off([(sending, heard.waits) for sending, heard in answered if heard.answer is Answer.LATER], now)
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


def _put_off(asked, now):
    """Each time for twice as long, or for as long as the service asks if that is longer; and given up in the end."""
    by_wait: dict[tuple, list] = {}
    for sending, waits in asked:
        for one in sending.deliveries:
            by_wait.setdefault((one.attempts + 1, waits), []).append(one.pk)  # as begun has counted it
    for (attempts, waits), pks in by_wait.items():
        rows = Delivery.objects.filter(pk__in=pks)
        if attempts >= MOST_ATTEMPTS:
            rows.update(begun_at=None, dropped_at=now)
        else:
            rows.update(begun_at=None, due_at=now + max(FIRST_WAIT * 2 ** (attempts - 1), waits or FIRST_WAIT))


def _mark_services(answered, services, now):
    """One that rests already rests no shorter for what it asks."""
    failed: Counter = Counter()
    took: Counter = Counter()
    asked: dict = {}
    for sending, heard in answered:
        if sending.first.push_id and heard.answer is not Answer.LEFT_ALONE:
            (failed if heard.answer is Answer.LATER else took)[sending.lane] += 1
            if heard.rests:
                asked[sending.lane] = max(heard.waits, asked.get(sending.lane, heard.waits))
    for host in {*failed, *took}:
        service = services.get(host) or PushService(host=host)
        before, resting = service.failures, bool(service.open_until and service.open_until > now)
        wish = asked.get(host)
        after = failures_after(before, failed=failed[host], answered=took[host], resting=resting, asked=wish)
        if after != before or wish:
            until = rests_until(after, now, wish)
            if until and resting:
                until = max(until, service.open_until or until)
            PushService.objects.update_or_create(host=host, defaults={"failures": after, "open_until": until})
