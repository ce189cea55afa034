from django import forms
from django.utils.translation import gettext_lazy as _

from ransel.cards.models import NoteKind


class NoteForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=NoteKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is about."), "invalid_choice": _("Choose what it is about.")},
    )
    text = forms.CharField(
        label=_("What must they know?"),
        help_text=_("Short and clear: what, and what to do. At most 300 characters."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Write what they must know."),
            "max_length": _("That is too long. Write at most 300 characters."),
        },
    )

    def clean_text(self):
        return " ".join(self.cleaned_data["text"].split())
