"""Many rows of one table at once, without an object for each: what a roster of a municipality needs.

The ORM's bulk_create and bulk_update write a statement anew for some hundred rows, and most of their time goes there.
Here it is written once, and the database is given the values: by executemany, or by COPY where PostgreSQL takes it.
Values go through the same conversion as the ORM's. Nothing is checked but what the database itself checks.
"""

from datetime import date
from functools import cache
from itertools import repeat
from operator import is_
from secrets import token_bytes
from uuid import UUID

import orjson
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models

PLAIN = (str, int, bool, type(None))  # as they are, in a column that is neither an id, JSON nor binary
ALIKE = 3  # bytes of 16: what is left is as hard to guess


def insert(model, rows: list[dict]) -> list:
    """`rows` are {attname: value}; what is missing gets the field's default, in the row too. The ids, where ours."""
    rows, fields = list(rows), _fields(model)
    if rows:
        told = list(zip(*(_column(field, rows) for field in fields), strict=True))
        table, names = _quoted(model._meta.db_table), ", ".join(_quoted(field.column) for field in fields)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with connection.wrap_database_errors, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                    for values in told:
                        copy.write_row(values)
            else:
                marks = ", ".join(["%s"] * len(fields))
                cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", told)  # noqa: S608  our own names
    return [row.get("id") for row in rows]


def ids(number) -> list[UUID]:
    """Random ids (RFC 9562, version 4) that begin alike: an index keeps them on a few pages, not on one page each.

    They tell that things were made together, and neither how many there are nor which came first.
    """
    alike, rest = token_bytes(ALIKE), 16 - ALIKE
    told = token_bytes(rest * number)
    return [UUID(bytes=alike + told[start : start + rest], version=4) for start in range(0, len(told), rest)]


def update(model, things, attnames):
    """These columns of these rows, as the things have them now. A thing has `pk` and the columns as attributes."""
    by_attname = {field.attname: field for field in model._meta.concrete_fields}
    changed = [(name, _converter(by_attname[name])) for name in attnames]
    key = _converter(model._meta.pk)
    told = [[*(convert(getattr(one, name)) for name, convert in changed), key(one.pk)] for one in things]
    if told:
        columns = ", ".join(f"{_quoted(by_attname[name].column)} = %s" for name in attnames)
        table, pk = _quoted(model._meta.db_table), _quoted(model._meta.pk.column)
        with connection.cursor() as cursor:
            cursor.executemany(f"UPDATE {table} SET {columns} WHERE {pk} = %s", told)  # noqa: S608  our own names


@cache
def _fields(model):
    return [field for field in model._meta.local_concrete_fields if not isinstance(field, models.AutoField)]


def _column(field, rows):
    """A column's values, converted. What a row does not give is put into it: the caller wants the ids."""
    name = field.attname
    missing = [row for row in rows if name not in row]
    given = ids(len(missing)) if field.primary_key else [field.get_default() for _row in missing]
    for row, value in zip(missing, given, strict=True):
        row[name] = value
    convert, plain, values = _converter(field), _plain(field), [row[name] for row in rows]
    if all(map(is_, values, repeat(values[0]))):
        return [convert(values[0])] * len(values)
    return [value if type(value) in plain else convert(value) for value in values]


@cache
def _plain(field):
    """The types of values that this column takes as they are."""
    target = field
    while target.remote_field:
        target = target.target_field
    return () if isinstance(target, models.JSONField | models.BinaryField | models.UUIDField) else PLAIN


@cache
def _converter(field):
    """The ORM's own conversion, with a short way round it for what it would leave as it is."""
    save, plain, as_text = field.get_db_prep_save, _plain(field), connection.vendor == "sqlite"
    if isinstance(field, models.JSONField):
        return lambda value: None if value is None else _json(value)
    if not plain and as_text:
        return lambda value: value.hex if type(value) is UUID else save(value, connection)

    def convert(value):
        kind = type(value)
        if kind in plain:
            return value
        if kind is UUID:
            return value.hex if as_text else value
        if kind is date:
            return value.isoformat() if as_text else value
        if plain and isinstance(value, str):
            return str.__str__(value)  # a choice is its text
        return save(value, connection)

    return convert


def _json(value):
    """Moments and days as Django's own encoder writes them: what is read back is compared with its like."""
    return orjson.dumps(value, default=DjangoJSONEncoder().default, option=orjson.OPT_PASSTHROUGH_DATETIME).decode()


def _quoted(name):
    return connection.ops.quote_name(name)
