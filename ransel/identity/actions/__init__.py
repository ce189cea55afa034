from ransel.identity.actions.logins import account_of, choose_language, end_logins, end_own_logins

__all__ = ["account_of", "choose_language", "end_logins", "end_own_logins"]
