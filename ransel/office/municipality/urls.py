from django.urls import path

from ransel.office.municipality import views

urlpatterns = [
    path("municipalities/<uuid:pk>/start/", views.start, name="municipality-start"),
    path("municipalities/<uuid:pk>/units/new/", views.add_unit, name="add-unit"),
    path("municipalities/<uuid:pk>/school-years/", views.school_years, name="school-years"),
    path("municipalities/<uuid:pk>/school-years/new/", views.add_school_year, name="add-school-year"),
    path("school-years/<uuid:pk>/", views.change_school_year, name="change-school-year"),
    path("municipalities/<uuid:pk>/functions/", views.rules, name="function-rules"),
    path("municipalities/<uuid:pk>/logins/", views.login_rules, name="login-rules"),
]
