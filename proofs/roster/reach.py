"""`-m proofs.roster.reach`: seconds to say how many children each in the municipality reaches, and who got access."""

import time


def main():
    import django

    django.setup()
    from conftest import TUESDAY_MORNING
    from ransel.access.reach import guardians_of_many, reach_at_work
    from ransel.core import clock
    from ransel.office.access.lately import lately_in
    from ransel.units.models import Municipality

    with clock.moved_to(TUESDAY_MORNING):
        municipality = Municipality.objects.get()
        began = time.monotonic()
        reaches = reach_at_work(municipality, clock.today())
        guardians_of_many(municipality, clock.today(), 7)
        lately_in(unit__municipality=municipality)
        took = time.monotonic() - began
    print(f"{took:.2f} {len(reaches)}")


if __name__ == "__main__":
    main()
