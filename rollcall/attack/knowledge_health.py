"""What must hold between numbers of health records, of barriers, and of children whom no list has."""

from __future__ import annotations

from rollcall.attack.book import Book
from rollcall.attack.counts import Count, is_
from rollcall.attack.knowledge import SCOPE
from rollcall.attack.rule import MANY

_BARRIER = "barrier to "


def add(book: Book) -> None:
    """Add what holds to the system."""
    for month in book.months:
        kept = f" (kept {month})"
        for count in book.counts(SCOPE):
            _barrier(book, count, kept, month)
        _health_alone(book, kept)


def _barrier(book: Book, count: Count, kept: str, month: int) -> None:
    """Whoever has a barrier to one service has it to some service, and a record of the service."""
    told = next(((name, words) for name, words in count.where if name.startswith(_BARRIER) and name.endswith(kept)), None)
    if told is None:
        return
    (name, words), place = told, book.system.number(count)
    whole = count.without(told)
    service = name.removeprefix(_BARRIER).removesuffix(kept)
    of_any = book.place(whole.with_((f"barrier of any service{kept}", words)))
    if of_any is not None:
        book.system.at_most(place, of_any, f"{count}: a barrier to some service")
        if book.seen("health_access_barriers", month, whole.where, whole.on):
            of_each = book.having(whole, _BARRIER, words, kept)
            book.system.know([(of_any, -1), *((one, 1) for one in of_each)], 0, MANY, f"{whole}: each barrier is one to a service")
    records = [
        one
        for in_school in ("yes", "no")
        for one in book.having(whole.with_(is_("in school", in_school)), f"record of {service}", None, kept)
    ]
    if records and book.seen("health_access_by_service", month, whole.where, whole.on):
        book.system.know([(place, -1), *((one, 1) for one in records)], 0, MANY, f"{count}: a barrier is of a record")


def _health_alone(book: Book, kept: str) -> None:
    """Whom health alone knows is in no list."""
    unlisted = Count(f"children in no list{kept}", None, frozenset())
    known = book.all_words.get((unlisted, "spreadsheet"))
    if known is None:
        return
    places = [book.place(unlisted.with_(is_("spreadsheet", table))) for table in ("diagnostic_waits", "health_access")]
    for count in book.counts(f"children known to health alone{kept}"):
        alone = book.place(count)
        if alone is not None and not count.where:
            book.system.know([(alone, -1), *((one, 1) for one in places if one is not None)], 0, MANY, f"{count}: in no list")
