"""A big roster comes true beside the pages, not inside one."""

from django_tasks import task

from ransel.integrations.actions.apply import carry_on
from ransel.integrations.models import Import

SMALL = 3_000  # rows that come true while one waits for the page


@task()
def apply_roster(roster: str):
    """Goes on where it was broken off, when the one before died."""
    carry_on(roster=Import.objects.get(pk=roster))
