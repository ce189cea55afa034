from django.urls import path

from ransel.office.letters import views

urlpatterns = [
    path("units/<uuid:pk>/letters/", views.of_unit, name="unit-letters"),
    path("units/<uuid:pk>/letters/printing/", views.make, name="print-letters"),
    path("printings/<uuid:pk>/", views.printed, name="printed-letters"),
    path("printings/<uuid:pk>/sent/", views.say_sent, name="letters-sent"),
    path("printings/<uuid:pk>/sent/undo/", views.not_sent, name="letters-not-sent"),
    path("letters/<uuid:pk>/drop/", views.drop, name="drop-letter"),
]
