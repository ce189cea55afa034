"""Where a line of the guardian's calendar leads."""

from datetime import date

import pytest

from ransel.attendance.actions.absences import report_absence
from ransel.home.tests.test_calendar import month
from ransel.identity.actor import Actor

pytestmark = pytest.mark.usefixtures("english")


def test_who_is_away_leads_to_what_was_told_of_each_so_that_it_can_be_taken_back(as_, village):
    day = date(2026, 11, 30)  # more than a week ahead of the first page
    by, children = Actor(village.marte), [village.ella, village.sunniva]
    told = report_absence(by=by, children=children, reason="ill", first_day=day, last_day=day)
    agenda = {one.day: one for one in month(village.marte, date(2026, 11, 1)).agenda}
    [line] = [line for line in agenda[day].lines if "away" in line.words]
    assert {words for words, _url in line.ways} == {"The absence of Ella", "The absence of Sunniva"}
    assert {url for _words, url in line.ways} == {f"/home/absences/{one.pk}/" for one in told}
    assert all(as_(village.marte).get(url).status_code == 200 for _words, url in line.ways)
