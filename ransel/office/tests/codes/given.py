from ransel.core import clock
from ransel.people.models import Block
from tests.pages import CheckedClient, send


def give(desk, relation, **said):
    return send(desk, f"/office/guardianships/{relation.pk}/code/", **said)


def open_with(text, to=""):
    """The client that came with this code, and what it was answered."""
    client = CheckedClient()
    return client, client.post("/login/code/", client.form("/login/code/") | {"code": text, "next": to})


def block_marte(village, relation):
    said = {"reason": "a decision", "set_by": village.leader, "set_at": clock.now()}
    Block.objects.create(person=village.marte, child=village.ella, **said)
