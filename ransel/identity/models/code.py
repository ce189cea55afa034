from django.db import models
from django.db.models import Q

from ransel.core import clock
from ransel.core.models import Model
from ransel.people.models import Guardianship, Person


class LoginCodeQuerySet(models.QuerySet):
    def standing(self):
        """Those that open us today, if the guardianship still holds."""
        return self.filter(withdrawn_at=None, ends_on__gte=clock.today())


class LoginCode(Model):
    """What a guardian without an eID comes in by: given by the child's unit, on paper, until a day.

    The code itself is kept nowhere: it is made of the row's id with the server's key, and looked up by a keyed hash.
    """

    guardianship = models.ForeignKey(Guardianship, models.PROTECT, related_name="login_codes")
    known_by = models.CharField(max_length=64, unique=True)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    ends_on = models.DateField()  # the last day that it opens
    used_at = models.DateTimeField(null=True, blank=True)  # last
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = LoginCodeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_by=None, withdrawn_at=None)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="login_code_withdrawn_by_somebody_at_some_time",
            )
        ]
