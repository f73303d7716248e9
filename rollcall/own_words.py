"""Our own words: what may be written into a log as it stands, because it cannot be a child's."""

from __future__ import annotations

from enum import Enum
from functools import cache
from pathlib import Path

OTHER = "other"
_PROJECT = Path(__file__).resolve().parents[1]
_NAMED_IN = ("queries/*.sql", "pages/*.py", "rollcall/definitions/tables/*.py")  # a name of ours is the name of one of these files
_LARGEST = 10**9  # no count reaches it, and every NHS number does

Said = str | int | bool | list[str]


def said(value: object) -> Said:
    """A fact in our own words: a number, yes or no, a member of an enumeration, or our name of a question, page or spreadsheet kind."""
    if isinstance(value, Enum):
        return value.name.lower()
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if abs(value) < _LARGEST else OTHER
    if isinstance(value, tuple | list | set | frozenset):
        return [str(said(one)) for one in value]
    return value if isinstance(value, str) and value in _our_names() else OTHER


@cache
def _our_names() -> frozenset[str]:
    return frozenset(path.stem for pattern in _NAMED_IN for path in _PROJECT.glob(pattern))
