from django.urls import path

from ransel.departure import views
from ransel.departure.passes import views as passes
from ransel.departure.visits import views as visits

urlpatterns = [
    path("children/<uuid:pk>/leaving/", views.child_leaving, name="child-leaving"),
    path("children/<uuid:pk>/leaving/week/", views.plan_leaving, name="plan-leaving"),
    path("children/<uuid:pk>/pass/", passes.make, name="make-pass"),
    path("children/<uuid:pk>/visits/", visits.child_visits, name="child-visits"),
    path("children/<uuid:pk>/visits/new/", visits.make, name="make-visit"),
    path("visits/<uuid:pk>/end/", visits.end, name="end-visit"),
    path("passes/<uuid:pk>/", passes.pickup_pass, name="pickup-pass"),
    path("passes/<uuid:pk>/withdrawal/", passes.withdraw, name="withdraw-pass"),
    path("fetchers/", views.fetchers, name="fetchers"),
    path("fetchers/new/", views.add_fetcher, name="add-fetcher"),
    path("fetchers/<uuid:pk>/end/", views.end_fetcher, name="end-fetcher"),
]
