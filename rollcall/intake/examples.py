"""What is shown of a sheet's cells as an example on the page: dates as people write them, and nothing by which a child is known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from rollcall.definitions.table import fold
from rollcall.intake.found_table import FoundTable
from rollcall.intake.reading.read import Sheet
from rollcall.intake.recognising.headings import meanings, names_a_person
from rollcall.intake.values.dates import looks_like_a_date, read_date

HIDDEN = "•••"
_OF_ONE_CHILD = frozenset(("child_id", "upn", "nhs_number", "date_of_birth"))
_SURE = 0.9
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T]00:00(?::00)?)?")
_OF_BIRTH = re.compile(r"\b(?:d o b|d of b|dobs?|born|birth\w*)\b")
_YOUNGEST = timedelta(5 * 366)  # whoever has to be of school age was born longer ago
_A_FEW_YEARS = timedelta(2 * 365)
_HARDLY_ALIKE = 0.5  # distinct days by dates
_A_DATE = re.compile(r"(?<!\d)(?:\d{1,2}[/.\-]\d{1,2}[/.\-](?:\d{4}|\d\d)|\d{4}[/.\-]\d{1,2}[/.\-]\d{1,2})(?!\d)")
_LOOKED_AT = 500  # rows of a column
_LONG_NUMBER = re.compile(r"(?:\d\D?){4}")


def tells_one_child(heading: str, column: str | None = None) -> bool:
    """Whether what stands under a heading is a child's name, address, date of birth or number, by the heading or what it is read as."""
    known = (meaning.column in _OF_ONE_CHILD and meaning.likeness > _SURE for meaning in meanings(heading))
    return column in _OF_ONE_CHILD or names_a_person(heading) or bool(_OF_BIRTH.search(fold(heading))) or any(known)


def is_not_told(sheet: Sheet, table: FoundTable | None, place: int) -> bool:
    """Whether nothing of a column is an example: a child is known by it, or by its cells it could hold dates of birth, whatever its
    heading says."""
    headings = table.header.headings if table else ()
    read_as = next((match.column for match in table.recognised.matches if match.place == place), None) if table else None
    if place < len(headings) and tells_one_child(headings[place], read_as):
        return True
    today = date.today()
    days = list(_days(sheet.columns[place].slice(0, _LOOKED_AT).to_pylist(), today))
    return _mostly_long_ago(days, today) if read_as else _could_be_births(days, today)


def _days(cells: Iterable[str | None], today: date) -> Iterator[date]:
    """The days that cells tell, also those that stand in other words: 'born 14/03/2014'."""
    for cell in cells:
        if not cell:
            continue
        for text in dict.fromkeys((cell.strip(), *_A_DATE.findall(cell))):
            reading = read_date(text, today)
            if day := reading.certain or reading.day_first or reading.month_first:
                yield day


def _could_be_births(days: Sequence[date], today: date) -> bool:
    """Whether any of some days is so long ago that whoever was born then has to be of school age, or they spread as the births of a
    nursery do: hardly two alike, over years."""
    past = {day for day in days if day <= today}
    spread = len(past) > 1 and max(past) - min(past) > _A_FEW_YEARS and len(past) > _HARDLY_ALIKE * len(days)
    return spread or any(day < today - _YOUNGEST for day in past)


def _mostly_long_ago(days: Sequence[date], today: date) -> bool:
    """Whether most of the days of a column that is read as something else, such as a start, are so long ago."""
    return 2 * sum(day < today - _YOUNGEST for day in days) > len(days)


def as_written(cell: str) -> str:
    """A cell as people write it: 3/4/2026 for a date, else as it stands."""
    found = _DATE.fullmatch(cell)
    return f"{found[3]}/{found[2]}/{found[1]}" if found else cell


def frequent(words: Iterable[tuple[str, int]], most: int) -> tuple[tuple[str, int], ...]:
    """The most frequent words, each with its rows. Words with a long number in them are not told: it may be a child's."""
    counts = Counter({word: count for word, count in words if count and (_DATE.fullmatch(word) or not _LONG_NUMBER.search(word))})
    return tuple((as_written(word), count) for word, count in counts.most_common(most))


def top_of(rows: Sequence[tuple[int, tuple[str, ...]]], hidden: Mapping[int, int], today: date) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The first rows of a sheet without what stands in the places to hide: everything from a row of each on, and above it the dates."""

    def shown(number: int, place: int, cell: str) -> str:
        hides = place in hidden and (number >= hidden[place] or looks_like_a_date(cell, today) or bool(_A_DATE.search(cell)))
        return HIDDEN if cell and hides else as_written(cell)

    return tuple((number, tuple(shown(number, place, cell) for place, cell in enumerate(cells))) for number, cells in rows)


def places_to_hide(rows: Sequence[tuple[int, tuple[str, ...]]]) -> dict[int, int]:
    """Where no row of headings is known: the places under a cell that says that a child is known by what stands there, and from which
    row on."""
    found: dict[int, int] = {}
    for number, cells in rows:
        for place, cell in enumerate(cells):
            if place not in found and tells_one_child(cell):
                found[place] = number + 1
    return found
