from django.db import models

from ransel.core.models import Model
from ransel.people.models import Person


class RegisterContact(Model):
    """What the contact register last said of somebody. Their addresses are not kept: they are not needed for it.

    Reserved: they have said no to digital mail from the public (eForvaltningsforskriften § 9). `email_fresh_on` and
    `phone_fresh_on` are the days on which they last wrote or confirmed each; see `freshness`.
    """

    person = models.OneToOneField(Person, models.PROTECT, related_name="register_contact")
    reserved = models.BooleanField()
    may_be_notified = models.BooleanField()
    email_fresh_on = models.DateField(null=True, blank=True)
    phone_fresh_on = models.DateField(null=True, blank=True)
    asked_at = models.DateTimeField()
