"""What must hold between numbers of referrals: from month to month, between the days waited and the day, and of medians."""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil, floor

from rollcall.attack.book import Book
from rollcall.attack.counts import Condition, Count
from rollcall.attack.knowledge import ASSESSED, CLOSED, OF_ONE_DAY, RECEIVED, WAITING, WAITING_CHILDREN, waited, waits_at_most
from rollcall.attack.reading import Summary
from rollcall.attack.rule import MANY

_THRESHOLDS = (91, 127, 365)
_ONE_CHILD_S_MOST = 1_000  # referrals that wait; far more than anybody has


def prepare(book: Book) -> None:
    """Name the numbers that medians tell of: those of a group who have waited long."""
    for summary in book.summaries:
        for days in _THRESHOLDS:
            book.system.number(summary.count.with_(waited(days)))


def add(book: Book) -> None:
    """Add what holds to the system."""
    listed: dict[frozenset[Condition], list[date]] = {}
    for count in book.counts(WAITING):
        assert count.on is not None
        if not any(name in ("days waited", OF_ONE_DAY) for name, _ in count.where):
            listed.setdefault(count.where, []).append(count.on)
    for where, days in listed.items():
        days.sort()
        _from_month_to_month(book, where, days)
        for day in days:
            _long_waits(book, where, day, days)
    for day in {day for days in listed.values() for day in days if _last_day(day)}:
        _bands(book, day)
    for count in book.counts(WAITING_CHILDREN):
        _children(book, count)
    for summary in book.summaries:
        _middle(book, summary)


def _last_day(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _month_before(day: date) -> date:
    return day.replace(day=1) - timedelta(days=1)


def _from_month_to_month(book: Book, where: frozenset[Condition], days: list[date]) -> None:
    """Who joins a list was referred; who leaves it was assessed, or the referral closed."""
    for day in days:
        before = _month_before(day)
        if not _last_day(day) or before not in days:
            continue
        now, then = (book.place(Count(WAITING, at, where)) for at in (day, before))
        referred, assessed, closed = (book.place(Count(what, day, where)) for what in (RECEIVED, ASSESSED, CLOSED))
        assert now is not None
        assert then is not None
        why = f"{Count(WAITING, day, where)}: since the month before"
        if referred is not None:
            book.system.know([(referred, 1), (then, 1), (now, -1)], 0, MANY, why)
            book.system.aim([(referred, 1), (then, 1), (now, -1)], f"{why}: who left the list")
        if assessed is not None and closed is not None:
            book.system.know([(assessed, 1), (closed, 1), (then, -1), (now, 1)], 0, MANY, why)


def _long_waits(book: Book, where: frozenset[Condition], day: date, days: list[date]) -> None:
    """Who has waited so many days was waiting on every day since; who has not was referred since."""
    waiting = Count(WAITING, day, where)
    whole = book.place(waiting)
    assert whole is not None
    for least in _THRESHOLDS:
        long = book.place(waiting.with_(waited(least)))
        if long is None:
            continue
        for earlier in days:
            then = book.place(Count(WAITING, earlier, where))
            if earlier < day and (day - earlier).days <= least and then is not None:
                book.system.at_most(long, then, f"{waiting}: {least} days or more, against {earlier:%d/%m/%Y}")
        if _last_day(day):
            _referred_since(book, waiting, whole, long, least)


def _bands(book: Book, day: date) -> None:
    """Whoever has waited for fewer days than have passed since a month end was referred after it, of whichever assessment."""
    before, referred = _month_before(day), []
    while (place := book.place(Count(RECEIVED, _month_after(before), frozenset()))) is not None:
        referred.append((place, 1))
        since = (day - before).days
        short = [
            (book.system.places[count], -1)
            for count in book.counts(WAITING)
            if count.on == day and {name for name, _ in count.where} == {"assessment", "days waited"} and waits_at_most(count) < since
        ]
        if short:
            book.system.know([*referred, *short], 0, MANY, f"{Count(WAITING, day, frozenset())}: under {since} days, so referred since")
        before = _month_before(before)


def _month_after(month_end: date) -> date:
    first = month_end + timedelta(days=1)
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _referred_since(book: Book, waiting: Count, whole: int, long: int, least: int) -> None:
    assert waiting.on is not None
    month, referred = waiting.on, []
    first = waiting.on - timedelta(days=least - 1)
    while month >= first:
        place = book.place(Count(RECEIVED, month, waiting.where))
        if place is None:
            return
        referred.append(place)
        month = _month_before(month)
    book.system.know(
        [*((place, 1) for place in referred), (whole, -1), (long, 1)], 0, MANY, f"{waiting}: under {least} days, so referred since"
    )


def _children(book: Book, count: Count) -> None:
    """Every child has a referral, and nobody has a thousand."""
    children, referrals = book.place(count), book.place(count._replace(what=WAITING))
    if children is not None and referrals is not None:
        book.system.at_most(children, referrals, f"{count}: children and referrals")
        book.system.know([(children, _ONE_CHILD_S_MOST), (referrals, -1)], 0, _ONE_CHILD_S_MOST * MANY, f"{count}: referrals have a child")


def _middle(book: Book, summary: Summary) -> None:
    """At least so many of a group have waited as long as its median (or another percentile), and at least so many no longer."""
    system, percent = book.system, summary.percent
    group = system.number(summary.count)
    why = f"{summary.count}: {percent} in 100 within {summary.weeks:g} weeks"
    for days in _THRESHOLDS:
        long = system.number(summary.count.with_(waited(days)))
        if ceil(summary.weeks) * 7 >= days:
            system.know([(long, 100), (group, percent - 100)], 0, 100 * MANY, why)
        if floor(summary.weeks) * 7 + 6 < days:
            system.know([(group, 100 - percent), (long, -100)], 0, 100 * MANY, why)
    if summary.weeks != floor(summary.weeks):
        half = system.number(("half", summary.count))
        system.know([(group, 1), (half, -2)], 0, 0, f"{why}: half way between two, so an even number")
