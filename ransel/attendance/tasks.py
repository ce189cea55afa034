"""What is done each day about attendance."""

from django_tasks import task

from ransel.attendance.actions import calendar_feeds


@task()
def end_calendar_feeds():
    """What nobody reads any more, and what must not be read any more."""
    calendar_feeds.end_feeds_that_are_over()
