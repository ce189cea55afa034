from django.urls import path

from ransel.supervision.adults import views as adults
from ransel.supervision.care import views as care
from ransel.supervision.notes import views as notes
from ransel.supervision.roll_call import views as roll_call
from ransel.supervision.trips import views as trips

urlpatterns = [
    path("groups/<uuid:pk>/trips/", trips.trips, name="trips"),
    path("groups/<uuid:pk>/trips/start/", trips.start, name="start-trip"),
    path("trips/<uuid:pk>/", trips.trip, name="trip"),
    path("trips/<uuid:pk>/live/", trips.trip_live, name="trip-live"),
    path("trips/<uuid:pk>/marks/", trips.mark, name="trip-mark"),
    path("trips/<uuid:pk>/children/", trips.join, name="trip-join"),
    path("trips/<uuid:pk>/count/", trips.count, name="trip-count"),
    path("trips/<uuid:pk>/end/", trips.end, name="trip-end"),
    path("groups/<uuid:pk>/roll-call/", roll_call.call, name="call-roll"),
    path("roll-calls/<uuid:pk>/", roll_call.roll_call, name="roll-call"),
    path("roll-calls/<uuid:pk>/live/", roll_call.roll_call_live, name="roll-call-live"),
    path("roll-calls/<uuid:pk>/marks/", roll_call.mark, name="roll-call-mark"),
    path("roll-calls/<uuid:pk>/end/", roll_call.end, name="roll-call-end"),
    path("roll-calls/<uuid:pk>/details/", roll_call.roll_call_details, name="roll-call-details"),
    path("roll-calls/<uuid:pk>/sheet/", roll_call.roll_call_sheet, name="roll-call-sheet"),
    path("groups/<uuid:pk>/notes/", notes.group_notes, name="group-notes"),
    path("groups/<uuid:pk>/sleep/", care.sleep, name="group-sleep"),
    path("groups/<uuid:pk>/meals/", care.meals, name="group-meals"),
    path("sleeps/<uuid:pk>/times/", care.sleep_times, name="sleep-times"),
    path("sleeps/<uuid:pk>/undo/", care.sleep_undone, name="undo-sleep"),
    path("groups/<uuid:pk>/adults/", adults.adults, name="group-adults"),
    path("groups/<uuid:pk>/adults/copy/", adults.copy, name="copy-adults"),
]
