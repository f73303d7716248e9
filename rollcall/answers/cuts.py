"""What those who see protected numbers may cut them by: a fixed set, so that all of it can be protected as one system."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from rollcall.access import Capability, Viewer
from rollcall.answers.question import Question
from rollcall.definitions.calendar import add_months
from rollcall.errors import AccessRefused

# One value of one filter at a time. A category's months are drawn for everyone on the overview; the others are a commissioner's.
_FOR_ALL: Mapping[str, tuple[str, ...]] = MappingProxyType({"category": ("not_in_school_by_month",)})
_BY_SERVICE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "provider": (
            "diagnostic_waits_total",
            "diagnostic_waits_by_assessment",
            "diagnostic_waits_by_provider",
            "diagnostic_waits_now",
        ),
        "service": ("health_access_by_service", "health_access_barriers"),
    }
)
# A row for each service is cut by leaving out the other rows: nothing new is counted.
ROWS_ONLY = ("service",)


def filters_for(viewer: Viewer, question: Question) -> tuple[str, ...]:
    """The filters of a question that a viewer may use."""
    if viewer.may(Capability.FILTER_FREELY) or not (question.counts_people or question.lists_children):
        return question.filters
    allowed = {**_FOR_ALL, **(_BY_SERVICE if viewer.may(Capability.CUT_BY_SERVICE) else {})}
    return tuple(name for name in question.filters if question.name in allowed.get(name, ()))


def check_cut(viewer: Viewer, question: Question, filters: Mapping[str, object], on: date, as_at: date) -> None:
    """Refuse what only the lead may ask: combined filters, other days, and what tells of single children."""
    if not viewer.may(Capability.SEE_PROTECTED_NUMBERS):
        raise AccessRefused("An administrator sees no numbers of children. Ask the area's SEND lead for a role that does.")
    if viewer.may(Capability.FILTER_FREELY):
        return
    if question.for_the_lead:
        raise AccessRefused(f"{question.title} Only the area's SEND lead can see it, because its rows are about few children each.")
    allowed = filters_for(viewer, question)
    for name, value in filters.items():
        if name not in allowed:
            can_be = f"It can be cut by {' or '.join(allowed)}." if allowed else "Ask for it without filters."
            raise AccessRefused(
                f"Only the area's SEND lead can cut {question.name} by {name}, "
                f"because small numbers could be worked out from the parts. {can_be}"
            )
        if not isinstance(value, str) and len(set(value)) > 1:  # type: ignore[call-overload]
            raise AccessRefused(f"Choose one {name}: several together could be subtracted from each other.")
    if len(filters) > 1:
        raise AccessRefused(f"Choose one of {' and '.join(sorted(filters))}: both together could be subtracted from each other.")
    if on not in (as_at, add_months(as_at, -12)):
        raise AccessRefused(
            f"Only the area's SEND lead can ask about any day. "
            f"Others see {as_at:%-d %B %Y}, the day that the data speaks for, and a year before."
        )


def offered_to(viewer: Viewer, filters: tuple[str, ...]) -> tuple[str, ...]:
    """Those of a page's filters that a viewer is offered."""
    if viewer.may(Capability.FILTER_FREELY):
        return filters
    return tuple(name for name in filters if name in _BY_SERVICE) if viewer.may(Capability.CUT_BY_SERVICE) else ()


def guarded_cuts(question: str) -> tuple[str, ...]:
    """The filters by whose values a question's numbers are counted anew for anyone who sees protected numbers."""
    return tuple(
        name for cuts in (_FOR_ALL, _BY_SERVICE) for name, questions in cuts.items() if question in questions and name not in ROWS_ONLY
    )


def leaves_too_few(seen: Callable[[str, dict[str, tuple[str, ...]]], tuple[tuple, ...]], name: str, word: str) -> bool:
    """Whether every number under a filter's value is hidden or 0 for whoever sees protected numbers."""
    if name not in _BY_SERVICE:
        return False
    rows = seen(_BY_SERVICE[name][0], {name: (word,)})
    numbers = [value for row in rows for value in row if value is None or (isinstance(value, int) and not isinstance(value, bool))]
    return bool(rows) and not any(numbers)


def may_see_service(viewer: Viewer, service: str) -> bool:
    """Whether a service is one of those that a commissioner looks after."""
    return viewer.may(Capability.FILTER_FREELY) or not viewer.services or service in viewer.services


def of_their_services(viewer: Viewer, question: Question, rows: tuple[tuple, ...]) -> tuple[tuple, ...]:
    """The rows about services that a viewer may see, where each row is about one."""
    place = next((at for at, column in enumerate(question.columns) if column.name == "service" and column.kind == "text"), None)
    if place is None or question.name.startswith("published_"):
        return rows
    return tuple(row for row in rows if may_see_service(viewer, row[place]))
