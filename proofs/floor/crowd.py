"""A municipality with so many departments, and so many employees logged in on each. Prints what the proof needs."""

import json
import socket
import sys
from datetime import datetime
from zoneinfo import ZoneInfo


def main(departments, each):
    import django

    django.setup()
    from django.core.management import call_command

    from conftest import TUESDAY_MORNING
    from ransel.core import clock
    from ransel.demo.load import load
    from ransel.people.models import Enrolment, Guardianship
    from ransel.units.models import Group

    call_command("migrate", verbosity=0)
    call_command("flush", verbosity=0, interactive=False)
    offset = (TUESDAY_MORNING - datetime.now(ZoneInfo("Europe/Oslo"))).total_seconds()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        print(free.getsockname()[1], offset)
    with clock.moved_to(TUESDAY_MORNING):
        load(children=departments * 20)
        taken = set()  # one child may be in a class and in after-school: each is reported once
        for group in Group.objects.select_related("unit__municipality"):
            children = Enrolment.objects.on(clock.today()).filter(group=group).values("child")
            guardians = Guardianship.objects.on(clock.today()).filter(child__in=children, confirmed_at__isnull=False)
            one = guardians.exclude(child__in=taken).select_related("guardian").order_by("pk").first()
            if one is None or len(taken) == departments:
                continue
            taken.add(one.child_id)
            those = {"children": [str(pk) for pk in children.values_list("child", flat=True)]}
            said = {"group": str(group.pk), "guardian": session(one.guardian), "child": str(one.child_id), **those}
            print(json.dumps({**said, "staff": list(staff_of(group, each))}))


def staff_of(group, number):
    """Sessions of new employees of the group."""
    from ransel.core import clock
    from ransel.people.models import Person, Post

    where = {"municipality": group.unit.municipality, "unit": group.unit, "group": group, "role": "employee"}
    for one in range(number):
        person = Person.objects.create(given_name=f"Ansatt {one}", family_name="Hansen")
        Post.objects.create(person=person, starts=clock.today(), **where)
        yield session(person)


def session(person):
    from tests.pages import CheckedClient

    return CheckedClient().log_in(person).cookies["session"].value


main(int(sys.argv[1]), int(sys.argv[2]))
