"""Spans of a day, as pairs of wall times in Oslo; None stands for the whole day."""

from datetime import time

Span = tuple[time, time] | None


def union(spans: list[Span]) -> list[Span]:
    """The same times, told once each and in order: [None] if any of them is the whole day."""
    if None in spans:
        return [None]
    joined: list[tuple[time, time]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def covered(span: Span, by: list[Span]) -> bool:
    """Whether all of the span was told already."""
    return union([*by, span]) == union(by)
