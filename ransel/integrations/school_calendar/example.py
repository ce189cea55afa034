"""A sheet with a few rows that say by example what each column holds, to download and fill in."""

import csv
import io

from ransel.core import clock
from ransel.integrations.school_calendar.sheet import KNOWN

ROWS = [  # (days from now, school, elevdag, laererdag, sfodag, kommentar)
    (60, "alle", "nei", "ja", "ja", "Planleggingsdag"),
    (90, "alle", "nei", "nei", "nei", "Vinterferie"),
    (91, "alle", "nei", "nei", "nei", "Vinterferie"),
    (120, "alle", "ja", "ja", "ja", "Vanlig skoledag"),
]


def example() -> bytes:
    """With semicolons and a byte-order mark, so that a Norwegian spreadsheet opens it as it should. Days lie ahead."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(KNOWN)
    for ahead, *row in ROWS:
        day = clock.today() + ahead * clock.DAY
        writer.writerow([f"{day:%d.%m.%Y}", *row])
    return text.getvalue().encode("utf-8-sig")
