"""Queries that are put together once: the statement is kept, and what differs from call to call is told anew.

Putting a query together takes the framework longer than the database takes to answer it. `@prepared(person=ID)` keeps
what a function builds, and of its arguments tells the database only those that are named here. All others, and the
minute it is, belong to what is kept: they are hashable, and few. A function looks at nothing else that changes, and
never into the arguments named: it is called with others that stand in for them. Decision 0021.
"""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, wraps
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from django.core.exceptions import EmptyResultSet, ImproperlyConfigured
from django.db import connection
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

from ransel.core import clock
from ransel.core.among import written

KEPT = 128  # of each function
checked = False  # tests put each together anew as well, and compare


@dataclass(frozen=True)
class Told:
    """A kind of argument: what stands in for it, and how the database is told of it."""

    stand_in: Callable[[UUID], object]
    as_parameter: Callable[[Any], object]


def _id(value):
    return value if connection.features.has_native_uuid_field else value.hex


ID = Told(lambda unlike: unlike, _id)
IDS = Told(lambda unlike: {unlike}, lambda values: written(values, connection))  # for `column__among`
TEXT = Told(str, lambda text: text)
TEXTS = Told(lambda unlike: {str(unlike)}, IDS.as_parameter)
DAY = Told(
    lambda unlike: date.fromordinal(date.max.toordinal() - unlike.int % 1_000_000),
    lambda day: connection.ops.adapt_datefield_value(day),
)


def prepared(**named: Told):
    """The function builds a queryset; calling it, by keywords only, gives its rows as a list.

    Raises ImproperlyConfigured where an argument named reaches the statement otherwise than whole, or not at all.
    """

    def decorate(build):
        @lru_cache(maxsize=KEPT)
        def kept(_minute, same):
            return _put_together(build, named, dict(same))

        @wraps(build)
        def rows(**arguments):
            same = tuple(sorted((name, value) for name, value in arguments.items() if name not in named))
            statement = kept(clock.minute(), same)
            if checked and statement.first != (anew := _built(build, named, dict(same), 1)):
                raise ImproperlyConfigured(f"{build.__qualname__} was kept as {statement.first}, and now is {anew}")
            return _rows(statement, {name: told.as_parameter(arguments[name]) for name, told in named.items()})

        return rows

    return decorate


@dataclass(frozen=True)
class _Built:
    """A queryset with its statement, which is empty where the framework knows that nothing can be found."""

    sql: str
    parameters: tuple
    queryset: QuerySet = field(compare=False)
    compiler: SQLCompiler = field(compare=False)


def _built(build, named, same, nth) -> _Built:
    """With other things standing in each `nth` time."""
    queryset = build(**_standing_in(named, nth), **same)
    compiler = queryset.query.get_compiler(connection=connection)
    try:
        sql, parameters = compiler.as_sql()
    except EmptyResultSet:
        sql, parameters = "", ()
    return _Built(sql, tuple(parameters), queryset, compiler)


def _standing_in(named, nth):
    return {name: told.stand_in(uuid5(NAMESPACE_OID, f"{name} {nth}")) for name, told in named.items()}


@dataclass(frozen=True)
class _Statement:
    """`told` has the name of the argument that is told at each place of the parameters; the others are kept."""

    first: _Built
    told: dict[int, str]


def _put_together(build, named, same) -> _Statement:
    """Twice: what differs between the two is what is told."""
    first, second = _twice_in_a_minute(build, named, same)
    if first.sql != second.sql or len(first.parameters) != len(second.parameters):
        raise ImproperlyConfigured(f"{build.__qualname__} asks otherwise with other arguments")
    standing_in = {name: named[name].as_parameter(value) for name, value in _standing_in(named, 1).items()}
    told = {}
    for place, (one, other) in enumerate(zip(first.parameters, second.parameters, strict=True)):
        if one != other:
            told[place] = next((name for name, value in standing_in.items() if value == one), "")
    if first.sql and set(told.values()) != set(named):
        raise ImproperlyConfigured(f"{build.__qualname__} does not tell each of {sorted(named)} as it is")
    return _Statement(first, told)


def _twice_in_a_minute(build, named, same) -> list[_Built]:
    """What is kept may say which minute it is: two of which one is of the next would differ by that."""
    while True:
        minute = clock.minute()
        both = [_built(build, named, same, nth) for nth in (1, 2)]
        if clock.minute() == minute:
            return both


def _rows(statement, told) -> list:
    sql, parameters = statement.first.sql, [*statement.first.parameters]
    if not sql:
        return []
    for place, name in statement.told.items():
        parameters[place] = told[name]
    compiler = copy(statement.first.compiler)
    compiler.connection, compiler.as_sql = connection, lambda *_more, **_options: (sql, parameters)
    again = statement.first.queryset.all()
    again.query.get_compiler = lambda *_more, **_options: compiler
    return list(again)
