"""`column__among`: whether a column is one of very many values, told to the database as one parameter.

`column__in` writes a mark for each value. With thousands of them the time goes to writing and preparing the marks, and
a database takes only so many. Values are ids or texts, in a set; importing this module makes the lookup known.
"""

from uuid import UUID

import orjson
from django.db.models import Field, ForeignObject, Lookup


@ForeignObject.register_lookup
@Field.register_lookup
class Among(Lookup):
    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        told, before = self.process_lhs(compiler, connection)
        params = [*before, written(self.rhs, connection)]
        if connection.vendor == "postgresql":
            return f"{told} = ANY(%s)", params
        return f"{told} IN (SELECT value FROM json_each(%s))", params  # noqa: S608  `told` is a column's name


def written(values, connection):
    """As the one parameter."""
    if connection.vendor == "postgresql":
        return list(values)
    return orjson.dumps([one.hex if isinstance(one, UUID) else one for one in values]).decode()
