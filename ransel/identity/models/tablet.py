from django.db import models
from django.db.models import Q

from ransel.core.models import Model
from ransel.people.models import Person
from ransel.units.models import Group, Unit


class TabletQuerySet(models.QuerySet):
    def paired(self):
        return self.filter(paired_at__isnull=False, unpaired_at=None)


class Tablet(Model):
    """A tablet that some groups of a unit share. Its token lets it in as itself, and as nobody who works there.

    The office begins, and has a first code; written on the tablet, that is answered with a second; and written in the
    office, that pairs the two. Codes and token are kept as keyed hashes. `person` bears the tablet's name where nobody
    said who they are; it holds no post.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="tablets")
    groups = models.ManyToManyField(Group, related_name="tablets")
    name = models.CharField(max_length=60)
    person = models.OneToOneField(Person, models.PROTECT, related_name="tablet")
    shows_ways = models.BooleanField(default=True)  # how each child leaves, also while it is locked
    code = models.CharField(max_length=64)
    answer = models.CharField(max_length=64, blank=True)
    token = models.CharField(max_length=64, blank=True)
    wrong = models.PositiveSmallIntegerField(default=0)  # second codes
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    paired_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    paired_at = models.DateTimeField(null=True, blank=True)
    unpaired_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    unpaired_at = models.DateTimeField(null=True, blank=True)
    turn = models.ForeignKey(
        "identity.Turn", models.SET_NULL, related_name="+", null=True, blank=True
    )  # never one that is over

    objects = TabletQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["token"], condition=~Q(token=""), name="tablet_token_once"),
            models.CheckConstraint(
                condition=Q(paired_by=None, paired_at=None) | Q(paired_by__isnull=False, paired_at__isnull=False),
                name="tablet_paired_by_somebody_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(unpaired_by=None, unpaired_at=None)
                | Q(unpaired_by__isnull=False, unpaired_at__isnull=False),
                name="tablet_unpaired_by_somebody_at_some_time",
            ),
        ]
        indexes = [models.Index(fields=["code"], condition=Q(answered_at=None), name="tablet_code_waiting")]


class Turn(Model):
    """Somebody said on a tablet who they are; and if `unlocked_at`, proved it with their PIN.

    `used_at` is when they last did something while it was open; of a turn that opened nothing, when it began.
    """

    tablet = models.ForeignKey(Tablet, models.PROTECT, related_name="turns")
    person = models.ForeignKey(Person, models.PROTECT, related_name="turns")
    began_at = models.DateTimeField()
    unlocked_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
