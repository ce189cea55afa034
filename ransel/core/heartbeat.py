from django.db import connection
from django.http import JsonResponse
from django.utils import timezone

from ransel.core.doors import public
from ransel.core.models import Heartbeat

TOO_OLD = 60  # seconds


@public(reason="whether it is alive: the age of the last write, and nothing of anyone")
def healthz(request):
    """200 with the age in seconds of the worker's last write; 503 when there is none within a minute."""
    last = Heartbeat.objects.filter(pk=1).values_list("at", flat=True).first()
    age = None if last is None else round((timezone.now() - last).total_seconds(), 1)
    alive = age is not None and age <= TOO_OLD
    said = {"alive": alive, "heartbeat_age_s": age, "database": connection.vendor}
    return JsonResponse(said, status=200 if alive else 503, headers={"Cache-Control": "no-store"})
