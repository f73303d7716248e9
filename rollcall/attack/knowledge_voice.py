"""What must hold between numbers of answers to surveys: all answers to a statement, all statements, and from day to day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise

from rollcall.attack.book import Book
from rollcall.attack.counts import Condition, Count
from rollcall.attack.knowledge import ANSWERS
from rollcall.attack.reading import plain_name
from rollcall.attack.rule import MANY

_ANSWER = "answer*"


def prepare(book: Book) -> None:
    """Name all the answers to each statement that is seen, since there would be no row without any."""
    book.index()
    for whole in {count.without(told) for count, told in _told(book, _ANSWER)}:
        book.system.bound(whole, least=1)


def add(book: Book) -> None:
    """Add what holds to the system."""
    statements: dict[Count, list[int]] = {}
    for whole in sorted({count.without(told) for count, told in _told(book, _ANSWER)}, key=str):
        place = book.place(whole)
        assert place is not None
        statements.setdefault(whole._replace(where=frozenset()), []).append(place)
        _several(book, whole)
    for every, places in statements.items():
        total = book.place(every)
        if total is not None:
            left = [(total, 1), *((place, -1) for place in places)]
            book.system.know(left, 0, MANY, f"{every}: to statements that are seen")
            book.system.aim(left, f"{every}: to no statement that is seen")
    _from_day_to_day(book)


def _told(book: Book, thing: str) -> Iterator[tuple[Count, Condition]]:
    """Every count of answers that is narrowed by a thing, with the condition that narrows it."""
    for what in {count.what for count in book.system.places if isinstance(count, Count) and plain_name(count.what) == ANSWERS}:
        for count in book.counts(what):
            yield from ((count, condition) for condition in count.where if plain_name(condition[0]) == thing)


def _several(book: Book, whole: Count) -> None:
    """Several answers to a statement taken together are people too."""
    name = next(name for name in book.names_of(whole) if plain_name(name) == _ANSWER)
    places = book.words_of(whole, name)
    for many in range(2, len(places)):
        for answers in combinations(sorted(places), many):
            book.system.aim([(places[answer], 1) for answer in answers], f"{whole}: {' or '.join(answers)}")


def _from_day_to_day(book: Book) -> None:
    """Whoever had answered by an earlier day has answered by a later one."""
    days: dict[tuple[str, frozenset[Condition]], list[date]] = {}
    for what in {count.what for count in book.system.places if isinstance(count, Count) and plain_name(count.what) == ANSWERS}:
        for count in book.counts(what):
            assert count.on is not None
            days.setdefault((what, count.where), []).append(count.on)
    for (what, where), on in days.items():
        for earlier, later in pairwise(sorted(on)):
            part, all_ = book.place(Count(what, earlier, where)), book.place(Count(what, later, where))
            assert part is not None
            assert all_ is not None
            book.system.at_most(part, all_, f"{Count(what, later, where)}: since {earlier:%d/%m/%Y}")
