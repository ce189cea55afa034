"""By itself: PostgreSQL alters no table in a transaction that has written rows pointing elsewhere."""

from django.db import migrations
from django.db.models import F, OuterRef, Subquery

BOTH = ("CheckIn", "CheckOut")


def noted_when_it_happened(apps, _schema):
    """Nothing could be noted later until now."""
    for name in BOTH:
        apps.get_model("attendance", name).objects.update(noted_at=F("at"))


def by_whoever_let_them_in(apps, _schema):
    """Back again: a day that nobody ended had to be ended by somebody."""
    CheckIn, CheckOut = (apps.get_model("attendance", name) for name in BOTH)
    came = CheckIn.objects.filter(pk=OuterRef("check_in")).values("by")
    CheckOut.objects.filter(by=None).update(by=Subquery(came), forgotten=False)


class Migration(migrations.Migration):
    dependencies = [("attendance", "0009_the_door")]

    operations = [migrations.RunPython(noted_when_it_happened, by_whoever_let_them_in)]
