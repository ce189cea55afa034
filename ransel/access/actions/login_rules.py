"""Whether guardians of a municipality open us with face or finger, and for how long an eID is worth that."""

from django.utils.translation import gettext as _

from ransel.access import setting_up
from ransel.core.writing import Refused, lock, writing
from ransel.identity.actor import Actor
from ransel.units import actions as units
from ransel.units.models import LoginRules, Municipality
from ransel.units.models.login_rules import MOST


@writing()
def set_login_rules(*, by: Actor, municipality: Municipality, **columns) -> LoginRules:
    """It holds at once, for logins that stand too. Raises Refused for what can't be."""
    municipality = setting_up.SET_UP_MUNICIPALITY.ask(by, lock(municipality).pk)
    wrong = {}
    for name in ("unused_days", "longest_days"):
        if not 1 <= columns[name] <= MOST:
            wrong[name] = _("Write a number of days, from 1 to %(most)d.") % {"most": MOST}
    if not wrong and columns["unused_days"] > columns["longest_days"]:
        wrong["unused_days"] = _("It can not last longer unused than in all.")
    if wrong:
        raise Refused(_("Look at the days."), wrong)
    return units.set_login_rules(by=by, municipality=municipality, **columns)
