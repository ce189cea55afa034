import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("attendance", "0007_reminders_filled")]

    operations = [
        migrations.AlterField(
            "holidayreminder",
            "group",
            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.group"),
        ),
        migrations.AddConstraint(
            "holidayreminder",
            models.UniqueConstraint(fields=("campaign", "group", "day"), name="holiday_reminder_once_a_day"),
        ),
    ]
