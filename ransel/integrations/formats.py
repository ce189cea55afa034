"""Which format a file is in, by what is in it and never by its name; and then its facts."""

import gc
import io
from collections.abc import Callable, Set
from contextlib import contextmanager

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ransel.integrations.oneroster import reader as oneroster
from ransel.integrations.pifu import reader as pifu
from ransel.integrations.plain import reader as plain
from ransel.integrations.reading.archive import MOST_BYTES, Archive, Bounded, NotReadable
from ransel.integrations.sds import reader as sds
from ransel.integrations.staging import Staged

ONEROSTER, SDS, PIFU, PLAIN = "oneroster", "sds", "pifu", "plain"
NAMES = {  # what people call them
    ONEROSTER: "OneRoster",
    SDS: "School Data Sync",
    PIFU: "PIFU-IMS",
    PLAIN: gettext_lazy("A spreadsheet from the unit or the municipality"),
}
BEGINS_LIKE_XML = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\x00<")


@contextmanager
def _no_collector():
    """All that is read is kept to the end. To look in it for what is not costs an eighth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@_no_collector()
def read(file, known: Callable[[str], Set] = lambda system: frozenset()) -> tuple[str, Staged]:
    """(system, what was read). `known(system)` says what that system has told before. Raises NotReadable."""
    start = file.read(4)
    file.seek(0)
    if start.lstrip().startswith(BEGINS_LIKE_XML):
        return PIFU, pifu.read(io.BufferedReader(Bounded(file, MOST_BYTES)), known(PIFU))
    archive = Archive(file)
    if archive.documents and not archive.entries:
        if len(archive.documents) > 1:
            raise NotReadable(_("There are several documents in the zip. Send one at a time."))
        return PIFU, pifu.read(archive.document(), known(PIFU))
    for system, reader, is_it in ((PLAIN, plain, plain.is_plain), (SDS, sds, sds.is_sds)):
        if is_it(archive):
            return system, reader.read(archive, known(system))
    return ONEROSTER, oneroster.read(archive, known(ONEROSTER))
