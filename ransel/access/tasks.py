"""What is done each day about who may still be here."""

from django_tasks import task

from ransel.access.actions import posts


@task()
def end_logins_of_leavers():
    """A substitute's last day was yesterday: nobody had to remember it."""
    posts.end_logins_of_leavers()
