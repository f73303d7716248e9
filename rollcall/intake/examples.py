"""What is shown of a sheet's cells as an example on the page: dates as people write them, and nothing by which a child is known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from rollcall.intake.recognising.headings import meanings, names_a_person

HIDDEN = "•••"
_OF_ONE_CHILD = frozenset(("child_id", "upn", "nhs_number", "date_of_birth"))
_SURE = 0.9
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T]00:00(?::00)?)?")
_LONG_NUMBER = re.compile(r"(?:\d\D?){4}")


def tells_one_child(heading: str, column: str | None = None) -> bool:
    """Whether what stands under a heading is a child's name, address, date of birth or number, by the heading or what it is read as."""
    known = (meaning.column in _OF_ONE_CHILD and meaning.likeness > _SURE for meaning in meanings(heading))
    return column in _OF_ONE_CHILD or names_a_person(heading) or any(known)


def as_written(cell: str) -> str:
    """A cell as people write it: 3/4/2026 for a date, else as it stands."""
    found = _DATE.fullmatch(cell)
    return f"{found[3]}/{found[2]}/{found[1]}" if found else cell


def frequent(words: Iterable[tuple[str, int]], most: int) -> tuple[tuple[str, int], ...]:
    """The most frequent words, each with its rows. Words with a long number in them are not told: it may be a child's."""
    counts = Counter({word: count for word, count in words if count and (_DATE.fullmatch(word) or not _LONG_NUMBER.search(word))})
    return tuple((as_written(word), count) for word, count in counts.most_common(most))


def top_of(rows: Sequence[tuple[int, tuple[str, ...]]], first: int, hidden: frozenset[int]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The first rows of a sheet, from row `first` on without what stands in the places to hide."""
    return tuple(
        (number, tuple(HIDDEN if cell and number >= first and place in hidden else as_written(cell) for place, cell in enumerate(cells)))
        for number, cells in rows
    )
