from django.urls import path

from ransel.departure import views

urlpatterns = [
    path("children/<uuid:pk>/leaving/", views.child_leaving, name="child-leaving"),
    path("children/<uuid:pk>/leaving/week/", views.plan_leaving, name="plan-leaving"),
    path("fetchers/", views.fetchers, name="fetchers"),
    path("fetchers/new/", views.add_fetcher, name="add-fetcher"),
    path("fetchers/<uuid:pk>/end/", views.end_fetcher, name="end-fetcher"),
]
