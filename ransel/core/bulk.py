"""Many rows of one table at once, without an object for each: what a roster of a municipality needs.

The ORM's bulk_create and bulk_update write a statement anew for some hundred rows, and most of their time goes there.
Here it is written once, and the database is given the values: by executemany, or by COPY where PostgreSQL takes it.
Values go through the same conversion as the ORM's. Nothing is checked but what the database itself checks.
"""

from datetime import date
from functools import cache
from uuid import UUID

from django.db import connection, models

PLAIN = (str, int, bool, type(None))  # as they are, in a column that is neither an id, JSON nor binary


def insert(model, rows: list[dict]) -> list:
    """`rows` are {attname: value}; what is missing gets the field's default, in the row too. The ids, where ours."""
    rows, fields = list(rows), _fields(model)
    told = list(zip(*(_column(field, rows) for field in fields), strict=True))
    if told:
        table, names = _quoted(model._meta.db_table), ", ".join(_quoted(field.column) for field in fields)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                    for values in told:
                        copy.write_row(values)
            else:
                marks = ", ".join(["%s"] * len(fields))
                cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", told)  # noqa: S608  our own names
    return [row.get("id") for row in rows]


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
    for row in rows:
        if name not in row:
            row[name] = field.get_default()
    convert, plain = _converter(field), _plain(field)
    return [row[name] if type(row[name]) in plain else convert(row[name]) for row in rows]


def _plain(field):
    """The types of values that this column takes as they are."""
    target = field
    while target.remote_field:
        target = target.target_field
    return () if isinstance(target, models.JSONField | models.BinaryField | models.UUIDField) else PLAIN


def _converter(field):
    """The ORM's own conversion, with a short way round it for what it would leave as it is."""
    save, plain, as_text = field.get_db_prep_save, _plain(field), connection.vendor == "sqlite"

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


def _quoted(name):
    return connection.ops.quote_name(name)
