"""How somebody wants to be told: of everything, of a subject, of one child; and when not to be disturbed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ransel.core.forms import TimeField
from ransel.notifications.kinds import subjects
from ransel.notifications.models import Channel, How
from ransel.notifications.wishes import OTHERWISE, Wishes

ALWAYS = [How.AT_ONCE, How.DIGEST, How.URGENT, How.OFF]
WAYS = {Channel.PUSH: ALWAYS, Channel.EMAIL: ALWAYS, Channel.PHONE: [How.URGENT, How.AT_ONCE, How.OFF]}


class WishesForm(forms.Form):
    """One choice of each channel for everything, and one for each subject. `child`: none of their own is as for all."""

    def __init__(self, data=None, *, wishes: Wishes, channels: list[Channel], child=None):
        super().__init__(data)
        self.channels = channels
        for channel in channels:
            ways = [(str(how), how.label) for how in WAYS[channel]]
            wider = [("", _("As for all the children"))] if child else []
            said = wishes.said.get((channel, "", child)) or ("" if child else OTHERWISE[channel])
            self._ask(channel, "", _("Everything"), [*wider, *ways], said)
            for one in subjects():
                wider = [("", _("As for everything"))]
                said = wishes.said.get((channel, one.name, child)) or ""
                self._ask(channel, one.name, one.label, [*wider, *ways], said)

    def _ask(self, channel, subject, label, choices, said):
        error = {"invalid_choice": _("Choose one of these.")}
        self.fields[f"{channel}-{subject}"] = forms.ChoiceField(
            label=label, choices=choices, initial=str(said), required=False, error_messages=error
        )

    def of(self, channel):
        """(The field for everything, those of the subjects, and whether any of these is said by itself.)"""
        first, *rest = [self[name] for name in self.fields if name.startswith(f"{channel}-")]
        return first, rest, any(field.value() for field in rest)

    @property
    def wishes(self) -> dict[tuple[str, str], str]:
        """How, by (channel, subject)."""
        said = {(*name.split("-", 1),): how for name, how in self.cleaned_data.items() if "-" in name}
        return {(channel, subject): how for (channel, subject), how in said.items()}


class TellingForm(WishesForm):
    """The same, with the hours: they are of the person, and not of a child."""

    quiet_from = TimeField(label=_("From"), required=False)
    quiet_until = TimeField(label=_("To"), required=False)
    digest_at = TimeField(
        label=_("What you want once a day, comes at"), error_messages={"required": _("Write the time.")}
    )

    def __init__(self, data=None, *, wishes: Wishes, channels: list[Channel]):
        super().__init__(data, wishes=wishes, channels=channels)
        quiet = wishes.hours.quiet or (None, None)
        said = {"quiet_from": quiet[0], "quiet_until": quiet[1], "digest_at": wishes.hours.digest_at}
        self.initial.update(said)

    @property
    def hours(self):
        return {name: self.cleaned_data[name] for name in ("quiet_from", "quiet_until", "digest_at")}


class SubscriptionForm(forms.Form):
    """What a browser gives: its address at its push service, and two keys."""

    endpoint = forms.CharField(max_length=2000)
    p256dh = forms.CharField(max_length=100)
    auth = forms.CharField(max_length=50)


class RenewalForm(SubscriptionForm):
    """`before`: the name of the address that the browser had, if it still knows it."""

    before = forms.CharField(max_length=64, required=False)


class DeviceForm(forms.Form):
    device = forms.UUIDField(required=False)
