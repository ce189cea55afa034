import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("attendance", "0005_calendar_feed"),
        ("units", "0010_departure"),
    ]

    operations = [
        migrations.RemoveConstraint("holidayreminder", "holiday_reminder_once_a_day"),
        migrations.AddField(
            "holidayreminder",
            "group",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.group"
            ),
        ),
    ]
