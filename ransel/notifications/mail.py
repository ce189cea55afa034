"""What leaves by e-mail and by text message: no name, no unit, no reason, no content, ever."""

from django.conf import settings
from django.core.mail import send_mail
from django.utils import translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from ransel.notifications.models import Channel


def tell(address: str, language: str, *, urgent=False):
    """There is something new, and where; or that an answer is waited for. Raises OSError when it is not taken."""
    with translation.override(language):
        if urgent:
            text = _("The staff wait for an answer about your child. Log in to Ransel and answer: %(url)s")
            said = text % {"url": settings.PUBLIC_URL}
            send_mail(_("Answer us about your child"), said, settings.DEFAULT_FROM_EMAIL, [address])
            return
        text = _("There is something new in Ransel. Log in to see it: %(url)s") % {"url": settings.PUBLIC_URL}
        send_mail(_("Something new in Ransel"), text, settings.DEFAULT_FROM_EMAIL, [address])


def tell_by_text(number: str, language: str, *, urgent=False):
    """The same by text message. Raises OSError when it is not taken."""
    with translation.override(language):
        if urgent:
            text = _("The staff wait for an answer about your child. Log in to Ransel and answer: %(url)s")
        else:
            text = _("There is something new in Ransel. Log in to see it: %(url)s")
        import_string(settings.SMS_SENDER)(number, text % {"url": settings.PUBLIC_URL})


def tell_of_silence(address: str, language: str):
    """One of their devices takes notices no more, or does not say so. Raises OSError when it is not taken."""
    with translation.override(language):
        text = _(
            "A device that should tell you when there is something new in Ransel has been silent for a while."
            " Log in, choose How you are told, and send a test: %(url)s"
        )
        said = text % {"url": settings.PUBLIC_URL}
        send_mail(_("Notices may no longer reach one of your devices"), said, settings.DEFAULT_FROM_EMAIL, [address])


def tell_trial(address: str, language: str):
    """Whoever asked whether e-mails reach them sees that they do. Raises OSError when it is not taken."""
    with translation.override(language):
        send_mail(
            _("Notices from Ransel arrive here"),
            _("This is the test you asked for."),
            settings.DEFAULT_FROM_EMAIL,
            [address],
        )


def tell_replaced(address: str, language: str):
    """To the address that is no longer in use: whoever had it taken from them hears of it there."""
    with translation.override(language):
        text = _("This address is no longer used by Ransel. If that was not you, log in and look: %(url)s")
        said = text % {"url": settings.PUBLIC_URL}
        send_mail(_("Your address in Ransel was changed"), said, settings.DEFAULT_FROM_EMAIL, [address])


def send_code(channel: str, address: str, code: str, language: str):
    """Six digits, and how long they hold. Raises OSError when it is not taken."""
    with translation.override(language):
        text = _("Your code in Ransel is %(code)s. It holds for 15 minutes. Never give it to anyone.") % {"code": code}
        if channel == Channel.EMAIL:
            send_mail(_("Your code in Ransel"), text, settings.DEFAULT_FROM_EMAIL, [address])
        else:
            import_string(settings.SMS_SENDER)(address, text)


def sends_texts() -> bool:
    """Whether this installation can send text messages at all."""
    return bool(settings.SMS_SENDER)
