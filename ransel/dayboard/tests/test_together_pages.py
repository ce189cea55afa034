"""Several at once, on the screen: what is wrong is said where it is to be put right."""

from uuid import uuid4

from bs4 import BeautifulSoup

from ransel.attendance.actions.presence import check_in
from ransel.attendance.tests.moments import at
from ransel.identity.actor import Actor


def test_without_anybody_chosen_the_sentence_stands_beside_the_list_and_leads_to_it(as_, village):
    with at(8):
        check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
    for verb in ("leave", "come"):
        with at(15):
            told = {"submission": uuid4(), "verb": verb}
            answer = as_(village.siri).post(f"/work/groups/{village.bikuben.pk}/together/", told)
        page = BeautifulSoup(answer.text, "html.parser")
        target = page.select_one("[data-error-summary] a")["href"].removeprefix("#")
        assert answer.status_code == 422
        assert (
            page.find(id=target)["name"] == "children" and page.find(id=target).find_parent("section").h2["id"] == verb
        )
        assert page.find(id=f"{target}_error").text == "Velg minst ett barn."
