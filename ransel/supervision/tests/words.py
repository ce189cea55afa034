from django.utils import translation


def in_norwegian(msgid, **named):
    """As the pages of the village say it."""
    with translation.override("nb"):
        return translation.gettext(msgid) % named if named else translation.gettext(msgid)
