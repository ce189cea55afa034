from ransel.core import clock
from ransel.core.writing import writing
from ransel.notifications import tasks
from ransel.notifications.health import silent
from ransel.notifications.models import Channel, ContactPoint, PushDevice


@writing()
def warn_of_silence() -> int:
    """Whose device has fallen silent is told by e-mail, once; of several devices together. How many devices."""
    now = clock.now()
    found = list(PushDevice.objects.in_use().filter(silent(now), warned_at=None))
    PushDevice.objects.filter(pk__in=[one.pk for one in found]).update(warned_at=now)
    people = {one.person_id for one in found}
    for point in ContactPoint.objects.in_use().filter(person__in=people, channel=Channel.EMAIL):
        tasks.tell_of_silence.enqueue(str(point.pk))
    return len(found)
