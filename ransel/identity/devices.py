"""What one calls the device that one is logged in on."""

from ua_parser import parse

MOST = 60  # characters
LONGEST = 500  # of what a browser says of itself; more is nobody's browser


def called(user_agent: str) -> str:
    """ "Chrome, Android"; nothing where it does not say, or says something we do not know."""
    if not user_agent:
        return ""
    said = parse(user_agent[:LONGEST])
    browser = said.user_agent.family.removesuffix(" Mobile").removeprefix("Mobile ") if said.user_agent else ""
    system = said.os.family if said.os else ""
    return ", ".join(one for one in (browser, system) if one and one != "Other")[:MOST]


def kind_of(user_agent: str) -> str:
    """ "android", "ios" or "other": what one installs us on, as far as the browser says. An iPad calls itself a Mac."""
    said = parse(user_agent[:LONGEST]).os if user_agent else None
    return {"Android": "android", "iOS": "ios"}.get(said.family if said else "", "other")
