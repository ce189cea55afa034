"""What leaves, in a thread: to a device or to an address. No row is read or written here."""

import logging

from ransel.notifications import mail, push
from ransel.notifications.models import Channel, PushDevice
from ransel.notifications.push import Answer, Heard
from ransel.notifications.rest import MOST_FAILURES

log = logging.getLogger(__name__)


def leave(shared, address, said, key, urgent) -> Heard:
    """`said` is the text of a push; for an address, the language in which it is told. Raises no Exception."""
    try:
        if isinstance(address, PushDevice):
            return _push(shared, address, said, key, urgent)
        tell = mail.tell if address.channel == Channel.EMAIL else mail.tell_by_text
        tell(address.address, said, urgent=urgent)
    except OSError:  # smtplib's errors are such, and the network's: it was not taken
        return Heard(Answer.LATER)
    except Exception as error:  # one that cannot be said holds up no other
        log.warning("Something could not leave: %s", type(error).__name__)
        return Heard(Answer.WRONG)
    return Heard(Answer.TAKEN)


def _push(shared, device, text, key, urgent):
    if shared["failures"] >= MOST_FAILURES:
        return Heard(Answer.LEFT_ALONE)
    heard = push.send(device, text, key, shared["web"], urgent=urgent)
    if heard.rests:
        shared["failures"] = MOST_FAILURES
    else:
        shared["failures"] = shared["failures"] + 1 if heard.answer is Answer.LATER else 0
    return heard
