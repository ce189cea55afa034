from django.urls import path

from ransel.cards import views

urlpatterns = [
    path("children/<uuid:pk>/card/", views.card, name="card"),
    path("card-notes/<uuid:pk>/end/", views.end_note, name="end-card-note"),
]
