from django.urls import path

from ransel.dayboard import views
from ransel.dayboard.door import card, closing, counting, fetched, pass_view, queued
from ransel.dayboard.door import views as door
from ransel.dayboard.holiday import views as holiday
from ransel.dayboard.week import views as week

urlpatterns = [
    path("", views.groups, name="work"),
    path("groups/<uuid:pk>/", views.board, name="board"),
    path("groups/<uuid:pk>/live/", views.board_live, name="board-live"),
    path("groups/<uuid:pk>/taps/", views.tap, name="board-tap"),
    path("groups/<uuid:pk>/closing/", closing.closing, name="closing"),
    path("groups/<uuid:pk>/counting/", counting.counting, name="counting"),
    path("groups/<uuid:pk>/queued/", queued.queued, name="queued"),
    path("groups/<uuid:pk>/queued/taps/", queued.take, name="take-taps"),
    path("groups/<uuid:pk>/queued/decided/", queued.decided, name="queued-decided"),
    path("groups/<uuid:pk>/together/", door.together, name="together"),
    path("children/<uuid:pk>/door/", door.door, name="door"),
    path("children/<uuid:pk>/card/", card.card, name="staff-card"),
    path("children/<uuid:pk>/comes/", door.comes, name="child-comes"),
    path("check-ins/<uuid:pk>/times/", door.times, name="correct-times"),
    path("check-ins/<uuid:pk>/fetched/", fetched.fetched, name="say-who-fetched"),
    path("passes/<uuid:pk>/", pass_view.use_pass, name="use-pass"),
    path("receipts/<uuid:pk>/seen/", views.seen, name="receipt-seen"),
    path("stay-receipts/<uuid:pk>/seen/", views.stay_seen, name="stay-receipt-seen"),
    path("departure-receipts/<uuid:pk>/seen/", views.departure_seen, name="departure-receipt-seen"),
    path("day-note-receipts/<uuid:pk>/seen/", views.day_note_seen, name="day-note-receipt-seen"),
    path("groups/<uuid:pk>/numbers/", week.group_numbers, name="group-numbers"),
    path("groups/<uuid:pk>/week/", week.group_week, name="group-week"),
    path("groups/<uuid:pk>/week/sheet/", week.group_week_sheet, name="group-week-sheet"),
    path("groups/<uuid:pk>/week/reminder/", week.remind_missing, name="remind-missing"),
    path("campaigns/<uuid:pk>/", holiday.campaign, name="campaign"),
    path("campaigns/<uuid:pk>/reminder/", holiday.remind, name="remind-campaign"),
    path("stay-plans/<uuid:pk>/", week.answer_stay_plan, name="answer-stay-plan"),
    path("children/<uuid:pk>/week/", week.staff_week, name="staff-week"),
]
