import pytest

from ransel.people.models import Person


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", ["Personvern", "behandlingsansvarlig", "Slettes 4 år etter dagen med fravær", "Datatilsynet"]),
        ("nn", ["Personvern", "behandlingsansvarleg", "Blir sletta 4 år etter dagen med fråvær", "føresette"]),
        (
            "en",
            ["Privacy", "controller", "Deleted 4 years after the day of the absence", "controller"],
        ),
    ],
)
def test_anybody_may_read_what_is_kept_why_and_how_long(client, db, language, words):
    client.cookies["django_language"] = language
    answer = client.get("/privacy/")
    assert answer.status_code == 200
    assert all(word in answer.text for word in words)


def test_it_tells_nothing_of_anyone_and_asks_the_database_nothing(client, village, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/privacy/")
    assert not [one.family_name for one in Person.objects.all() if one.family_name in answer.text]
    assert "Fjordvik" not in answer.text


def test_it_is_found_before_and_after_logging_in(client, as_, village):
    assert 'href="/privacy/"' in client.get("/login/").text
    assert 'href="/privacy/"' in as_(village.marte).get("/me/").text


def test_what_tells_most_of_people_is_told_first(client, db):
    client.cookies["django_language"] = "en"
    text = client.get("/privacy/").text
    assert text.index("Names and birthdays") < text.index("Log of changes") < text.index("What the machine needs")
