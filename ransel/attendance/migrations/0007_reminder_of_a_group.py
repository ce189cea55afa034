import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("attendance", "0006_reminder_by_group")]

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
