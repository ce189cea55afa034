from django.urls import path

from ransel.office.placing import views

urlpatterns = [
    path("units/<uuid:pk>/children/new/", views.add_child, name="add-child"),
    path("children/<uuid:pk>/guardians/new/", views.add_guardian, name="add-guardian"),
    path("guardianships/<uuid:pk>/end/", views.end_guardianship, name="end-guardianship"),
    path("places/<uuid:pk>/group/", views.move, name="move-child"),
    path("places/<uuid:pk>/loan/", views.lend, name="lend-child"),
    path("places/<uuid:pk>/end/", views.end_place, name="end-place"),
]
