"""Whoever chose to be told only in the app wishes no e-mail, about anything: that is one row among the wishes."""

from uuid import uuid4

from django.db import migrations

EVERYTHING = {"channel": "email", "subject": "", "child": None}


def to_wishes(apps, _schema_editor):
    people = apps.get_model("notifications", "Telling").objects.filter(by_email=False).values_list("person", flat=True)
    wish = apps.get_model("notifications", "Wish")
    wish.objects.bulk_create(wish(id=uuid4(), person_id=pk, how="off", **EVERYTHING) for pk in list(people))


def from_wishes(apps, _schema_editor):
    telling, wish = (apps.get_model("notifications", name) for name in ("Telling", "Wish"))
    for pk in wish.objects.filter(how="off", **EVERYTHING).values_list("person", flat=True):
        telling.objects.update_or_create(person_id=pk, defaults={"by_email": False})


class Migration(migrations.Migration):
    dependencies = [("notifications", "0010_push_and_wishes")]

    operations = [
        migrations.RunPython(to_wishes, from_wishes),
        migrations.RemoveField(model_name="telling", name="by_email"),
    ]
