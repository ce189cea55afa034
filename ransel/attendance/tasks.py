"""What the worker does each time round about the day."""


def each_time_round() -> bool:
    """Ask on the morning after, and climb for those who have not come. Whether there was anything to do."""
    from ransel.attendance.actions import morning, unaccounted

    return bool(morning.ask_due()) | bool(unaccounted.climb())
