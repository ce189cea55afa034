"""Jobs of the outbox, and what the worker does each time round."""

from django_tasks import task

from ransel.notifications import mail
from ransel.notifications.models import ContactPoint


def each_time_round() -> bool:
    """Plan what was announced, send what is due. Whether there was anything to do."""
    from ransel.notifications.actions import planning, sending

    return bool(planning.plan()) | bool(sending.send_due())


@task()
def send_code(point: str):
    from ransel.notifications.actions.contact import new_code

    to = ContactPoint.objects.select_related("person").get(pk=point)
    if code := new_code(to):
        mail.send_code(to.channel, to.address, code, to.person.language)


@task()
def tell_replaced(point: str):
    to = ContactPoint.objects.select_related("person").get(pk=point)
    mail.tell_replaced(to.address, to.person.language)
