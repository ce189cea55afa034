"""Who has access to a child, who waits, and who is kept away; and a unit's children with how many wait at each."""

from dataclasses import dataclass, field
from uuid import UUID

from ransel.access.reach import posts_over
from ransel.core import clock
from ransel.office.access.looks import Happened, Look, history_of, looks_at
from ransel.office.codes.reading import with_codes
from ransel.people.models import Block, Child, Enrolment, Guardianship, Post, Proposal


@dataclass
class GuardianRow:
    guardianship: Guardianship
    block: Block | None

    @property
    def state(self):
        """One word for where it stands: the screen has a sentence for each."""
        if self.block:
            return "blocked"
        if not self.guardianship.confirmed_at:
            return "waiting"
        if self.guardianship.starts > clock.today():
            return "coming"
        return "ended" if not self.guardianship.holds_on(clock.today()) else "has_access"


@dataclass
class ChildRow:
    id: UUID
    name: str
    group: str
    protected: bool
    waiting: int = 0
    blocked: int = 0


@dataclass
class WhoSees:
    child: Child
    places: list[Enrolment]
    guardians: list[GuardianRow] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)  # that wait for an answer
    staff: list[Post] = field(default_factory=list)  # whoever reaches the child at work now, and by which post
    looks: list[Look] = field(default_factory=list)
    history: list[Happened] = field(default_factory=list)


def who_sees(child: Child) -> WhoSees:
    """Fourteen statements."""
    blocks = {block.person_id: block for block in Block.objects.standing().filter(child=child).select_related("set_by")}
    guardianships = with_codes(Guardianship.objects.filter(child=child).select_related("guardian", "confirmed_by"))
    places = Enrolment.objects.not_over(clock.today()).filter(child=child).select_related("unit", "group")
    rows = [GuardianRow(one, blocks.get(one.guardian_id)) for one in guardianships.order_by("starts", "pk")]
    proposals = Proposal.objects.unanswered().filter(child=child).select_related("block__person", "person")
    staff = posts_over(child, clock.today()).select_related("person", "unit", "group")
    in_order = list(staff.order_by("role", "person__given_name", "person__family_name", "pk"))
    told = {"proposals": list(proposals), "staff": in_order, "looks": looks_at(child), "history": history_of(child)}
    return WhoSees(child, list(places.order_by("starts")), rows, **told)


def children_of(unit) -> list[ChildRow]:
    """Three statements, however many children."""
    today = clock.today()
    columns = ("child_id", "child__person__given_name", "child__person__family_name", "group__name")
    places = Enrolment.objects.not_over(today).filter(unit=unit).order_by("group__name", *columns[1:3])
    rows: dict[UUID, ChildRow] = {}
    for pk, given, family, group, protection in places.values_list(*columns, "child__person__protection"):
        rows.setdefault(pk, ChildRow(pk, f"{given} {family}".strip(), group or "", protection > 0))
    waiting = Guardianship.objects.not_over(today).filter(confirmed_at=None, child__in=places.values("child"))
    for pk in waiting.values_list("child", flat=True):
        rows[pk].waiting += 1
    for pk in Block.objects.standing().filter(child__in=places.values("child")).values_list("child", flat=True):
        rows[pk].blocked += 1
    return list(rows.values())
