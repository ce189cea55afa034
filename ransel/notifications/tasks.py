"""Jobs of the outbox, and what the worker does each time round."""

import logging

from django_tasks import task

from ransel.notifications import mail, push, sms
from ransel.notifications.models import ContactPoint, Trial

log = logging.getLogger(__name__)


def each_time_round() -> bool:
    """Plan what was announced, send what is due. Whether there was anything to do."""
    from ransel.notifications.actions import planning, sending

    return bool(planning.plan()) | bool(sending.send_due())


@task()
def send_code(point: str):
    from ransel.notifications.actions.contact import new_code

    to = ContactPoint.objects.select_related("person").get(pk=point)
    if code := new_code(to):
        try:
            mail.send_code(to.channel, to.address, code, to.person.language)
        except sms.NeverTaken as refused:  # another try would end alike; whoever waits for it writes another number
            log.error("A text with a code was not sent: %s", refused)


@task()
def tell_replaced(point: str):
    to = ContactPoint.objects.select_related("person").get(pk=point)
    mail.tell_replaced(to.address, to.person.language)


@task(priority=10)
def send_trial(trial: str):
    """At once, and once: whoever waits for it asks again."""
    from ransel.notifications.actions.keys import push_key
    from ransel.notifications.actions.trials import mark_sent

    asked = Trial.objects.select_related("person", "push", "point").get(pk=trial)
    if asked.sent_at or asked.refused_at:
        return
    language = asked.person.language
    if asked.push:
        text = push.payload(asked.pk, language, trial=True)
        answer = push.send(asked.push, text, push_key(), push.session(1), urgent=True).answer
        mark_sent(asked, taken=answer is push.Answer.TAKEN, gone=answer is push.Answer.GONE)
    elif asked.point:
        try:
            mail.tell_trial(asked.point.address, language)
        except OSError:
            mark_sent(asked, taken=False)
        else:
            mark_sent(asked, taken=True)


@task()
def plan_letters():
    from ransel.notifications.letters.actions.printing import plan_letters

    plan_letters()


@task()
def ask_register():
    from ransel.notifications.registers.actions import ask_register

    ask_register()


@task()
def send_letters():
    from ransel.notifications.letters.actions.carrying import hear_of_letters, send_letters

    try:
        send_letters()
    finally:
        hear_of_letters()


@task()
def warn_of_silence():
    """Each day: who believes that a device tells them, and is no longer told by it, hears of it."""
    from ransel.notifications.actions import health

    health.warn_of_silence()


@task()
def tell_of_silence(point: str):
    to = ContactPoint.objects.select_related("person").get(pk=point)
    if not to.ended_at:
        mail.tell_of_silence(to.address, to.person.language)
