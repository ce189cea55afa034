"""The code that a guardian has, for the office to print, to see in use, and to withdraw."""

from django.db.models import Exists, OuterRef, Subquery

from ransel.access.office import SEE_CODE
from ransel.core import clock
from ransel.identity.actor import Actor
from ransel.identity.codes.text import known_by, text_of
from ransel.identity.models import LoginCode
from ransel.people.models import Enrolment, Guardianship


def standing_code_of(guardianship: Guardianship, actor: Actor) -> LoginCode | None:
    """Given for this child, or for another of theirs that the reader knows of. One statement."""
    seen = SEE_CODE.reach(actor).filter(guardianship__guardian=guardianship.guardian_id)
    return seen.filter(pk__in=LoginCode.objects.standing().values("pk")).first()


def with_codes(guardianships):
    """Each with `code`, the id of the standing one given for this child, also to who has no access any more; and
    `may_have_code`, whether the child's municipality lets units give them. In the rows' own statement.
    """
    places = Enrolment.objects.not_over(clock.today()).filter(child=OuterRef("child"))
    return guardianships.annotate(
        code=Subquery(LoginCode.objects.standing().filter(guardianship=OuterRef("pk")).values("pk")[:1]),
        may_have_code=Exists(places.filter(unit__municipality__login_rules__codes=True)),
    )


def stands(code: LoginCode) -> bool:
    return code.withdrawn_at is None and code.ends_on >= clock.today()


def shown_text(code: LoginCode, actor: Actor) -> str:
    """Until it is used: whoever has come in by it has it, and nobody here needs to see it again. Never to who is close
    to the child, and could come in as the other guardian; nor where the server's key is another than when it was given.
    """
    close = Guardianship.objects.on(clock.today()).filter(child=code.guardianship.child_id, guardian=actor.person)
    if not stands(code) or code.used_at or close.exists():
        return ""
    text = text_of(code)
    return text if known_by(text) == code.known_by else ""
