from django.db import models

from ransel.core.models import Model
from ransel.identity.models.login import Account


class FirstStep(Model):
    """Something one does once, to get started: done, or put off. What can be seen from elsewhere is not kept here."""

    class Name(models.TextChoices):
        INSTALL = "install"
        CHILDREN = "children"
        NOTICES = "notices"
        PASSKEY = "passkey"

    account = models.ForeignKey(Account, models.CASCADE, related_name="first_steps")
    step = models.CharField(max_length=10, choices=Name.choices)
    put_off = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "step"], name="first_step_once")]
