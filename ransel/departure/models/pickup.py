from unicodedata import normalize

from django.db import models
from django.db.models import Q

from ransel.core.models import Lasting, LastingQuerySet
from ransel.people.models import Child, Person


class PickupPersonQuerySet(LastingQuerySet):
    def known_as(self, name: str):
        """Those of this name, however it is written."""
        return self.filter(folded=folded(name))


class PickupPerson(Lasting):
    """Somebody who is no guardian and may fetch a child: a guardian has said who it is. It ends by its date.

    `of_age` is the age, in years, that the guardian has said they have reached. `in_crisis`: they may be called when no
    guardian answers. `folded` is the name as names are compared.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="pickup_people")
    name = models.CharField(max_length=100)
    folded = models.CharField(max_length=120)
    relation = models.CharField(max_length=50)
    phone = models.CharField(max_length=20)
    of_age = models.PositiveSmallIntegerField()
    in_crisis = models.BooleanField(default=False)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    objects = PickupPersonQuerySet.as_manager()

    class Meta:
        constraints = [
            *Lasting.Meta.constraints,
            models.CheckConstraint(condition=~Q(name="") & ~Q(phone=""), name="pickup_person_has_name_and_phone"),
        ]
        indexes = [models.Index(fields=["child", "folded"], name="pickup_person_of_child")]


def folded(name: str) -> str:
    """A name as names are compared: "Bjørg  ÅSE" is "bjørg åse", however its letters are put together (NFKC)."""
    return " ".join(normalize("NFKC", name).casefold().split())[:120]
