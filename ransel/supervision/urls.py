from django.urls import path

from ransel.supervision.notes import views as notes

urlpatterns = [
    path("children/<uuid:pk>/day/", notes.day, name="child-day"),
    path("children/<uuid:pk>/day/notes/", notes.send, name="send-day-note"),
    path("day-notes/<uuid:pk>/withdrawal/", notes.withdraw, name="withdraw-day-note"),
]
