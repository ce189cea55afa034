from functools import cache
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.text import get_text_list
from jinja2 import Environment, StrictUndefined

from ransel.core import clock, dates


def environment(**options):
    """What every template can say without being given it. A name it cannot say is an error, not a blank."""
    options |= {"autoescape": True, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    templates: Any = Environment(**options, extensions=["jinja2.ext.i18n", "jinja2.ext.do"])  # noqa: S701
    templates.install_gettext_translations(translation, newstyle=True)
    templates.filters |= {
        "day": dates.day,
        "weekday": dates.weekday,
        "short_day": dates.short_day,
        "full_day": dates.full_day,
        "span": dates.span,
        "month": dates.month,
        "time": dates.clock_time,
        "moment": lambda value: dates.moment(value, clock.today()),
        "listed": _listed,
    }
    templates.globals |= {
        "language": translation.get_language,
        "static": cache(static),
        "url": url,
        "uuid": uuid4,
        "clock": clock,
        "demo": settings.RANSEL_ENV == "demo",
        "debug_pages": settings.RANSEL_ENV != "production",
    }
    templates.globals["ui"] = templates.get_template("ui.html").module  # compiled once; no page need import it
    return templates


def url(name, *args):
    return reverse(name, args=args)


def _listed(some) -> str:
    """As it is said: 47, 48 and 49."""
    return get_text_list([str(one) for one in some], translation.gettext("and"))
