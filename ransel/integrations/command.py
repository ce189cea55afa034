"""`ransel import FILE --preview|--apply`: the same reading, preview and applying as on the page, for an operator."""

from ransel.identity.actor import Actor, Strength
from ransel.integrations.actions.apply import apply
from ransel.integrations.actions.stage import known_to, stage
from ransel.integrations.formats import read
from ransel.integrations.preview import preview_of
from ransel.integrations.reading.archive import NotReadable
from ransel.people.models import Post, Role
from ransel.units.models import Municipality


def run(said) -> int:
    """What the process exits with. The one who runs it acts as the municipality's longest-standing post of today."""
    from ransel.core import clock

    municipality = Municipality.objects.filter(number=said.municipality).first()
    if municipality is None:
        return _fail(f"There is no municipality with the number {said.municipality}.")
    posts = Post.objects.on(clock.today()).filter(municipality=municipality, role=Role.MUNICIPALITY)
    post = posts.select_related("person").order_by("starts", "pk").first()
    if post is None:
        return _fail("Nobody has a post for this municipality today, and somebody must answer for what is read in.")
    try:
        with said.file.open("rb") as file:
            system, staged = read(file, known_to(municipality))
    except OSError as wrong:
        return _fail(f"{said.file} can't be opened: {wrong.strerror}.")
    except NotReadable as wrong:
        return _fail(str(wrong))
    by = Actor(post.person, Strength.STRONG)
    roster = stage(by=by, municipality=municipality, system=system, staged=staged)
    _show(preview_of(roster))
    if said.apply:
        apply(by=by, roster=roster, approve_ground=said.confirm_ground)
        print("Applied.")
    return 0


def _show(preview):
    for unit in preview.units:
        print(f"{unit.name}: {'; '.join(unit.sentences)}")
    for line in (*preview.people, *preview.new_access):
        print(line)
    for row in preview.broken:
        print(f"{row.file}:{row.line} {row.column}: {row.reason}")
    if preview.nothing:
        print("The file changes nothing.")


def _fail(why):
    print(f"ransel import: {why}")
    return 1
