"""What is planned goes out, each at most once: permission is asked again, and begun is written before it is sent."""

from datetime import timedelta

from ransel.core import clock
from ransel.core.writing import lock, writing
from ransel.identity.actor import Actor, Strength
from ransel.notifications import mail
from ransel.notifications.kinds import kinds
from ransel.notifications.models import Delivery

AT_ONCE = 50
FIRST_WAIT = timedelta(minutes=1)
MOST_ATTEMPTS = 6


def send_due() -> int:
    """Everything that is due now, one by one. How many were tried."""
    waiting = Delivery.objects.filter(begun_at=None, sent_at=None, dropped_at=None, due_at__lte=clock.now())
    due = list(waiting.order_by("due_at").values_list("pk", flat=True)[:AT_ONCE])
    for pk in due:
        _send(pk)
    return len(due)


def _send(pk):
    delivery = begin(pk)
    if delivery is None:
        return
    try:
        urgent = kinds()[delivery.notice.kind].urgent
        mail.tell(delivery.point.address, delivery.notice.receiver.language, urgent=urgent)
    except OSError:  # smtplib's errors are such, and the network's: it was not taken
        put_off(delivery)
    else:
        finish(delivery)


@writing()
def begin(pk) -> Delivery | None:
    """It is written that it is on its way; or it is dropped, for whoever may not be told any more. None then."""
    along = ("notice__receiver", "notice__child", "point")
    delivery = (
        Delivery.objects.select_related(*along).select_for_update(of=("self",)).filter(pk=pk, begun_at=None).first()
    )
    if delivery is None:
        return None
    if not _may_still(delivery):
        delivery.dropped_at = clock.now()
        delivery.save(update_fields=["dropped_at"])
        return None
    delivery.begun_at, delivery.attempts = clock.now(), delivery.attempts + 1
    delivery.save(update_fields=["begun_at", "attempts"])
    return delivery


def _may_still(delivery):
    if delivery.point.ended_at or delivery.notice.seen_at:
        return False  # seen in the app already: nothing new to tell
    kind, receiver = kinds()[delivery.notice.kind], Actor(delivery.notice.receiver, Strength.ANY)
    return kind.permit.holds(receiver, delivery.notice.child_id)


@writing()
def finish(delivery):
    delivery.sent_at = clock.now()
    delivery.save(update_fields=["sent_at"])


@writing()
def put_off(delivery):
    """It was not taken: tried again later, each time after twice as long, and given up in the end."""
    delivery = lock(delivery)
    delivery.begun_at, delivery.due_at = None, clock.now() + FIRST_WAIT * 2 ** (delivery.attempts - 1)
    if delivery.attempts >= MOST_ATTEMPTS:
        delivery.dropped_at = clock.now()
    delivery.save(update_fields=["begun_at", "due_at", "dropped_at"])
