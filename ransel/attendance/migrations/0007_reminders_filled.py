"""By itself: PostgreSQL alters no table in a transaction that has written rows pointing elsewhere."""

from django.db import migrations


def one_for_each_group(apps, _schema):
    """A reminder went to all the groups of its campaign; now each group has its own."""
    Reminder = apps.get_model("attendance", "HolidayReminder")
    for reminder in list(Reminder.objects.select_related("campaign")):
        said = {"campaign": reminder.campaign, "day": reminder.day, "sent_at": reminder.sent_at}
        rows = [Reminder(group=group, sent_by_id=reminder.sent_by_id, **said) for group in reminder.campaign.groups.all()]
        reminder.delete()
        Reminder.objects.bulk_create(rows)


def one_for_each_campaign(apps, _schema):
    """Back again: of those of one campaign and day the first stands for all."""
    Reminder = apps.get_model("attendance", "HolidayReminder")
    kept = set()
    for reminder in list(Reminder.objects.order_by("sent_at", "pk")):
        if (reminder.campaign_id, reminder.day) in kept:
            reminder.delete()
        kept.add((reminder.campaign_id, reminder.day))


class Migration(migrations.Migration):
    dependencies = [("attendance", "0006_reminder_by_group")]

    operations = [migrations.RunPython(one_for_each_group, one_for_each_campaign)]
