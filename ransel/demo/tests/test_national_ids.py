from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ransel.demo.roster.numbers import synthetic
from ransel.people.national_ids import NotANumber, compact, decrypt, encrypt, is_synthetic, lookup


@given(st.dates(date(1940, 1, 1), date(2026, 1, 1)), st.integers(0, 499))
def test_a_synthetic_number_is_a_number_and_is_nobodys(born, serial):
    number = synthetic(born, serial)
    assert compact(number) == number and is_synthetic(number)


@given(st.text(max_size=15))
def test_what_is_no_number_is_refused_without_repeating_it(text):
    try:
        digits = compact(text)
    except NotANumber as refused:
        assert not text.strip() or text not in str(refused) or len(text) < 3
    else:
        assert len(digits) == 11


def test_one_wrong_digit_is_noticed():
    number = synthetic(date(1988, 4, 12), 7)
    for place in range(11):
        wrong = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
        with pytest.raises(NotANumber):
            compact(wrong)


def test_the_same_number_is_found_again_and_never_looks_the_same():
    number = synthetic(date(1988, 4, 12), 7)
    assert decrypt(encrypt(number)) == number
    assert encrypt(number) != encrypt(number)
    assert lookup(number) == lookup(number) != lookup(synthetic(date(1988, 4, 13), 7))
    assert number not in lookup(number)
