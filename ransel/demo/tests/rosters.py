"""The village's roster as it was and as it might be, staged and applied."""

import csv
import io
import zipfile

from ransel.demo import village as cast
from ransel.demo.load import SYSTEM
from ransel.demo.roster.writer import Roster
from ransel.integrations.actions.apply import apply
from ransel.integrations.actions.stage import known_to, stage
from ransel.integrations.formats import read


def roster():
    return cast.add_to(Roster())


def staged(desk, village, made):
    file = made if isinstance(made, io.BytesIO) else io.BytesIO(made.write())
    system, found = read(file, known_to(village.fjordvik))
    return stage(by=desk, municipality=village.fjordvik, system=system or SYSTEM, staged=found)


def put(desk, village, made, *, approve=True, **said):
    return apply(by=desk, roster=staged(desk, village, made), approve_ground=approve, **said)


def zipped(**files):
    """The village's files with some of them replaced by these bytes; None leaves one out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(roster().write())) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            content = files.get(name.removesuffix(".csv"), before.read(name))
            if content is not None:
                after.writestr(name, content)
    out.seek(0)
    return out


def altered(name, change):
    """The village's zip with each row of one file put through a function; a row it gives None for is left out."""
    with zipfile.ZipFile(io.BytesIO(roster().write())) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read(f"{name}.csv").decode())))
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys())
    writer.writeheader()
    writer.writerows(row for row in (change(dict(row)) for row in rows) if row)
    return zipped(**{name: text.getvalue().encode()})


def only(source_id, **told):
    """For `altered`: these cells on the row with this id."""
    said = {key.replace("__", "."): value for key, value in told.items()}
    return lambda row: row | said if row["sourcedId"] == source_id else row
