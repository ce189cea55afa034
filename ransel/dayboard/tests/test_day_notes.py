"""Day notes on the board: read only where one waits."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from ransel.core import clock
from ransel.dayboard.board import board_of
from ransel.identity.actor import Actor
from ransel.supervision.actions.day_notes import Said, send_note


def test_the_board_reads_words_only_where_a_note_waits(village, django_assert_num_queries):
    board_of(village.bikuben)
    with CaptureQueriesContext(connection) as without:
        board_of(village.bikuben)
    said = {"day": clock.today(), "said": Said(slept="badly")}
    send_note(by=Actor(village.marte), children=[village.ella], **said)
    with django_assert_num_queries(len(without) + 1):
        board_of(village.bikuben)
