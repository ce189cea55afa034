from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ransel.core.models import Model
from ransel.people.models import Person
from ransel.units.models import Municipality


class Kind(models.TextChoices):
    """What a roster tells of, in the order in which it is put in place."""

    UNIT = "unit", _("Units")
    GROUP = "group", _("Groups")
    PERSON = "person", _("People")
    PLACE = "place", _("Places")
    GUARDIANSHIP = "guardianship", _("Guardianships")
    POST = "post", _("Posts")


class Verb(models.TextChoices):
    """What a roster would do to one thing."""

    NEW = "new"
    CHANGED = "changed"
    ENDED = "ended"


class Import(Model):
    """A roster that was read. Nothing of it counts until somebody has applied it."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="imports")
    system = models.CharField(max_length=50)
    bulk = models.BooleanField(default=True)  # all there is; else only what has changed
    whole = models.BooleanField(default=False)  # all of it is staged
    seen = models.PositiveBigIntegerField(default=0)  # how often rosters had changed things here when it was read
    read_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    read_at = models.DateTimeField()
    applied_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    ground_approved = models.BooleanField(default=False)
    renamed = models.JSONField(default=dict)  # {a person's former id: the new one}
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    begun_at = models.DateTimeField(null=True, blank=True)  # begun and not applied: on its way, or broken off
    undone_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    @property
    def topic(self):
        """What is raised each time a roster of this system changes something here."""
        return f"rosters:{self.municipality_id}:{self.system}"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_by__isnull=True, undone_at__isnull=True)
                | Q(undone_by__isnull=False, undone_at__isnull=False),
                name="import_undone_by_somebody_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(applied_by__isnull=True, applied_at__isnull=True)
                | Q(applied_by__isnull=False, applied_at__isnull=False),
                name="import_applied_by_somebody_at_some_time",
            ),
        ]


class StagedRow(models.Model):
    """One thing a roster would change, in our own words, before it counts. A national number is only encrypted here."""

    roster = models.ForeignKey(Import, models.CASCADE, related_name="rows", db_index=False)  # `staged_once` is one
    kind = models.CharField(max_length=20, choices=Kind.choices)
    source_id = models.CharField(max_length=300)
    facts = models.JSONField()
    digest = models.CharField(max_length=64)
    verb = models.CharField(max_length=10, choices=Verb.choices, default=Verb.NEW)
    unit = models.CharField(max_length=300, blank=True)  # the unit it is in, by what the file calls it

    class Meta:
        constraints = [models.UniqueConstraint(fields=["roster", "kind", "source_id"], name="staged_once")]


class BrokenRow(models.Model):
    """A row that could not be read: where, and why. The rest of the file stands."""

    roster = models.ForeignKey(Import, models.CASCADE, related_name="broken")
    file = models.CharField(max_length=100)
    line = models.PositiveIntegerField()
    column = models.CharField(max_length=100)
    reason = models.CharField(max_length=300)
    source_id = models.CharField(max_length=300, blank=True)


class Change(models.Model):
    """What an import did to one thing of ours, so that it can be undone: the columns before, and after."""

    roster = models.ForeignKey(Import, models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    source_id = models.CharField(max_length=300)
    target = models.UUIDField()
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)  # nothing: it was new
    after = models.JSONField(encoder=DjangoJSONEncoder)
    undone = models.BooleanField(default=False)
    link = models.JSONField(null=True, encoder=DjangoJSONEncoder)  # how the source link was; nothing: it was new


class SourceLink(Model):
    """What a thing of ours is called in the system it comes from, and what that system last said of it."""

    # `source_link_once_a_system` is the index of the municipality
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", db_index=False)
    system = models.CharField(max_length=50)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    source_id = models.CharField(max_length=300)
    target = models.UUIDField()
    digest = models.CharField(max_length=64)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "system", "kind", "source_id"], name="source_link_once_a_system"
            )
        ]
        indexes = [models.Index(fields=["kind", "target"], name="source_link_target")]


class SchoolCalendar(Model):
    """A school calendar that was read. No day is closed by it until somebody has put it in force.

    `days` are [{"day": ISO 8601, "unit": an id, or None for all units, and what is said of it: see Told.days}].
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="school_calendars")
    file = models.CharField(max_length=100)
    by_events = models.BooleanField(default=False)  # a calendar file: which of its days are free, somebody ticks
    days = models.JSONField(default=list)
    broken = models.JSONField(default=list)  # [{"line", "column", "reason"}]: the first of them
    left_out = models.JSONField(default=dict)  # {"broken", "past", "timed", "cancelled": how many}
    done = models.JSONField(default=dict)  # {"closed", "changed", "opened": how many days, when it was put in force}
    read_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    read_at = models.DateTimeField()
    applied_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(applied_by__isnull=True, applied_at__isnull=True)
                | Q(applied_by__isnull=False, applied_at__isnull=False),
                name="school_calendar_applied_by_somebody_at_some_time",
            ),
        ]
