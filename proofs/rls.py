"""A spike: two relations as row-level security on PostgreSQL, beside the application's own filter."""

import os
import statistics
import sys
import time

CHILDREN, ROUNDS = 30_000, 40
ROLE = "ransel_app"
PERSON, DAY = "current_setting('ransel.person', true)::uuid", "current_setting('ransel.day', true)::date"
SETTINGS = "SELECT set_config('ransel.person', %s, true), set_config('ransel.day', %s, true)"


def main():
    from tooling.postgres import database_url

    with database_url() as url:
        os.environ |= {"DATABASE_URL": url, "RANSEL_ENV": "test"}
        import django

        django.setup()
        from conftest import TUESDAY_MORNING
        from ransel.core import clock

        with clock.moved_to(TUESDAY_MORNING, still=True):
            sys.exit(spike())


def spike():
    from django.core.management import call_command
    from django.db import connection

    from ransel.demo.load import load, village

    call_command("migrate", verbosity=0)
    call_command("flush", verbosity=0, interactive=False)
    load(children=CHILDREN)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        prepare(cursor)
    people = village()
    wrong = 0
    for shape in ("EXISTS", "IN", "ANY(ARRAY)"):
        with connection.cursor() as cursor:
            policy(cursor, shape)
        wrong += compare(shape, people)
    with connection.cursor() as cursor:
        clean(cursor)
    print(f"{wrong} answers differ with and without the policies")
    return bool(wrong)


def prepare(cursor):
    """A role that is neither owner nor superuser, as the application would have in production."""
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE])
    if cursor.fetchone():
        clean(cursor)
    cursor.execute(f"CREATE ROLE {ROLE}")
    cursor.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {ROLE}")
    cursor.execute("ALTER TABLE people_child ENABLE ROW LEVEL SECURITY")


def rows_of(relation):
    """The relation's own rows as SQL, with the person and the day taken from the transaction's settings."""
    from datetime import date
    from uuid import UUID

    from dateutil.relativedelta import relativedelta

    person, day = UUID(int=1), date(2001, 2, 3)
    of_age = f"(({DAY}) - interval '18 years')::date"
    stand_ins = {person: PERSON, day: DAY, day - relativedelta(years=18): of_age}
    query, values = relation.rows(person, day).values(relation.names["child"]).query.sql_with_params()
    literal = [stand_ins.get(value) or "'" + str(value).replace("'", "''") + "'" for value in values]
    return query % tuple(literal)


def policy(cursor, shape):
    from ransel.access.relations import guardian, staff_of_group

    conditions = []
    for number, relation in enumerate((guardian, staff_of_group)):
        # As the owner: the guardian's rows ask the child's age, and under the policy that would ask the policy again.
        cursor.execute(
            f"CREATE OR REPLACE FUNCTION ransel_reach_{number}() RETURNS SETOF uuid LANGUAGE sql STABLE "
            f"SECURITY DEFINER AS $rows$ {rows_of(relation)} $rows$"
        )
        rows = f"SELECT ransel_reach_{number}()"
        conditions.append(
            {
                "EXISTS": f"EXISTS (SELECT 1 FROM ({rows}) AS reached(child) WHERE reached.child = people_child.id)",
                "IN": f"people_child.id IN ({rows})",
                "ANY(ARRAY)": f"people_child.id = ANY(ARRAY({rows}))",
            }[shape]
        )
    cursor.execute("DROP POLICY IF EXISTS reach ON people_child")
    cursor.execute(f"CREATE POLICY reach ON people_child FOR SELECT TO {ROLE} USING ({' OR '.join(conditions)})")


def compare(shape, people):
    """Times of "my children" and "one child", and whether the policy alone shows what the permit shows."""
    from ransel.access.permits import Permit
    from ransel.access.relations import guardian, staff_of_group
    from ransel.identity.actor import Actor
    from ransel.people.models import Child

    see = Permit("see", Child, to=(guardian, staff_of_group))
    wrong = 0
    for name in ("marte", "henrik", "former", "unconfirmed", "blocked", "foster", "siri", "substitute", "stranger"):
        person = getattr(people, name)
        own = set(see.reach(Actor(person)).values_list("pk", flat=True))
        wrong += own != {row[0] for row in under_policy(person, Child.objects.values_list("pk"))[0]}
    marte = Actor(people.marte)
    mine = see.reach(marte).values_list("pk")
    own = timed(lambda: list(mine.all()))
    alone = timed(lambda: under_policy(people.marte, Child.objects.values_list("pk")))
    both = timed(lambda: under_policy(people.marte, mine.all()))
    one = timed(lambda: under_policy(people.marte, Child.objects.filter(pk=people.ella.pk).values_list("pk")))
    print(
        f"{shape:<11} my children: filter {own:.2f} ms, policy {alone:.2f} ms ({alone / own:.1f} times), "
        f"both {both:.2f} ms; one child under the policy {one:.2f} ms"
    )
    return wrong + without_settings() + bool(under_policy(people.marte, Child.objects.values_list("pk"))[1])


def under_policy(person, query):
    """(the rows that the application's role sees in a transaction with the settings, those after it)."""
    from django.db import connection, transaction

    from ransel.core import clock

    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {ROLE}")
            cursor.execute(SETTINGS, [str(person.pk), str(clock.today())])
        rows = list(query)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
        cursor.execute("SELECT NULLIF(current_setting('ransel.person', true), '')")
        return rows, [row for row in cursor.fetchall() if row[0]]


def without_settings():
    """Whether anything is seen when nobody has said who asks: 1 if so."""
    from django.db import DataError, connection, transaction

    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {ROLE}")
            cursor.execute("SELECT count(*) FROM people_child")
            return int(cursor.fetchone()[0] > 0)
    except DataError:
        return 0


def timed(do):
    """Milliseconds, the median of some rounds."""
    took = []
    for _round in range(ROUNDS):
        began = time.perf_counter()
        do()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def clean(cursor):
    cursor.execute("DROP POLICY IF EXISTS reach ON people_child")
    for number in (0, 1):
        cursor.execute(f"DROP FUNCTION IF EXISTS ransel_reach_{number}()")
    cursor.execute("ALTER TABLE people_child DISABLE ROW LEVEL SECURITY")
    cursor.execute(f"DROP OWNED BY {ROLE}")
    cursor.execute(f"DROP ROLE {ROLE}")
