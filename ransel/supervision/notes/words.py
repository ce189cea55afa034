"""A day note in words, for boards and pages; and those of a board's cards, in one statement."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from ransel.core import clock, dates
from ransel.supervision.models import DayNote

WORDS = {
    ("slept", "well"): lambda: _("Slept well"),
    ("slept", "badly"): lambda: _("Slept badly"),
    ("breakfast", "little"): lambda: _("Ate little for breakfast"),
    ("breakfast", "nothing"): lambda: _("Ate nothing for breakfast"),
    ("mood", "glad"): lambda: _("Is glad"),
    ("mood", "tired"): lambda: _("Is tired"),
    ("mood", "upset"): lambda: _("Is upset"),
    ("things", "brought"): lambda: _("Brings along: %(things)s"),
    ("things", "missing"): lambda: _("Is missing at your place: %(things)s"),
}


def words_of(note: DayNote) -> str:
    """What was chosen, and then what was written."""
    chosen = [WORDS[name, said]() for name in ("slept", "breakfast", "mood") if (said := getattr(note, name))]
    if note.things:
        return ". ".join([*chosen, WORDS["things", note.things]() % {"things": note.text}])
    return ". ".join([*chosen, *([note.text] if note.text else [])])


def notes_in_words(about: Iterable[UUID]) -> dict[UUID, str]:
    """By note's id; of another day than today, with its day. One statement; none for nothing."""
    ids = set(about)
    notes = DayNote.objects.filter(pk__in=ids) if ids else []
    return {one.pk: _with_day(one) for one in notes}


def _with_day(one: DayNote) -> str:
    if one.day == clock.today():
        return words_of(one)
    return _("%(day)s: %(words)s") % {"day": dates.day(one.day).capitalize(), "words": words_of(one)}
