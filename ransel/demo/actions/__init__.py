"""What the demo writes that no file can say."""

from ransel.demo.actions.days import tell_days
from ransel.demo.actions.first_steps import begin_for_the_day, open_accounts, switch_on
from ransel.demo.actions.stays import open_units, plan_stays

__all__ = ["begin_for_the_day", "open_accounts", "open_units", "plan_stays", "switch_on", "tell_days"]
