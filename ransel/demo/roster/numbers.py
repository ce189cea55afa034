"""Synthetic national numbers: month + 80, as Skatteetaten's own test persons have it, so that they are nobody's."""

from datetime import date

from stdnum.no import fodselsnummer


def synthetic(born: date, serial: int) -> str:
    """The first number from this serial on whose check digits exist."""
    start = f"{born.day:02}{born.month + 80:02}{born.year % 100:02}"
    first, last = (500, 999) if born.year >= 2000 else (0, 499)
    span = last - first + 1
    for step in range(span):
        digits = f"{start}{first + (serial + step) % span:03}"
        one = fodselsnummer.calc_check_digit1(digits + "00")
        if not one.isdigit() or len(one) != 1:
            continue
        two = fodselsnummer.calc_check_digit2(digits + one + "0")
        if two.isdigit() and len(two) == 1:
            return digits + one + two
    raise ValueError("no number is left for this day")
