"""The words that a filter can have: those that the kept data has."""

from __future__ import annotations

from rollcall.answers.filters import YEAR_GROUPS
from rollcall.answers.question import FILTERS
from rollcall.errors import QuestionRefused
from rollcall.store import Store

# Each list has the words of its column in the order of the official list; "not recorded" comes last.
_WORDS = "SELECT recorded(word) FROM ({source}) AS words GROUP BY ALL ORDER BY min(word) NULLS LAST"
_FROM_CHILDREN = ("locality", "sen_status", "primary_need", "sex", "social_care")
_SOURCES = {
    **{name: f"SELECT {name} AS word FROM children" for name in _FROM_CHILDREN},  # noqa: S608 the names are ours
    "category": "SELECT category AS word FROM spells",
    "service": "SELECT service AS word FROM health_access UNION ALL SELECT service AS word FROM services",
    "provider": """
        SELECT provider AS word FROM diagnostic_waits
        UNION ALL SELECT provider AS word FROM health_access
        UNION ALL SELECT provider AS word FROM services""",
}


def options_in(store: Store, name: str) -> tuple[str, ...]:
    """The values of a filter in the kept data."""
    if name not in FILTERS:
        raise QuestionRefused(f"There is no filter {name}. The filters are: {', '.join(FILTERS)}.")
    if name == "year_group":
        return YEAR_GROUPS
    return tuple(word for (word,) in store.query(_WORDS.format(source=_SOURCES[name])).rows)
