"""One renderer for every form; fields for days and times as people write them; and refusals shown beside the field."""

import re
from contextlib import contextmanager
from datetime import time

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from ransel.core.writing import Refused

WRITTEN = re.compile(r"^\s*(\d{1,2})\s*[:.,]?\s*(\d{2})\s*$|^\s*(\d{1,2})\s*$")

WRITTEN_IN = ("text", "tel", "email", "number", "date", "password", "search", "url")


class Renderer(TemplatesSetting):
    """Every form is drawn by the same two templates, and every control wears the design system's class.

    What is written is not kept by the browser, to be offered to the next who uses it, unless the field says so: a
    person's own address is theirs to have filled in (WCAG 1.3.5).
    """

    form_template_name = "core/form.html"
    field_template_name = "core/field.html"

    def render(self, template_name, context, request=None):
        if "widget" in context:
            context["widget"]["attrs"].setdefault("class", "ds-input")
            if context["widget"].get("type") in WRITTEN_IN or template_name.endswith("textarea.html"):
                context["widget"]["attrs"].setdefault("autocomplete", "off")
        return super().render(template_name, context, request)


class DayField(forms.DateField):
    """A day, asked for with the browser's own calendar; that one speaks ISO in every language."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    default_error_messages = {"invalid": _("Write the day as 24.11.2026.")}
    input_formats = ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y")

    def __init__(self, **kwargs):
        super().__init__(input_formats=self.input_formats, **kwargs)


class TimeField(forms.Field):
    """A time of day as people write it: 1530, 15.30, 15,30, 930 or 8. The phone's own would say AM and PM."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "5"})
    default_error_messages = {"invalid": _("Write the time in digits, as 1530.")}

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if isinstance(value, time):
            return value
        if not (found := WRITTEN.match(value)):
            raise forms.ValidationError(self.error_messages["invalid"], "invalid")
        hour, minute = int(found[1] or found[3]), int(found[2] or 0)
        if hour > 23 or minute > 59:
            raise forms.ValidationError(self.error_messages["invalid"], "invalid")
        return time(hour, minute)

    def prepare_value(self, value):
        return f"{value.hour:02}:{value.minute:02}" if isinstance(value, time) else value


class PhoneField(forms.CharField):
    """A mobile number, as people write it. Its value is E.164, as text messages are sent and telephones call."""

    def __init__(self, **kwargs):
        told = _("Eight digits. From abroad: + and the country's number first.")
        attributes = {"type": "tel"} | kwargs.pop("attributes", {})
        super().__init__(max_length=20, help_text=told, widget=forms.TextInput(attrs=attributes), **kwargs)

    def clean(self, value):
        number = re.sub(r"[\s.()-]", "", super().clean(value))
        if re.fullmatch(r"[49]\d{7}", number):
            return f"+47{number}"
        number = re.sub(r"^00", "+", number)
        if re.fullmatch(r"\+[1-9]\d{6,14}", number) and not re.fullmatch(r"\+47(?![49]\d{7}$)\d*", number):
            return number
        raise forms.ValidationError(_("This is not a mobile number."))


def needed_then(form, *names):
    """These are asked for by another choice of the form: they are no one's to leave out, whatever Django requires."""
    for name in names:
        form.fields[name].widget.attrs["data-needed"] = True


def contradiction(choice) -> str:
    """What was written does not belong to what was chosen. A page with scripts puts it away, and sends it not."""
    said = {"choice": choice}
    return _("You have written times. Choose “%(choice)s”, or take the times away.") % said


class NothingToFillIn(forms.Form):
    """One button: its errors are the refusals."""


def sent(request):
    """What a form is bound with: what was sent, even when that is nothing; None when the page was only asked for."""
    return request.POST if request.method == "POST" else None


@contextmanager
def refusals_shown_on(form, called=None):
    """What the action refuses is said as the form's own errors are: why at the top, and the rest beside the fields.

    `called` is {what the action says: the name of the form's field}, where they differ.
    """
    try:
        yield
    except Refused as refused:
        show_refusal(form, refused, called)


def show_refusal(form, refused: Refused, called=None):
    """The same of what was refused already."""
    form.add_error(None, refused.reason)
    for field, reason in refused.per_item.items():
        name = (called or {}).get(field, field)
        form.add_error(name if name in form.fields else None, reason)
