"""The sheets of our own CSV with one row each, as a zip to download and fill in."""

import csv
import io
import zipfile

from ransel.integrations.plain.columns import FILES


def example() -> bytes:
    """With semicolons and a byte-order mark, so that a Norwegian spreadsheet opens it as it should."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, row in FILES.items():
            text = io.StringIO()
            writer = csv.DictWriter(text, row, delimiter=";", lineterminator="\r\n")
            writer.writeheader()
            writer.writerow(row)
            archive.writestr(f"{name}.csv", text.getvalue().encode("utf-8-sig"))
    return packed.getvalue()
