"""Somebody guesses at a PIN from a paired tablet, ten thousand times, from four hands at once. `-m`

Prints: tries, how many opened it, how many had an answer that was our error, how many wrong ones were looked at before
it locked, and whether it is locked (1 or 0).
"""

from threading import Thread

from proofs.ground import village

TRIES, HANDS = 10_000, 4
PIN = "4821"


def main():
    with village() as people:
        print(*guessed(people))


def guessed(people) -> tuple[int, int, int, int, int]:
    from ransel.dayboard.tests.test_tablet import pair
    from ransel.identity.actions.pins import choose_pin
    from ransel.identity.actor import Actor, Strength
    from ransel.identity.models import Pin, PinTry, Turn

    choose_pin(by=Actor(people.siri, Strength.STRONG), digits=PIN)
    browser, _tablet = pair(people)
    token, errors = browser.cookies["tablet"].value, []
    every = [f"{number:04}" for number in range(TRIES)]
    threads = [Thread(target=_guess, args=(people, token, every[hand::HANDS], errors)) for hand in range(HANDS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    opened = Turn.objects.exclude(unlocked_at=None).count()
    pin = Pin.objects.get(person=people.siri)
    return TRIES, opened, len(errors), PinTry.objects.filter(person=people.siri).count(), int(pin.locked_at is not None)


def _guess(people, token, guesses, errors):
    from uuid import uuid4

    from django.db import connection
    from django.test import Client

    client, board = Client(), f"/work/groups/{people.bikuben.pk}/"
    client.cookies["tablet"] = token
    try:
        for pin in guesses:
            said = {"person": people.siri.pk, "pin": pin, "next": board, "submission": uuid4()}
            answer = client.post("/tablet/pin/", said)
            if answer.status_code >= 500:
                errors.append(answer.status_code)
    except Exception as error:  # whatever it is, it is counted
        errors.append(repr(error))
    finally:
        connection.close()


if __name__ == "__main__":
    main()
