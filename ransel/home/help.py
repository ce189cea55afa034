"""Help that says the same as getting started, for who has not come in yet, or sits beside somebody who has not."""

from django.views.decorators.http import require_safe

from ransel.core.doors import public
from ransel.core.http import page


@public(reason="how one gets started; nothing of anyone")
@require_safe
def help_page(request):
    return page(request, "home/help/help.html")
