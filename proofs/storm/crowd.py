"""A municipality read in, and as many devices in its guardians' pockets as are asked for; then something that all hear.

In the demo's own folder, before it is served and while it is.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from itertools import cycle
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import requests

MORNING = datetime(2026, 11, 24, 6, 50, tzinfo=ZoneInfo("Europe/Oslo"))
ILL = 10  # of a hundred devices, so many at the service that hangs, and at the one that refuses


def read_in(devices):
    """The children to announce something of, so that every guardian with a device hears of one alone; and those."""
    from django.core.management import call_command

    from ransel.core import clock
    from ransel.core.models import Announcement
    from ransel.demo.load import load

    call_command("migrate", verbosity=0)
    with clock.moved_to(MORNING):
        load(children=max(400, devices // 5))
        Announcement.objects.filter(taken_at=None).update(taken_at=clock.now())
        return _once_each()


def _once_each():
    """Of the guardians of a child either all are new, or it is left out."""
    from ransel.access.relations import guardianships_in_force
    from ransel.attendance.permits import SEE_DAY
    from ransel.core import clock
    from ransel.identity.actor import Actor

    by_child: dict = {}
    pairs = guardianships_in_force(clock.today()).select_related("guardian").order_by("pk")
    for one in pairs:
        by_child.setdefault(one.child_id, []).append(one.guardian)
    chosen, people = [], {}
    for child, guardians in by_child.items():
        new = all(one.pk not in people for one in guardians)
        if new and all(SEE_DAY.holds(Actor(one), child) for one in guardians):
            chosen.append(child)
            people |= {one.pk: one for one in guardians}
    return chosen, list(people.values())


def subscribe(services, people, number):
    """[(device, the service's own name for it)]: each has asked the service, and we have been told."""
    from ransel.core import clock
    from ransel.core.writing import writing
    from ransel.notifications.actions.keys import push_key
    from ransel.notifications.endpoints import host_of, name_of
    from ransel.notifications.models import PushDevice

    asked = {"userVisibleOnly": "true", "applicationServerKey": push_key().public}
    address = f"http://127.0.0.1:{services.port}/subscribe"
    web = requests.Session()
    with ThreadPoolExecutor(4) as threads:
        given = list(threads.map(lambda _one: web.post(address, asked, timeout=60).json()["data"], range(number)))
    rows, names = [], {}
    for place, (person, one) in enumerate(zip(cycle(people), given, strict=False)):
        ports = {0: services.hanging, 1: services.refusing}
        port = ports.get(place % (100 // ILL), services.port)
        endpoint = f"http://127.0.0.1:{port}/notify/{one['clientHash']}"
        said = {"endpoint": endpoint, "name": name_of(endpoint), "host": host_of(endpoint), "login": uuid4()}
        rows.append(PushDevice(person=person, made_at=clock.now(), **said, **one["keys"]))
        names[rows[-1].pk] = one["clientHash"]
    with writing():
        PushDevice.objects.bulk_create(rows, batch_size=500)
    return names


def announce(children):
    from ransel.core.models import Announcement
    from ransel.core.writing import writing

    with writing():
        Announcement.objects.bulk_create(
            [Announcement(what="absence.reported", by=UUID(int=0), about=f"child:{pk}", at=MORNING) for pk in children],
            batch_size=500,
        )


def sessions(people, number):
    """Those of them with which pages are fetched."""
    from tests.pages import CheckedClient

    return [CheckedClient().log_in(one).cookies["session"].value for one in people[:number]]


def standing():
    """(how many pushes are planned, taken by their service, dropped)"""
    from ransel.notifications.models import Channel, Delivery

    pushes = Delivery.objects.filter(channel=Channel.PUSH)
    taken, dropped = pushes.exclude(sent_at=None), pushes.exclude(dropped_at=None)
    return pushes.count(), taken.count(), dropped.count()
