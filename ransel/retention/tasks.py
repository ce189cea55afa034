from django_tasks import task

from ransel.retention import actions


@task()
def purge():
    """What is kept longer than it is declared to be, goes."""
    actions.purge()
