"""A zip of CSV files, or of one XML file, opened with care: how many, how big, longer than they said, in UTF-8."""

import csv
import io
import zipfile
from collections.abc import Iterator

from django.utils.translation import gettext as _

MOST_FILES = 30
MOST_BYTES = 400_000_000  # of one file, unpacked
MOST_RATIO = 200  # unpacked to packed; text seldom passes 20
BOM = "\ufeff"


class NotReadable(Exception):
    """The file as a whole can't be read: why, in words for the one who sent it."""


class Archive:
    """The CSV files in a zip, by their names in lower case without the ending."""

    def __init__(self, file):
        try:
            self.zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError):
            raise NotReadable(_("This is not a zip file, or it is broken. Send the zip as it was exported.")) from None
        self.entries, self.documents = {}, []
        for entry in self.zip.infolist():
            self._take(entry)

    def _take(self, entry):
        name = entry.filename.rsplit("/", 1)[-1].lower()
        if entry.is_dir() or name.startswith(".") or "__macosx" in entry.filename.lower():
            return
        if name.endswith(".zip"):
            raise NotReadable(_("There is a zip inside the zip. Send the inner one."))
        if entry.file_size > MOST_BYTES or entry.file_size > MOST_RATIO * max(entry.compress_size, 1_000):
            raise NotReadable(_("%(file)s is suspiciously big when unpacked. It was not opened.") % {"file": name})
        if len(self.entries) >= MOST_FILES:
            raise NotReadable(_("There are more files in the zip than a roster has."))
        if name.endswith(".csv"):
            self.entries[name.removesuffix(".csv")] = entry
        elif name.endswith(".xml"):
            self.documents.append(entry)

    def document(self):
        """The bytes of the one XML file in it, opened with the same care."""
        return io.BufferedReader(Bounded(self.zip.open(self.documents[0]), MOST_BYTES))

    def __contains__(self, name):
        return name.lower() in self.entries

    def columns(self, name) -> set[str]:
        """In lower case; none when there is no such file."""
        return set(next((row for _line, row in self.rows(name)), {}))

    def rows(self, name) -> Iterator[tuple[int, dict[str, str]]]:
        """(line, {column in lower case: text}). Raises NotReadable for another encoding than UTF-8."""
        entry = self.entries.get(name.lower())
        if entry is None:
            return
        try:
            with self.zip.open(entry) as raw:
                yield from self._read(name, raw)
        except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError):
            raise NotReadable(_("%(file)s.csv is broken in the zip.") % {"file": name}) from None
        except UnicodeDecodeError:
            said = _("%(file)s.csv is not in UTF-8. Export it again, and choose UTF-8.")
            raise NotReadable(said % {"file": name}) from None
        except csv.Error:
            raise NotReadable(_("%(file)s.csv is not a CSV file.") % {"file": name}) from None

    def _read(self, name, raw):
        text = io.TextIOWrapper(io.BufferedReader(Bounded(raw, MOST_BYTES)), encoding="utf-8-sig", newline="")
        first = text.readline()
        if "\x00" in first:
            raise UnicodeDecodeError("utf-8", b"", 0, 1, "zero bytes")
        delimiter = delimiter_of(first)
        header = [column.strip().lower() for column in next(csv.reader([first], delimiter=delimiter), [])]
        reader = csv.reader(text, delimiter=delimiter)
        for cells in reader:
            if any(cells):
                yield reader.line_num + 1, dict(zip(header, [cell.strip() for cell in cells], strict=False))


def delimiter_of(first):
    """By the first line: a Norwegian spreadsheet saves with semicolons."""
    return ";" if first.count(";") > first.count(",") else ","


class Bounded(io.RawIOBase):
    """Stops where a file is longer than its zip has said."""

    def __init__(self, raw, left):
        self.raw, self.left = raw, left

    def readable(self):
        return True

    def readinto(self, buffer):
        read = self.raw.read(len(buffer))
        self.left -= len(read)
        if self.left < 0:
            raise NotReadable(_("A file is longer than the zip says. It was not read."))
        buffer[: len(read)] = read
        return len(read)
