from django.urls import path

from ransel.supervision.adults import views as adults
from ransel.supervision.care import views as care
from ransel.supervision.notes import views as notes

urlpatterns = [
    path("groups/<uuid:pk>/notes/", notes.group_notes, name="group-notes"),
    path("groups/<uuid:pk>/sleep/", care.sleep, name="group-sleep"),
    path("groups/<uuid:pk>/meals/", care.meals, name="group-meals"),
    path("sleeps/<uuid:pk>/times/", care.sleep_times, name="sleep-times"),
    path("sleeps/<uuid:pk>/undo/", care.sleep_undone, name="undo-sleep"),
    path("groups/<uuid:pk>/adults/", adults.adults, name="group-adults"),
    path("groups/<uuid:pk>/adults/copy/", adults.copy, name="copy-adults"),
]
