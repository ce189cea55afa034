from ransel.identity.actions.ending import logged_out
from ransel.identity.actions.grants import end_own_grant
from ransel.identity.actions.logins import account_of, choose_language, end_logins, end_own_logins

__all__ = ["account_of", "choose_language", "end_logins", "end_own_grant", "end_own_logins", "logged_out"]
