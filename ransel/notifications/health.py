"""Whether a device that should take notices still does, and when somebody must be told that it does not."""

from datetime import datetime, timedelta

from ransel.notifications.models import PushDevice

NOTED_EVERY = timedelta(hours=1)  # a device that says that notices arrive is written down no oftener
FAILS_FOR = timedelta(days=3)
UNHEARD_FOR = timedelta(days=14)


def is_silent(device: PushDevice, now: datetime) -> bool:
    """Its service has taken nothing for three days; or it takes all, and the device has said for long of none."""
    fails = device.failed_at is not None and now - device.failed_at >= FAILS_FOR
    return fails or (device.unheard_since is not None and now - device.unheard_since >= UNHEARD_FOR)
