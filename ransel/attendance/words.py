"""What stands told of a day, in a sentence: the same on every page."""

from django.utils.translation import gettext as _

from ransel.core import dates


def away(spans, reason) -> str:
    """Away the whole day: Ill. Or the times, in order."""
    if spans == [None]:
        return _("Away the whole day: %(reason)s") % {"reason": reason.label}
    times = ", ".join(dates.times(start, end) for start, end in spans)
    return _("Away %(times)s: %(reason)s") % {"times": times, "reason": reason.label}
