"""An agreement on two homes, registered by the office on what it has seen."""

from ransel.audit.models import Event
from ransel.people.models import Person, ResidencePattern
from tests.pages import error_of, send


def told(village, **other):
    said = {"starts": "2026-11-30", "first": str(village.marte.pk), "second": str(village.henrik.pk), "turn": "5"}
    return said | {"rhythm": "about", "reason": "Avtale underskrevet av begge"} | other


def test_it_counts_at_once_and_stands_on_both_pages(as_, village):
    solveig, page = as_(village.leader, strong=True), f"/office/children/{village.ella.pk}/"
    assert "r-homes" not in solveig.get(page).text
    assert send(solveig, f"{page}homes/", **told(village)).status_code == 303
    for text in (solveig.get(page).text, as_(village.henrik).get(f"/home/children/{village.ella.pk}/").text):
        assert text.count('data-kid="') == 2 + 21
    pattern = ResidencePattern.objects.get()
    assert pattern.answer.accepted and pattern.proposed_by == village.leader
    assert set(Event.objects.filter(about=pattern.reference).values_list("reason", flat=True)) == {
        told(village)["reason"]
    }


def test_without_a_reason_nothing_is_registered(as_, village):
    solveig = as_(village.leader, strong=True)
    answer = send(solveig, f"/office/children/{village.ella.pk}/homes/", **told(village, reason=""))
    assert answer.status_code == 422 and error_of(answer, "reason")
    assert not ResidencePattern.objects.exists()


def test_where_an_address_is_protected_the_office_has_no_such_page(as_, village):
    Person.objects.filter(pk=village.henrik.pk).update(protection=1)
    solveig, page = as_(village.leader, strong=True), f"/office/children/{village.ella.pk}/"
    assert 'id="homes"' not in solveig.get(page).text
    assert solveig.get(f"{page}homes/").status_code == 404
