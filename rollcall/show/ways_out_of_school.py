"""Which way children went who left school: from their last school, in which category, to where they are now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from rollcall.show.asking import Asked
from rollcall.show.figures import Figure, Kind, Series
from rollcall.show.labels import NOT_RECORDED, label, short_category
from rollcall.show.not_in_school import has_history
from rollcall.show.overseen import part_of
from rollcall.show.parts import Section, nothing
from rollcall.show.sentences import amount, people
from rollcall.show.tables import Grid

_MOST_NAMED = 6  # schools: more bands than these cannot be followed by eye
STILL_OUT = ("same_category", "another_category")
BACK = "returned_to_school"
_STAND_BACK = ("left_otherwise", "no_longer_in_scope", "not_said_how")
_ENDS = (*STILL_OUT, BACK, *_STAND_BACK)
_NO_SCHOOL = "No school recorded"


def ways(asked: Asked) -> Section:
    """Every child who left school in the last twelve months, once: from which school, in which category, and where now."""
    answer = asked.answer("ways_out_of_school")
    rows = answer.records()
    if not rows:
        return nothing("spells", "No child left school in the last twelve months, as far as the registers tell")
    left = sum(row["children"] for row in rows)
    out, back = counted(rows, STILL_OUT), counted(rows, (BACK,))
    finding = f"Of {people(left)} who left school in the last twelve months, {amount(out)} {'is' if out == 1 else 'are'} still out"
    finding += f" and {amount(back)} {'is' if back == 1 else 'are'} back in school"
    schools = _schools(rows)
    names = [*schools.values()]
    by_way = Counter[tuple[str, str, str]]()
    for row in rows:
        by_way[schools[row["last_school"]], short_category(row["category"]), row["now"]] += row["children"]
    stations = sorted(dict.fromkeys((school, category) for school, category, _ in by_way), key=lambda one: (names.index(one[0]), one[1]))
    figure = Figure(
        Kind.WAYS,
        finding,
        "children",
        tuple(f"{school}: {category}" for school, category in stations),
        tuple(
            Series(label("now", end), tuple(by_way[(*way, end)] for way in stations), context=end in _STAND_BACK)
            for end in _ENDS
            if any(at == end for *_, at in by_way)
        ),
        "Last school and category",
        asked.as_at,
        asked.source("spells", "children"),
        quiet=tuple(name for name in names if name == _NO_SCHOOL or name not in schools),
        stations=tuple(stations),
    )
    notes = [
        f"Still out: {part_of(out, left)}. Back in school: {part_of(back, left)}. Who left lately has had less time to return.",
        "Each child once, by the first period that began in those months while the child was in school. The colour says where it ends.",
    ]
    if not has_history(asked):
        notes.append("No period that ended is in the kept data: whoever has come back is missing here.")
    return Section(finding, figure, _grid(rows), answers=(answer,), notes=tuple(notes), source=figure.source)


def counted(rows: Sequence[dict[str, Any]], now: Collection[str]) -> int:
    """How many of the children are there now."""
    return sum(row["children"] for row in rows if row["now"] in now)


def _schools(rows: Sequence[dict[str, Any]]) -> dict[str, str]:
    """What each school is called in the drawing: those that most children left by their names, the most first, then all others as one."""
    left: Counter[str] = Counter()
    for row in rows:
        left[row["last_school"]] += row["children"]
    unnamed = left.pop(NOT_RECORDED, 0)
    ordered = [name for name, _ in left.most_common()]
    named = ordered if len(ordered) <= _MOST_NAMED + 1 else ordered[:_MOST_NAMED]
    others = f"{len(ordered) - len(named)} other schools"
    found = {name: name if name in named else others for name in ordered}
    return {**found, NOT_RECORDED: _NO_SCHOOL} if unnamed else found


def _grid(rows: Sequence[dict[str, Any]]) -> Grid:
    """Every way, with the schools that the drawing holds together by their own names."""
    headings = ("Last school", "Category", "Now", "Children")
    return Grid(
        headings,
        tuple(
            (
                _NO_SCHOOL if row["last_school"] == NOT_RECORDED else row["last_school"],
                short_category(row["category"]),
                label("now", row["now"]),
                amount(row["children"]),
            )
            for row in rows
        ),
        frozenset({3}),
    )
