"""`-m proofs.roster.meanwhile`: reports an absence twice a second until told to stop. Prints how long each took."""

import signal
import sys
import time


def main():
    import django

    django.setup()

    from conftest import TUESDAY_MORNING
    from ransel.attendance.actions.absences import report_absence, withdraw_absence
    from ransel.core import clock
    from ransel.demo.actions import switch_on
    from ransel.identity.actor import Actor
    from ransel.integrations.models import Kind, SourceLink
    from ransel.people.models import Child, Person
    from ransel.units.models import Municipality

    stop = []
    signal.signal(signal.SIGTERM, lambda *_: stop.append(True))
    with clock.moved_to(TUESDAY_MORNING):
        people = SourceLink.objects.filter(kind=Kind.PERSON)
        guardian = Person.objects.get(pk=people.get(source_id="v-hanna").target)
        child = Child.objects.get(person=people.get(source_id="v-sara").target)
        switch_on(municipality=Municipality.objects.get())
        said = {"reason": "ill", "first_day": clock.today(), "last_day": clock.today()}
        print("ready", flush=True)
        while not stop:
            began = time.monotonic()
            absence = report_absence(by=Actor(guardian), children=[child], **said)[0]
            print(f"{time.monotonic() - began:.3f}", flush=True)
            withdraw_absence(by=Actor(guardian), absence=absence)
            time.sleep(0.5)
    sys.exit(0)


if __name__ == "__main__":
    main()
