from django.urls import path

from ransel.departure import views
from ransel.departure.passes import views as passes

urlpatterns = [
    path("children/<uuid:pk>/leaving/", views.child_leaving, name="child-leaving"),
    path("children/<uuid:pk>/leaving/week/", views.plan_leaving, name="plan-leaving"),
    path("children/<uuid:pk>/pass/", passes.make, name="make-pass"),
    path("passes/<uuid:pk>/", passes.pickup_pass, name="pickup-pass"),
    path("passes/<uuid:pk>/withdrawal/", passes.withdraw, name="withdraw-pass"),
    path("fetchers/", views.fetchers, name="fetchers"),
    path("fetchers/new/", views.add_fetcher, name="add-fetcher"),
    path("fetchers/<uuid:pk>/end/", views.end_fetcher, name="end-fetcher"),
]
