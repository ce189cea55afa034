from django.urls import path

from ransel.dayboard import views

urlpatterns = [
    path("", views.groups, name="work"),
    path("groups/<uuid:pk>/", views.board, name="board"),
    path("groups/<uuid:pk>/live/", views.board_live, name="board-live"),
    path("groups/<uuid:pk>/taps/", views.tap, name="board-tap"),
    path("receipts/<uuid:pk>/seen/", views.seen, name="receipt-seen"),
]
