from django.urls import path

from ransel.office.tablets import views

urlpatterns = [
    path("units/<uuid:pk>/tablets/", views.of_unit, name="unit-tablets"),
    path("units/<uuid:pk>/tablets/new/", views.begin, name="begin-tablet"),
    path("tablets/<uuid:pk>/", views.change, name="change-tablet"),
    path("tablets/<uuid:pk>/pairing/", views.pair, name="pair-tablet"),
    path("tablets/<uuid:pk>/end/", views.unpair, name="unpair-tablet"),
]
