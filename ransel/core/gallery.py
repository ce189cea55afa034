from ransel.core.doors import public
from ransel.core.http import page


@public(reason="the components, with nobody's data; the address does not exist in production")
def gallery(request):
    return page(request, "core/gallery.html")
