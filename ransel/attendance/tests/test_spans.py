from datetime import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ransel.attendance import spans

quarters = st.integers(0, 95).map(lambda number: time(number // 4, number % 4 * 15))
span = st.tuples(quarters, quarters).filter(lambda pair: pair[0] < pair[1])


def minutes(told):
    return {
        minute for start, end in told for minute in range(start.hour * 60 + start.minute, end.hour * 60 + end.minute)
    }


@given(st.lists(span, max_size=8))
def test_the_union_holds_the_same_minutes_in_order_and_once(told):
    joined = spans.union(told)
    assert minutes(joined) == minutes(told)
    assert joined == sorted(joined)
    assert all(before[1] < after[0] for before, after in pairwise(joined))


@given(st.lists(span, min_size=1, max_size=5))
def test_the_whole_day_holds_everything(told):
    assert spans.union([*told, None]) == [None]
    assert all(spans.covered(one, [None]) for one in told)


@given(span, st.lists(span, max_size=5))
def test_covered_is_when_no_minute_is_new(one, told):
    assert spans.covered(one, told) == (minutes([one]) <= minutes(told))
