"""How a child leaves, in words: the same on every page."""

from datetime import time

from django.utils.translation import gettext as _

from ransel.core import dates
from ransel.departure.leaving.day import Leaving
from ransel.departure.models import DepartureMode


def told(one: Leaving) -> str:
    """Picked up by Henrik 15:30. Nothing where nobody has said."""
    if one.mode is None:
        return ""
    if one.mode is DepartureMode.PICKED_UP:
        return _at(_("Picked up by %(name)s") % {"name": one.who} if one.who else _("Picked up"), one.at)
    if one.mode is DepartureMode.GOES_WITH:
        return _("Goes home with %(name)s") % {"name": one.who}
    if one.at and one.until:
        return _("Goes when it likes, %(times)s") % {"times": dates.times(one.at, one.until)}
    walks = one.mode is DepartureMode.WALKS_HOME
    return _at(_("Walks home") if walks else _("Bus or taxi"), one.at)


def _at(said: str, at: time | None) -> str:
    return f"{said} {dates.clock_time(at)}" if at else said
