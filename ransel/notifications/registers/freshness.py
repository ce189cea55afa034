"""How old what people have told the contact register may be. Each channel by itself."""

from datetime import date, datetime

from dateutil.relativedelta import relativedelta

MONTHS = 18  # eForvaltningsforskriften § 32 second paragraph


def fresh_on(updated: datetime | None, verified: datetime | None) -> date | None:
    """The later of the days on which it was written and confirmed; None where it was neither."""
    days = [moment.date() for moment in (updated, verified) if moment]
    return max(days, default=None)


def may_carry_decisions(fresh: date | None, day: date) -> bool:
    """Whether a notice of a decision may go there on this day: it was written or confirmed in the last 18 months.

    What is older may carry other messages.
    """
    return fresh is not None and fresh + relativedelta(months=MONTHS) >= day
