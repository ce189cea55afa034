"""A form that was sent with a login too weak for it: kept in the session while one proves who one is, and sent then."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

KEPT_FOR = timedelta(minutes=10)
MOST = 100_000  # characters
NOT_KEPT = "csrfmiddlewaretoken"


@dataclass
class Kept:
    path: str
    fields: list[tuple[str, str]]


def keep(request) -> bool:
    """Whether it could be kept. A file can not, and a PIN must not."""
    fields = [(name, value) for name, values in request.POST.lists() if name != NOT_KEPT for value in values]
    if request.FILES or "pin" in request.POST or sum(len(name) + len(value) for name, value in fields) > MOST:
        return False
    said = {"path": request.path, "fields": fields, "by": str(request.actor.person.pk)}
    request.session["kept"] = said | {"at": timezone.now().isoformat()}
    return True


def kept(request) -> Kept | None:
    """What waits to be sent; nothing after ten minutes, and nothing that somebody else wrote at a shared tablet."""
    said = request.session.get("kept")
    if not said or said["by"] != str(request.actor.person.pk):
        return None
    if datetime.fromisoformat(said["at"]) < timezone.now() - KEPT_FOR:
        return None
    return Kept(said["path"], [(name, value) for name, value in said["fields"]])


def forget(request):
    """It has come through, and what was written stays no longer in the session."""
    if request.session.get("kept", {}).get("path") == request.path:
        del request.session["kept"]
