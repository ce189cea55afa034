"""The board with a hundred children: statements and weight; a whole department home in one act. `-m`"""

import brotli

from proofs.ground import village

MANY = 100


def main():
    with village() as people:
        print(*figures(people))


def figures(people) -> tuple[int, int, int]:
    """(statements of the board, kB of it with brotli, statements of the act)"""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from ransel.attendance.actions.presence import check_in_all
    from ransel.dayboard.tests.test_board import crowd
    from ransel.departure.actions.door import let_go
    from ransel.identity.actor import Actor
    from ransel.people.models import Child
    from tests.pages import CheckedClient

    crowd(people, MANY)
    by = Actor(people.siri)
    there = Child.objects.filter(enrolments__group=people.bikuben).select_related("person")
    children = [child for child in there if child != people.leon]
    check_in_all(by=by, children=children, group=people.bikuben)
    client, board = Client(), f"/work/groups/{people.bikuben.pk}/"
    client.cookies["session"] = CheckedClient().log_in(people.siri).cookies["session"].value
    client.get(board)
    with CaptureQueriesContext(connection) as page:
        answer = client.get(board)
    with CaptureQueriesContext(connection) as act:
        let_go(by=by, children=children, unit=people.fjellheim)
    return len(page), round(len(brotli.compress(answer.content, quality=5)) / 1000), len(act)


if __name__ == "__main__":
    main()
