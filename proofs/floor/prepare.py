"""The data set of the load proof: the demo, two logins, and a few absences. Prints what the proof needs to know."""

import socket
from datetime import datetime
from zoneinfo import ZoneInfo


def main():
    import django

    django.setup()
    from django.core.management import call_command

    from conftest import TUESDAY_MORNING
    from ransel.attendance.actions.absences import report_absence
    from ransel.attendance.actions.presence import check_in
    from ransel.core import clock
    from ransel.demo.load import load, village
    from ransel.identity.actor import Actor
    from tests.pages import CheckedClient

    call_command("migrate", verbosity=0)
    call_command("flush", verbosity=0, interactive=False)
    offset = (TUESDAY_MORNING.replace(hour=9) - datetime.now(ZoneInfo("Europe/Oslo"))).total_seconds()
    with clock.moved_to(TUESDAY_MORNING.replace(hour=8)):
        load()
        people = village()
        today = clock.today()
        said = {"reason": "ill", "first_day": today, "last_day": today}
        report_absence(by=Actor(people.henrik), children=[people.ella, people.sunniva], **said)
        check_in(by=Actor(people.siri), child=people.leon, group=people.bikuben)
        logins = [CheckedClient().log_in(person).cookies["session"].value for person in (people.marte, people.siri)]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    print(*logins, people.bikuben.pk, port, offset)


main()
