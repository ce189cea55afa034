from django.urls import path

from ransel.office.safety import views

urlpatterns = [
    path("blocks/<uuid:pk>/lifting/", views.propose_lifting, name="propose-lifting"),
    path("children/<uuid:pk>/protection/", views.protection, name="child-protection"),
    path("proposals/<uuid:pk>/", views.proposal, name="proposal"),
    path("proposals/<uuid:pk>/withdrawal/", views.withdraw, name="withdraw-proposal"),
    path("units/<uuid:pk>/waiting/", views.waiting, name="unit-waiting"),
]
