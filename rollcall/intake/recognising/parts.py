"""Takes apart a table that holds several: registers side by side, or a group of columns for each category, service or term."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from rollcall.definitions import codes as lists
from rollcall.definitions.table import Codes, fold
from rollcall.intake.recognising.columns import Coded
from rollcall.intake.recognising.header_row import Header
from rollcall.intake.recognising.headings import meanings
from rollcall.intake.recognising.labels import term_said
from rollcall.intake.values.words import code_of

_WORDS = re.compile(r"[^\s\-–—_:/|()\[\]]+")
_KNOWN, _NAMED = 0.8, 0.95  # how sure a heading's meaning, and a group's name, must be
_MOST_EQUAL = 0.5  # share of equal cells from which a heading that stands twice is one column twice
_ENOUGH_HEADINGS = 2
_IDENTIFIERS = ("child_id", "nhs_number", "upn")


@dataclass(frozen=True)
class _Grouped:
    """A table whose rows may hold several records, the column that tells them apart, and a column that each record must have."""

    table: str
    column: str
    codes: Codes | None  # None: school terms
    needs: tuple[str, ...]


_GROUPED = (
    _Grouped("spells", "category", lists.CATEGORY, ("start_date",)),
    _Grouped("health_access", "service", lists.SERVICE, ("status", "referred_date", "first_seen_date")),
    _Grouped("diagnostic_waits", "assessment", lists.ASSESSMENT, ("referral_received_date",)),
    _Grouped("attendance", "term", None, ("sessions_possible", "sessions_missed")),
)


@dataclass(frozen=True, eq=False)
class Part:
    """Some columns of a table that are a table of their own, and what is said of all its rows."""

    header: Header
    columns: tuple[Coded, ...]
    first: int  # its leftmost column
    last: int  # and its rightmost
    said: tuple[str, str] | None = None  # a column and its value: ("category", "ehe")


def parts_of(header: Header, columns: Sequence[Coded], above: Sequence[str], titles: Sequence[str]) -> tuple[Part, ...]:
    """The tables that a table holds; none when it is one. `above` is the row over the header."""
    return _side_by_side(header, columns) or _groups(header, columns, above, titles)


def _side_by_side(header: Header, columns: Sequence[Coded]) -> tuple[Part, ...]:
    """Tables beside each other: the first heading that names the child stands again, with other children under it."""
    first = next((place for place, heading in enumerate(header.headings) if _is_identifier(heading)), None)
    if first is None:
        return ()
    folded = [fold(heading) for heading in header.headings]
    by_place = {column.place: column for column in columns}
    again = [place for place in range(first + 1, len(folded)) if folded[place] == folded[first]]
    if not again or any(place not in by_place or _mostly_equal(by_place[first], by_place[place]) for place in again):
        return ()
    left = next(place for place, heading in enumerate(folded) if heading)
    starts = [0, *(place - _same_before(folded, first, place, left) for place in again)]
    stops = [*starts[1:], len(folded)]
    return tuple(_cut(header, columns, set(range(start, stop))) for start, stop in zip(starts, stops, strict=True))


def _is_identifier(heading: str) -> bool:
    return bool(heading) and any(meaning.exact and meaning.column in _IDENTIFIERS for meaning in meanings(heading))


def _mostly_equal(one: Coded, other: Coded) -> bool:
    both = np.flatnonzero(one.filled & other.filled)[:200]
    equal = sum(one.at(int(row)) == other.at(int(row)) for row in both)
    return not len(both) or equal > _MOST_EQUAL * len(both)


def _same_before(folded: Sequence[str], first: int, place: int, left: int) -> int:
    """How many headings before the child's stand again before the second one."""
    same = 0
    while first - same - 1 >= left and folded[first - same - 1] and folded[first - same - 1] == folded[place - same - 1]:
        same += 1
    return same


def _cut(header: Header, columns: Sequence[Coded], places: set[int]) -> Part:
    headings = tuple(heading if place in places else "" for place, heading in enumerate(header.headings))
    kept = tuple(column for column in columns if column.place in places)
    filled = [place for place, heading in enumerate(headings) if heading]
    return Part(replace(header, headings=headings, rows=()), kept, filled[0], filled[-1])


Group = dict[int, str]  # place -> the heading without the group's name


def _groups(header: Header, columns: Sequence[Coded], above: Sequence[str], titles: Sequence[str]) -> tuple[Part, ...]:
    """A group of columns for each of several categories, services, assessments or terms; the other columns belong to each."""
    for kind, groups in _named_groups(header, above, titles):
        if len(groups) >= 2 and not _is_service_row(kind, groups):
            return _group_parts(header, columns, _leaves(header), kind, groups)
    return ()


def said_by_headings(header: Header, titles: Sequence[str]) -> tuple[str, str] | None:
    """What all headings of a table name that name anything: 'EHE start date' and 'EHE end date' are about home education."""
    for kind, groups in _named_groups(header, (), titles):
        if len(groups) == 1 and kind.codes and not _lists_children(header.headings):
            value, group = next(iter(groups.items()))
            if len(group) >= _ENOUGH_HEADINGS:
                return kind.column, value
    return None


def _leaves(header: Header) -> Sequence[str]:
    return header.rows[-1] if len(header.rows) > 1 else header.headings


def _named_groups(header: Header, above: Sequence[str], titles: Sequence[str]) -> Iterator[tuple[_Grouped, dict[str, Group]]]:
    """For each kind of table, the groups that its headings name and that have what a record needs."""
    over = _carried(header.rows[-2] if len(header.rows) > 1 else above, len(header.headings))
    leaves = _leaves(header)
    for kind in _GROUPED:
        groups: dict[str, Group] = {}
        for place, leaf in enumerate(leaves):
            if leaf and (found := _place_in_group(kind, leaf, over[place], titles)):
                groups.setdefault(found[0], {})[place] = found[1]
        yield kind, {value: group for value, group in groups.items() if _is_whole(kind, group)}


def _carried(row: Sequence[str], width: int) -> list[str]:
    """A row of merged group names, each carried to the columns that it stands over."""
    last, carried = "", []
    for place in range(width):
        last = (row[place] if place < len(row) else "") or last
        carried.append(last)
    return carried


def _place_in_group(kind: _Grouped, leaf: str, over: str, titles: Sequence[str]) -> tuple[str, str] | None:
    """The group that a column belongs to and its heading there: 'EHE start', or 'Start' under 'EHE'."""
    value = _named(kind, over, titles)
    if value and _means(kind, leaf):
        return value, leaf
    words = [match.span() for match in _WORDS.finditer(leaf)]
    for size in range(len(words) - 1, 0, -1):
        for name, rest in ((words[:size], words[size:]), (words[-size:], words[:-size])):
            named, heading = (leaf[some[0][0] : some[-1][1]] for some in (name, rest))
            value = _named(kind, named, titles)
            if value and _means(kind, heading):
                return value, heading
    if kind.table == "health_access" and (value := _named(kind, leaf, titles)):
        return value, "Status"
    return None


def _named(kind: _Grouped, text: str, titles: Sequence[str]) -> str | None:
    if not text:
        return None
    if kind.codes is None:
        return term_said(text, titles)
    code, sure = code_of(kind.codes, text)
    return code if sure >= _NAMED else None


def _means(kind: _Grouped, heading: str) -> str | None:
    """The column of the kind's table that a heading means, when it is not what tells the groups apart or names the child."""
    for meaning in meanings(heading):
        if meaning.table == kind.table and (meaning.likeness >= _KNOWN or meaning.column in kind.needs):
            return None if meaning.column in (kind.column, *_IDENTIFIERS) else meaning.column
    return None


def _is_whole(kind: _Grouped, group: Group) -> bool:
    return any(_means(kind, heading) in kind.needs for heading in group.values())


def _is_service_row(kind: _Grouped, groups: Mapping[str, Group]) -> bool:
    """Whether each service has one column with where the child stands: read as it is, a row for each."""
    return kind.table == "health_access" and all(list(group.values()) == ["Status"] for group in groups.values())


def _group_parts(
    header: Header, columns: Sequence[Coded], leaves: Sequence[str], kind: _Grouped, groups: Mapping[str, Group]
) -> tuple[Part, ...]:
    grouped = {place for group in groups.values() for place in group}
    height = len(columns[0].rows) if columns else 0
    told = {value: _any_filled(columns, set(group), height) for value, group in groups.items()}
    nowhere = ~np.any(np.stack(list(told.values())), axis=0)
    parts = []
    rest = {place for place, leaf in enumerate(leaves) if leaf and place not in grouped}
    if _lists_children(leaves[place] for place in rest):  # a caseload that tells of periods beside: its own rows need no period
        nowhere[:] = False
        parts.append(_cut(header, columns, rest))
    for number, (value, group) in enumerate(groups.items()):
        headings = tuple(
            group[place] if place in group else "" if place in grouped else leaves[place] or heading
            for place, heading in enumerate(header.headings)
        )
        mine = told[value] | nowhere if number == 0 else told[value]  # a row that tells of no group is told of once
        kept = tuple(
            replace(column, rows=np.where(mine, column.rows, -1).astype(np.int32))
            for column in columns
            if column.place in group or column.place not in grouped
        )
        part = replace(header, headings=headings, rows=())
        parts.append(Part(part, kept, 0, len(headings) - 1, (kind.column, value)))
    return tuple(parts)


def _lists_children(headings: Iterable[str]) -> bool:
    told = {meaning.column for heading in headings for meaning in meanings(heading) if meaning.exact and meaning.table == "children"}
    return {"date_of_birth", "sen_status"} <= told


def _any_filled(columns: Sequence[Coded], places: set[int], height: int) -> np.ndarray:
    filled = np.zeros(height, bool)
    for column in columns:
        if column.place in places:
            filled |= column.filled
    return filled
