from django.urls import include, path

from ransel.office import homes, views
from ransel.office.access import reach
from ransel.office.access import views as access
from ransel.office.reachable import views as reachable

urlpatterns = [
    path("", views.desk, name="office"),
    path("units/<uuid:pk>/", access.unit, name="unit-access"),
    path("children/<uuid:pk>/", access.child, name="child-access"),
    path("children/<uuid:pk>/homes/", homes.register, name="register-residence"),
    path("guardianships/<uuid:pk>/confirmation/", access.confirm, name="confirm-guardian"),
    path("guardianships/<uuid:pk>/block/", access.block, name="set-block"),
    path("units/<uuid:pk>/reach/", reach.unit, name="unit-reach"),
    path("units/<uuid:pk>/unreachable/", reachable.unit, name="unit-unreachable"),
    path("municipalities/<uuid:pk>/reach/", reach.municipality, name="municipality-reach"),
    path("rosters/", include("ransel.office.roster.urls")),
    path("school-calendars/", include("ransel.office.school_calendar.urls")),
    path("", include("ransel.office.safety.urls")),
    path("", include("ransel.office.unit.urls")),
    path("", include("ransel.office.opening.urls")),
    path("", include("ransel.office.holidays.urls")),
    path("", include("ransel.office.absence_rules.urls")),
    path("", include("ransel.office.municipality.urls")),
    path("", include("ransel.office.placing.urls")),
    path("", include("ransel.office.tablets.urls")),
    path("", include("ransel.office.letters.urls")),
    path("", include("ransel.office.codes.urls")),
]
