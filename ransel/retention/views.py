from django.views.decorators.http import require_GET

from ransel.core.doors import public
from ransel.core.http import page
from ransel.retention.account import paragraphs


@public(reason="what is kept of everybody, why and how long; nothing of anyone")
@require_GET
def privacy(request):
    return page(request, "retention/privacy.html", {"paragraphs": paragraphs()})
