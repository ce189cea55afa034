"""Spans of a day, as pairs of wall times in Oslo; None stands for the whole day."""

from datetime import time

Span = tuple[time, time] | None
MIDNIGHT = time(23, 59)  # a span that ends with it is the rest of the day


def span_of(start: time, end: time) -> Span:
    """From the first minute of the day to its last is the whole day."""
    return None if start == time.min and end >= MIDNIGHT else (start, end)


def union(spans: list[Span]) -> list[Span]:
    """The same times, told once each and in order: [None] if any of them is the whole day."""
    if None in spans:
        return [None]
    joined: list[Span] = []
    for start, end in sorted(span for span in spans if span):
        last = joined[-1] if joined else None
        if last and start <= last[1]:
            joined[-1] = (last[0], max(last[1], end))
        else:
            joined.append((start, end))
    return joined


def covered(span: Span, by: list[Span]) -> bool:
    """Whether all of the span was told already."""
    return union([*by, span]) == union(by)
