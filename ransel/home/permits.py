from ransel.access.permits import Permit
from ransel.access.relations import guardian, pupil_self
from ransel.people.models import Child

SEE_TODAY = Permit("see a child's today", Child, to=(guardian, pupil_self), along=("person",))
SEE_WHO_SEES = Permit("see who has access to one's child", Child, to=(guardian, pupil_self), along=("person",))
SEE_CALENDAR = Permit("see a child's calendar", Child, to=(guardian, pupil_self), along=("person",))
CHOOSE_TELLING = Permit("choose how one is told of a child", Child, to=(guardian,), along=("person",))
