"""A letter, printed with others, and what the contact register said, made today."""

from ransel.core import clock
from ransel.notifications.letters.rows import Letter, Printing
from ransel.notifications.registers.rows import RegisterContact


def a_printing(village):
    return Printing.objects.create(unit=village.fjellheim, made_by=village.leader, made_at=clock.now())


def a_letter(village):
    printing, now = a_printing(village), clock.now()
    said = {"kind": "guardianship.confirmed", "code": "7K4P9QXM", "planned_at": now, "made_at": now, "sent_at": now}
    about = {"receiver": village.henrik, "child": village.ella, "unit": village.fjellheim}
    return Letter.objects.create(printing=printing, taken_by=village.leader, **about, **said)


def a_printing_with_a_letter(village):
    return a_letter(village).printing


def an_answer(village):
    said = {"reserved": True, "may_be_notified": False, "asked_at": clock.now()}
    return RegisterContact.objects.create(person=village.henrik, **said)


LETTERS = {
    ("notifications.Letter", "planned_at"): (365, a_letter),
    ("notifications.Printing", "made_at"): (400, a_printing_with_a_letter),
    ("notifications.RegisterContact", "asked_at"): (90, an_answer),
}
