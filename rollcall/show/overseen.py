"""What is shown of how children not in school are looked after, by category, by social care status, or of all of them together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rollcall.answers.answer import Answer
from rollcall.answers.statistics import wilson
from rollcall.show.asking import Asked
from rollcall.show.figures import Figure, Kind, Series, Value, bars
from rollcall.show.labels import label
from rollcall.show.parts import KeyFigure, Section, Switch, nothing
from rollcall.show.sentences import HIDDEN, amount, capital, people, per_cent
from rollcall.show.tables import of_figure

TABLES = ("spells", "children")
WEEKS = ("12", "6", "4")
WEEKS_SWITCHES = (Switch("seen_in", "Seen in the last", tuple((weeks, f"{weeks} weeks") for weeks in WEEKS), for_the_lead=True),)
Record = Mapping[str, Any]

_NO_SOCIAL_CARE = "none"
_FEWEST = 10  # a share of fewer is not given
_LEADS = (("lead_named", "Named"), ("lead_nobody", "Said to have nobody"), ("lead_not_recorded", "Not recorded"))
_PROVISION = (
    ("with_provision", "Some hours"),
    ("without_provision", "No hours: recorded as 0"),
    ("by_parents", "Home educated"),
    ("hours_not_recorded", "Hours not recorded"),
)
_NOBODY = "Nobody: the register says unallocated, vacant and the like. A blank or a dash is not recorded: nobody may have asked."
_HOURS = (
    "Hours over all of a child's open periods. Home educated: by their parents, and no hours above 0 from anybody else. "
    "Not recorded is not the same as no hours."
)
_INTERVALS = "95% intervals (Wilson): what chance alone could make of a share of so many children."
_LEFT_OF_ROUNDED = f"How many were seen longer ago is what the rounded numbers leave: near, not exact, and hidden under {_FEWEST}."
_OF_ROUNDED = "Shares are worked out from rounded numbers."


@dataclass(frozen=True)
class Divided:
    """Children by category or by social care status; all of them together where `by` names neither.

    `every` holds the same numbers of all the children that a finding is about, each once, and `whom` says who they are.
    """

    answer: Answer
    by: str
    every: Record
    whom: str = ""

    def some(self, asked: Asked, number: Value) -> str:
        """So many of all that a finding is about: '73 of 512 children open to social care'."""
        return capital(out_of(number, self.every["children"], not asked.exact, f"child{self.whom}", f"children{self.whom}"))

    def share(self, asked: Asked, what: str, number: Value) -> tuple[str, ...]:
        """A note of what part of them so many are, with its interval, where there is a share to tell."""
        return tuple(f"{told} {_INTERVALS}" for told in noted(asked, (what, number), self.every["children"], f"children{self.whom}"))


def out_of(part: Value, whole: Value, about: bool, one: str = "child", many: str = "children") -> str:
    """'73 of 512 children', or 'a hidden number of children' where both are hidden."""
    if part is None and whole is None:
        return people(None, many=many)
    return f"{amount(part, about)} of {people(whole, about, one, many)}"


def part_of(part: Value, whole: Value, of: str = "children", about: bool = False) -> str:
    """'73% of 512 children; 95% interval 69% to 77%', or only 'of 6 children' where there are too few for a share or one is hidden."""
    if whole is None:
        return f"of {HIDDEN} {'of ' if of.startswith('children') else ''}{of}"
    bounds = wilson(part, whole)
    if part is None or bounds is None or whole < _FEWEST:
        return f"of {amount(whole, about)} {of}"
    share = per_cent(min(part / whole, 1.0))
    return f"{share} of {amount(whole, about)} {of}; 95% interval {per_cent(bounds[0])} to {per_cent(bounds[1])}"


def noted(
    asked: Asked, first: tuple[str, Value], whole: Value, of: str = "children", *more: tuple[str, Value], again: bool = False
) -> tuple[str, ...]:
    """A note of what part of a whole each number is: 'Named: 73% of ...'. Of protected numbers only where there is a share.

    `again`, where it stands beside another such note, leaves out what was said of all of them.
    """
    if asked.exact:
        return (" ".join(f"{what}: {part_of(part, whole, of)}." for what, part in (first, *more)),)
    told = [
        f"{what}: {part_of(part, whole, of, about=True)}."
        for what, part in (first, *more)
        if part is not None and whole is not None and whole >= _FEWEST
    ]
    return (" ".join([*told, *([] if again else [_OF_ROUNDED])]),) if told else ()


def key_figure(
    asked: Asked, name: str, measure: str, part: Value, whole: Value, of: str = "children", not_recorded: tuple[Value, ...] = ()
) -> KeyFigure:
    """A number with what part of the whole it is, and of how many it is not recorded where that has to be known."""
    about = not asked.exact
    more = f". Not recorded: {amount(not_recorded[0], about)}" if not_recorded else ""
    return KeyFigure(name, amount(part, about), measure=measure, meaning=f"{capital(part_of(part, whole, of, about))}{more}")


def without_any(asked: Asked, name: str, measure: str, every: Record) -> KeyFigure:
    """How many have 0 hours recorded, beside those who have none recorded."""
    meaning = f"0 hours recorded. For {amount(every['hours_not_recorded'], not asked.exact)} more no hours are recorded"
    return KeyFigure(name, amount(every["without_provision"], not asked.exact), measure=measure, meaning=meaning)


def left_of(asked: Asked, whole: Value, *parts: Value) -> Value:
    """What is left of a whole without its parts; of protected numbers not said where one is hidden, or where it could be few."""
    known = [part for part in parts if part is not None]
    if whole is None or len(known) < len(parts):
        return None
    left = whole - sum(known)
    return left if asked.exact or left >= _FEWEST else None


def together(*parts: Value) -> Value:
    """The sum of several numbers; not said where one of them is hidden."""
    known = [part for part in parts if part is not None]
    return None if len(known) < len(parts) else sum(known)


def never_recorded(asked: Asked, column: str, *known: Value) -> bool:
    """Whether a day is recorded for nobody: for the lead in any file, and for others of the children of whom it is counted."""
    return in_no_file(asked, column) if asked.exact else all(number == 0 for number in known)


def in_no_file(asked: Asked, column: str, table: str = "spells") -> bool:
    """Whether no row of a spreadsheet kind has anything in this column: then there is nothing to count by it."""
    kept = asked.visit.ask("completeness").records()
    return not any(row["filled"] for row in kept if (row["table_name"], row["column_name"]) == (table, column))


def led(asked: Asked, children: Divided) -> Section:
    """Who has a named lead professional."""
    every, about = children.every, not asked.exact
    finding = f"{children.some(asked, every['lead_named'])} have a named lead professional"
    finding += f"; for {amount(every['lead_not_recorded'], about)} nobody is recorded"
    notes = (*children.share(asked, "Named", every["lead_named"]), _NOBODY)
    return stacked(asked, children, "Lead professional", finding, _LEADS, notes)


def seen(asked: Asked, children: Divided) -> Section:
    """Who was seen in the last so many weeks, longer ago, or nobody knows when."""
    every, weeks, about = children.every, asked.choices.get("seen_in", WEEKS[0]), not asked.exact
    within = f"seen_within_{weeks}_weeks"
    finding = f"{children.some(asked, every[within])} were seen in the last {weeks} weeks"
    finding += f"; of {amount(every['seen_not_recorded'], about)} no visit is recorded"
    rows = [{**row, "longer": left_of(asked, row["children"], row[within], row["seen_not_recorded"])} for row in _rows(children)]
    notes = (
        *children.share(asked, f"Seen in the last {weeks} weeks", every[within]),
        *((_LEFT_OF_ROUNDED,) if about else ()),
        "The latest day in any of a child's open periods. A day after the one asked about says nothing of it, and counts as not recorded.",
    )
    columns = (
        (within, f"In the last {weeks} weeks"),
        ("longer", f"More than {weeks} weeks ago"),
        ("seen_not_recorded", "Not recorded"),
    )
    return stacked(asked, children, "Last seen", finding, columns, notes, rows)


def provided(asked: Asked, children: Divided) -> Section:
    """Who gets some hours of education, who none, and of whom nothing is recorded."""
    every, about = children.every, not asked.exact
    is_are = "is" if every["without_provision"] == 1 else "are"
    finding = f"{children.some(asked, every['without_provision'])} {is_are} without any provision: 0 hours are recorded"
    finding += f"; for {amount(every['hours_not_recorded'], about)} no hours are recorded at all"
    notes = (*children.share(asked, "Without any", every["without_provision"]), _HOURS)
    return stacked(asked, children, "Education", finding, _PROVISION, notes)


def stacked(
    asked: Asked,
    children: Divided,
    known: str,
    finding: str,
    columns: Sequence[tuple[str, str]],
    notes: tuple[str, ...],
    rows: Sequence[Record] | None = None,
) -> Section:
    """Children in each row by what is `known` of them, not recorded grey; of all of them together a bar for each.

    `rows` stand in for the answer's own.
    """
    answer, by = children.answer, children.by
    shown = list(rows) if rows is not None else _rows(children)
    if not by:
        return _together(asked, children, known, finding, [(name, shown[0][column]) for column, name in columns], notes)
    if not answer.rows:
        return nothing("spells")
    if by == "category":
        shown.sort(key=lambda row: -row["children"])
    every = _bars(asked, shown, by, finding, columns)
    if by == "category":
        notes = (*notes, "A child in several categories is counted in each.")
        return Section(finding, every, answers=(answer,), notes=notes, source=every.source)
    some = _bars(asked, [row for row in shown if row[by] != _NO_SOCIAL_CARE], by, finding, columns)
    notes = (*notes, "Children whom social care does not know are not drawn, since they are most: they are in the rows.")
    return Section(finding, some, of_figure(every), answers=(answer,), notes=notes, source=every.source)


def _rows(children: Divided) -> list[Record]:
    return list(children.answer.records()) if children.by else [children.every]


def _together(
    asked: Asked, children: Divided, known: str, finding: str, rows: Sequence[tuple[str, Value]], notes: tuple[str, ...]
) -> Section:
    if children.every["children"] == 0:
        return nothing("spells", f"No child is recorded as {children.whom.strip() or 'not in school'}")
    quiet = tuple(name for name, _ in rows if _is_not_recorded(name))
    figure = bars(finding, rows, known, asked.as_at, asked.source(*TABLES), quiet=quiet)
    return Section(finding, figure, answers=(children.answer,), notes=notes, source=figure.source)


def _is_not_recorded(name: str) -> bool:
    return "not recorded" in name.lower()


def _bars(asked: Asked, rows: Sequence[Record], by: str, finding: str, columns: Sequence[tuple[str, str]]) -> Figure:
    return Figure(
        Kind.STACKED,
        finding,
        "children",
        tuple(label(by, row[by]) for row in rows),
        tuple(Series(name, tuple(row[column] for row in rows), context=_is_not_recorded(name)) for column, name in columns),
        "Category" if by == "category" else "Social care",
        asked.as_at,
        asked.source(*TABLES),
        totals=tuple(row["children"] for row in rows),
    )
