"""What staff, a guardian and the worker do when a child has not come."""

from ransel.attendance.actions.unaccounted import answer, ask_family
from ransel.attendance.tasks import each_time_round
from ransel.identity.actor import Actor
from ransel.notifications import tasks as outbox
from ransel.notifications.models import Notice


def ask(village, person=None, child=None):
    return ask_family(by=Actor(person or village.siri), child=child or village.ella, group=village.bikuben)


def go_round():
    while each_time_round():
        pass
    outbox.each_time_round()


def told(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("receiver__given_name", flat=True))


def say(person, child, said, **more):
    answer(by=Actor(person), child=child, where=said, **more)
