from ransel.core import clock
from ransel.core.writing import writing
from ransel.notifications import keys
from ransel.notifications.models import VapidKey


def push_key() -> VapidKey:
    """The one we have; made now if there is none."""
    return VapidKey.objects.first() or _make()


@writing()
def _make():
    cipher, public = keys.new_key()
    made = VapidKey(cipher=cipher, public=public, made_at=clock.now())
    VapidKey.objects.bulk_create([made], ignore_conflicts=True)  # of two who make the first, one does
    return VapidKey.objects.get()
