from unicodedata import normalize

from django.db import migrations


def fold_anew(apps, _schema):
    """Names were compared letter by letter; since then however the letters are put together (NFKC)."""
    for name in ("PickupPerson", "PickupPass"):
        for one in apps.get_model("departure", name).objects.all():
            one.folded = " ".join(normalize("NFKC", one.name).casefold().split())[:120]
            one.save(update_fields=["folded"])


class Migration(migrations.Migration):
    dependencies = [("departure", "0005_visit")]

    operations = [migrations.RunPython(fold_anew, migrations.RunPython.noop)]
