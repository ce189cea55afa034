from ransel.core import clock
from ransel.core.writing import writing
from ransel.identity.actor import Actor
from ransel.notifications.models import Notice


@writing()
def see(*, by: Actor):
    """Everything one has been told up to now is seen."""
    Notice.objects.unseen().filter(receiver=by.person, at__lte=clock.now()).update(seen_at=clock.now())
