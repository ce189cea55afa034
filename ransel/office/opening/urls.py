from django.urls import path

from ransel.office.opening import views

urlpatterns = [
    path("units/<uuid:pk>/opening/", views.of_unit, name="unit-opening"),
    path("units/<uuid:pk>/opening/hours/", views.hours, name="opening-hours"),
    path("units/<uuid:pk>/opening/days/", views.open_day, name="open-day"),
    path("opening-days/<uuid:pk>/end/", views.take_back_open_day, name="take-back-open-day"),
    path("units/<uuid:pk>/closed-days/", views.close_days, name="close-days"),
    path("closed-days/<uuid:pk>/end/", views.take_back_closed_day, name="take-back-closed-day"),
    path("units/<uuid:pk>/stay-rules/", views.stay_rules, name="stay-rules"),
    path("municipalities/<uuid:pk>/stay-rules/", views.stay_rules_of_kind, name="stay-rules-of-kind"),
    path("municipalities/<uuid:pk>/closed-days/", views.of_municipality, name="municipality-opening"),
    path("municipalities/<uuid:pk>/closed-days/new/", views.close_days_everywhere, name="close-days-everywhere"),
]
