"""`-m proofs.roster.read_in FILE [new_year]`: read, staged, looked at and applied. Prints seconds and megabytes."""

import resource
import sys
import time


def main(path, *, new_year):
    import django

    django.setup()
    from django.core.management import call_command

    from conftest import TUESDAY_MORNING
    from ransel.core import clock
    from ransel.demo import village as cast
    from ransel.demo.actions import begin_for_the_day
    from ransel.identity.actor import Actor, Strength
    from ransel.integrations.actions.apply import apply
    from ransel.integrations.actions.stage import known_to, stage
    from ransel.integrations.formats import read
    from ransel.integrations.preview import preview_of
    from ransel.people.models import Post
    from ransel.units.models import Municipality

    call_command("migrate", verbosity=0)
    with clock.moved_to(TUESDAY_MORNING):
        municipality = Municipality.objects.filter(number=cast.NUMBER).first()
        if municipality is None:
            municipality, person = begin_for_the_day(number=cast.NUMBER, name="Fjordvik kommune")
        else:
            person = Post.objects.filter(municipality=municipality, role="municipality").earliest("starts").person
        by, began = Actor(person, Strength.STRONG), time.monotonic()
        with open(path, "rb") as file:
            system, staged = read(file, known_to(municipality))
        roster = stage(by=by, municipality=municipality, system=system, staged=staged)
        del staged
        nothing = preview_of(roster).nothing
        apply(by=by, roster=roster, approve_ground=True, new_year=new_year)
        took = time.monotonic() - began
    heaviest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"{took:.1f} {heaviest:.0f} {int(nothing)} {roster.broken.count()}")


if __name__ == "__main__":
    main(sys.argv[1], new_year="new_year" in sys.argv[2:])
