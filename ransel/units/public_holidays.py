"""Public holidays, by the names people use. Source: lov om helligdager § 2; lov om 1 og 17 mai som høgtidsdager § 1."""

from datetime import date
from functools import cache

import holidays
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NAMES: dict[str, Promise] = {  # {what the library calls it: what we do}
    "New Year's Day": _("New Year's Day"),
    "Maundy Thursday": _("Maundy Thursday"),
    "Good Friday": _("Good Friday"),
    "Easter Sunday": _("Easter Sunday"),
    "Easter Monday": _("Easter Monday"),
    "Labor Day": _("1 May"),
    "Constitution Day": _("Constitution Day"),
    "Ascension Day": _("Ascension Day"),
    "Pentecost": _("Whit Sunday"),
    "Pentecost Monday": _("Whit Monday"),
    "Christmas Day": _("Christmas Day"),
    "Second Day of Christmas": _("Boxing Day"),
}


def public_holiday(day: date) -> str:
    """Its name; empty when it is none. 17 May on a Whit Monday has both."""
    return ", ".join(str(NAMES[name]) for name in _of_year(day.year).get(day, "").split("; ") if name)


@cache
def _of_year(year):
    return holidays.country_holidays("NO", years=year, language="en_US")
