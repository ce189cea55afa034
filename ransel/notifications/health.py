"""Whether a device that should take notices still does."""

from datetime import datetime, timedelta

from django.db.models import Q

NOTED_EVERY = timedelta(hours=1)  # a device that says that notices arrive is written down no oftener
FAILS_FOR = timedelta(days=3)
UNHEARD_FOR = timedelta(days=14)


def silent(now: datetime) -> Q:
    """Devices whose service has taken nothing for three days; or takes all, while they themselves say for long of none.

    Once one of these has said that something came, or has taken something, it is no longer.
    """
    return Q(failed_at__isnull=False, failed_at__lte=now - FAILS_FOR) | Q(
        unheard_since__isnull=False, unheard_since__lte=now - UNHEARD_FOR
    )
