"""What those who see protected numbers may cut them by: a fixed set, so that all of it can be protected as one system."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from rollcall.access import Capability, Viewer
from rollcall.answers.guard import LAYER_OF
from rollcall.answers.question import Question
from rollcall.definitions.calendar import add_months
from rollcall.definitions.codes import SERVICE
from rollcall.definitions.tables import BY_NAME
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
# Numbers about health services that no row divides by service: a commissioner of some services is not given them.
OVER_ALL_SERVICES = ("health_access_by_barrier",)
_COLUMNS_OVER_ALL_SERVICES: Mapping[str, tuple[str, ...]] = MappingProxyType({"not_in_school_needs": ("cannot_access_a_service",)})
# Rows of partners add up to those of a spreadsheet, and a partner can have few; a partner's file can be named after a child.
# The first day and the last on which a group answered a statement can be one person's.
# Thresholds of days move on with the calendar: what two months' data tell of them could be taken from each other.
_BLANK_FOR_OTHERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "files_kept": ("rows", "files"),
        "oversight_figures": (
            *("seen_within_4_weeks", "seen_within_6_weeks"),
            *("part_time_over_6_weeks", "part_time_over_8_weeks", "part_time_over_12_weeks", "without_provision_over_3_weeks"),
        ),
        "survey_answers": ("first_answered", "last_answered"),
        "help_and_protection_figures": ("open_seen_within_4_weeks", "open_seen_within_6_weeks"),
    }
)
# Whoever had answered a year before is among those who have answered since.
_OF_THE_DAY_ALONE = ("survey_answers", "survey_answers_total")
# A spreadsheet of every service, and the questions whose rows about it are over them all.
_OF_ALL_SERVICES = frozenset({"health_access"})
_ROWS_OVER_ALL_SERVICES = ("unknown_children",)


def filters_for(viewer: Viewer, question: Question) -> tuple[str, ...]:
    """The filters of a question that a viewer may use."""
    if viewer.may(Capability.FILTER_FREELY) or not question.counts_people:
        return question.filters
    allowed = {**_FOR_ALL, **(_BY_SERVICE if viewer.may(Capability.CUT_BY_SERVICE) else {})}
    return tuple(name for name in question.filters if question.name in allowed.get(name, ()))


def check_cut(viewer: Viewer, question: Question, filters: Mapping[str, object], on: date, as_at: date) -> None:
    """Refuse what only the lead may ask: combined filters, other days, what tells of single children, and other services than theirs."""
    if not viewer.may(Capability.SEE_PROTECTED_NUMBERS):
        raise AccessRefused("An administrator sees no numbers of children. Ask the area's SEND lead for a role that does.")
    if viewer.may(Capability.FILTER_FREELY):
        return
    if question.for_the_lead:
        raise AccessRefused(f"{question.title} Only the area's SEND lead can see it, because its rows are about few children each.")
    if question.name in OVER_ALL_SERVICES and viewer.services:
        raise AccessRefused(f"{question.title} That counts over every health service, and you see {listed(viewer.services)} only.")
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
    if question.lists_children and on != as_at:
        raise AccessRefused(
            f"Only the area's SEND lead can list children on any day. Others see {as_at.day} {as_at:%B %Y}, the day of the data."
        )
    if (question.name in LAYER_OF or question.name in _OF_THE_DAY_ALONE) and on != as_at:
        raise AccessRefused(
            f"{question.title} Only the area's SEND lead can ask that of any day. Others ask it of {as_at.day} {as_at:%B %Y}, "
            "the day that the data speaks for."
        )
    if on not in (as_at, add_months(as_at, -12)):
        raise AccessRefused(
            f"Only the area's SEND lead can ask about any day. "
            f"Others see {as_at.day} {as_at:%B %Y}, the day that the data speaks for, and a year before."
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


def for_their_eyes(viewer: Viewer, question: Question, rows: tuple[tuple, ...]) -> tuple[tuple, ...]:
    """The rows without what a viewer may not see beside protected numbers: other services' rows and numbers, and the names of files."""
    if viewer.sees_exact_numbers:
        return rows
    named = {column.name: at for at, column in enumerate(question.columns)}
    service = named.get("service")
    if service is not None and question.columns[service].kind == "text" and not question.name.startswith("published_"):
        rows = tuple(row for row in rows if may_see_service(viewer, row[service]))
    rows = _without_all_services(viewer, question, rows)
    blank = {named[name] for name in blank_columns(viewer, question)}
    return tuple(tuple(None if at in blank else value for at, value in enumerate(row)) for row in rows) if blank else rows


def tables_left_out(viewer: Viewer) -> frozenset[str]:
    """The spreadsheets of whose children and rows a viewer is given no number, because they are of services beyond theirs."""
    return frozenset() if viewer.sees_exact_numbers or not viewer.services else _OF_ALL_SERVICES


def _without_all_services(viewer: Viewer, question: Question, rows: tuple[tuple, ...]) -> tuple[tuple, ...]:
    """The rows without the numbers of spreadsheets that are of services beyond a viewer's."""
    left_out = tables_left_out(viewer)
    if not left_out or question.name not in _ROWS_OVER_ALL_SERVICES:
        return rows
    table = [column.name for column in question.columns].index("table_name")
    return tuple(row for row in rows if row[table] not in left_out)


def blank_columns(viewer: Viewer, question: Question) -> tuple[str, ...]:
    """The columns of a question that a viewer is given empty."""
    if viewer.sees_exact_numbers:
        return ()
    if question.name in _BLANK_FOR_OTHERS:
        return _BLANK_FOR_OTHERS[question.name]
    return _COLUMNS_OVER_ALL_SERVICES.get(question.name, ()) if viewer.services else ()


def blank_for_others(question: str) -> tuple[str, ...]:
    """The columns of a question that nobody but the lead is given."""
    return _BLANK_FOR_OTHERS.get(question, ())


def services_footnotes(viewer: Viewer, question: Question) -> tuple[str, ...]:
    """What is said to a commissioner of some services where the numbers over all of them are left out."""
    if question.name in _COLUMNS_OVER_ALL_SERVICES and blank_columns(viewer, question):
        return (f"How many cannot reach any of the health services is not shown to you: you see {listed(viewer.services)} only.",)
    if question.name in _ROWS_OVER_ALL_SERVICES and (tables := tables_left_out(viewer)):
        titles = " and ".join(BY_NAME[table].title.lower() for table in sorted(tables))
        return (f"Numbers of {titles} over all services are not shown to you: you see {listed(viewer.services)} only.",)
    return ()


def listed(services: Sequence[str]) -> str:
    """The names of services, in a sentence."""
    return " and ".join(SERVICE.labels[service] for service in services)
