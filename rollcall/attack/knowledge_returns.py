"""What must hold between numbers of periods that started, and of children who came back."""

from __future__ import annotations

from datetime import date, timedelta

from rollcall.attack.book import Book
from rollcall.attack.counts import Condition, Count, is_
from rollcall.attack.knowledge import BACK, LEFT, OF_ONE_DAY, STARTED
from rollcall.attack.rule import MANY
from rollcall.definitions import codes
from rollcall.definitions.calendar import add_months

_SAME_CHILDREN = (OF_ONE_DAY, "born for")


def add(book: Book) -> None:
    """Add what holds to the system."""
    for count in book.counts(LEFT):
        if all(name not in ("six months on", "weeks until return", *_SAME_CHILDREN) for name, _ in count.where):
            _started(book, count)
    for count in book.counts(BACK):
        _recent(book, count)
        _time_out(book, count)


def _started(book: Book, count: Count) -> None:
    """The periods to look back on started in twelve months, in which every period that started was counted."""
    assert count.on is not None
    first, last = add_months(count.on, -18) + timedelta(days=1), add_months(count.on, -6)
    months, month = [], _end_of_month(last)
    while month >= first:
        place = book.place(Count(STARTED, month, count.where))
        if place is None:
            return
        months.append(place)
        month = month.replace(day=1) - timedelta(days=1)
    whole = book.place(count)
    assert whole is not None
    book.system.know([*((place, 1) for place in months), (whole, -1)], 0, MANY, f"{count}: started in twelve months")


def _end_of_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _recent(book: Book, count: Count) -> None:
    """Who came back within six weeks came back within twelve."""
    suffix = _suffix(count, "6 weeks after")
    if suffix is None or len(count.where) == 0:
        return
    condition = is_(f"6 weeks after{suffix}", "too recent")
    if condition in count.where:
        later = book.place(count.without(condition).with_(is_(f"12 weeks after{suffix}", "too recent")))
        here = book.place(count)
        if later is not None and here is not None:
            book.system.at_most(here, later, f"{count}: too recent")


def _suffix(count: Count, name: str) -> str | None:
    return next((told.removeprefix(name) for told, _ in count.where if told.startswith(name)), None)


def _time_out(book: Book, count: Count) -> None:
    """A number of weeks lies in one of the bands."""
    weeks = book.words_of(count, "weeks out before")
    known = book.all_words.get((count, "weeks out before"))
    for band in codes.DURATION_BANDS:
        place = book.place(count.with_(_band(band.label)))
        inside = [one for week, one in weeks.items() if band.holds(int(week) * 7)]
        if place is None:
            continue
        for one in inside:
            book.system.at_most(one, place, f"{count}: weeks in {band.label}")
        if known is not None and known == weeks.keys():
            book.system.know([(place, -1), *((one, 1) for one in inside)], 0, MANY, f"{count}: {band.label} by weeks")


def _band(label: str) -> Condition:
    return is_("time out before", label)
