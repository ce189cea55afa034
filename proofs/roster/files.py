"""`-m proofs.roster.files FOLDER CHILDREN`: a municipality as a roster, the same shuffled, and the next August."""

import csv
import io
import sys
import zipfile
from pathlib import Path
from random import Random

from ransel.demo import village as cast
from ransel.demo.roster.filler import fill
from ransel.demo.roster.writer import Roster

SEED = 26


def main(folder, children):
    roster = fill(cast.add_to(Roster()), children)
    first = roster.write()
    (folder / "first.zip").write_bytes(first)
    (folder / "shuffled.zip").write_bytes(shuffled(first))
    (folder / "next_year.zip").write_bytes(next_year(first))


def sheets(packed):
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        for name in archive.namelist():
            rows = list(csv.DictReader(io.StringIO(archive.read(name).decode())))
            yield name, list(rows[0]) if rows else [], rows


def pack(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, columns, rows in files:
            text = io.StringIO()
            writer = csv.DictWriter(text, columns)
            writer.writeheader()
            writer.writerows(rows)
            archive.writestr(name, text.getvalue())
    return out.getvalue()


def shuffled(packed):
    """The same facts in another order, of rows, of columns and of files."""
    random, files = Random(SEED), []
    for name, columns, rows in sheets(packed):
        random.shuffle(rows)
        random.shuffle(columns)
        files.append((name, columns, rows))
    random.shuffle(files)
    return pack(files)


def next_year(packed):
    """Every class is a new one, and so is every place in it."""
    files = []
    for name, columns, rows in sheets(packed):
        if name in ("classes.csv", "enrollments.csv"):
            for row in rows:
                row["sourcedId"] += "-27"
                if name == "enrollments.csv":
                    row["classSourcedId"] += "-27"
        files.append((name, columns, rows))
    return pack(files)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
