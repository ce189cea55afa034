from django import forms
from django.utils.translation import gettext_lazy as _

from ransel.core.doors import public
from ransel.core.http import page


class Example(forms.Form):
    """One field of each sort that our pages use."""

    name = forms.CharField(label=_("Name"), max_length=100)
    day = forms.ChoiceField(
        label=_("When?"), choices=[("today", _("Today")), ("tomorrow", _("Tomorrow"))], widget=forms.RadioSelect
    )
    language = forms.ChoiceField(label=_("Language"), choices=[("nb", "Bokmål"), ("nn", "Nynorsk")])
    reason = forms.CharField(
        label=_("Why?"),
        required=False,
        help_text=_("We need not know more than this."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@public(reason="the components, with nobody's data; the address does not exist in production")
def gallery(request):
    """Each component as it is, with what is long, many and wrong; /gallery/ is where a change of style is looked at."""
    filled = Example({"name": "Nils-Henrik Alexander Sebastian Østby-Lindgren", "day": "today", "language": "nn"})
    forms_shown = {"empty": Example(auto_id="e_%s"), "filled": filled, "wrong": Example({}, auto_id="w_%s")}
    return page(request, "core/gallery.html", {"forms": forms_shown})
