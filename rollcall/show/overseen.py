"""What is shown of how children not in school are looked after, whatever they are divided by: category or social care status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rollcall.answers.answer import Answer
from rollcall.answers.statistics import wilson
from rollcall.show.asking import Asked
from rollcall.show.figures import Figure, Kind, Series
from rollcall.show.labels import label
from rollcall.show.parts import KeyFigure, Section, Switch, nothing
from rollcall.show.sentences import amount, capital, people, per_cent
from rollcall.show.tables import of_figure

TABLES = ("spells", "children")
WEEKS = ("12", "6", "4")
WEEKS_SWITCHES = (Switch("seen_in", "Seen in the last", tuple((weeks, f"{weeks} weeks") for weeks in WEEKS)),)
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


@dataclass(frozen=True)
class Divided:
    """Children by category or by social care status.

    `every` holds the same numbers of all the children that a finding is about, each once, and `whom` says who they are.
    """

    answer: Answer
    by: str
    every: Record
    whom: str = ""

    @property
    def in_words(self) -> str:
        """All that a finding is about: '512 children open to social care'."""
        return people(self.every["children"], one=f"child{self.whom}", many=f"children{self.whom}")

    def part(self, number: int) -> str:
        """What part of them so many are, in words."""
        return part_of(number, self.every["children"], f"children{self.whom}")


def part_of(part: int, whole: int, of: str = "children") -> str:
    """'73% of 512 children; 95% interval 69% to 77%', or only 'of 6 children' where there are too few for a share."""
    bounds = wilson(part, whole)
    if whole < _FEWEST or bounds is None:
        return f"of {amount(whole)} {of}"
    return f"{per_cent(part / whole)} of {amount(whole)} {of}; 95% interval {per_cent(bounds[0])} to {per_cent(bounds[1])}"


def key_figure(name: str, measure: str, part: int, whole: int, of: str = "children", not_recorded: int | None = None) -> KeyFigure:
    """A number with what part of the whole it is, and of how many it is not recorded where that has to be known."""
    more = "" if not_recorded is None else f". Not recorded: {amount(not_recorded)}"
    return KeyFigure(name, amount(part), measure=measure, meaning=f"{capital(part_of(part, whole, of))}{more}")


def without_any(name: str, measure: str, every: Record) -> KeyFigure:
    """How many have 0 hours recorded, beside those who have none recorded."""
    meaning = f"0 hours recorded. For {amount(every['hours_not_recorded'])} more no hours are recorded"
    return KeyFigure(name, amount(every["without_provision"]), measure=measure, meaning=meaning)


def in_no_file(asked: Asked, column: str, table: str = "spells") -> bool:
    """Whether no row of a spreadsheet kind has anything in this column: then there is nothing to count by it."""
    kept = asked.visit.ask("completeness").records()
    return not any(row["filled"] for row in kept if (row["table_name"], row["column_name"]) == (table, column))


def led(asked: Asked, children: Divided) -> Section:
    """Who has a named lead professional."""
    every = children.every
    finding = f"{amount(every['lead_named'])} of {children.in_words} have a named lead professional"
    finding += f"; for {amount(every['lead_not_recorded'])} nobody is recorded"
    return stacked(asked, children, finding, _LEADS, (f"Named: {children.part(every['lead_named'])}. {_INTERVALS}", _NOBODY))


def seen(asked: Asked, children: Divided) -> Section:
    """Who was seen in the last so many weeks, longer ago, or nobody knows when."""
    every, weeks = children.every, asked.choices.get("seen_in", WEEKS[0])
    within = f"seen_within_{weeks}_weeks"
    finding = f"{amount(every[within])} of {children.in_words} were seen in the last {weeks} weeks"
    finding += f"; of {amount(every['seen_not_recorded'])} no visit is recorded"
    rows = [{**row, "longer": row["children"] - row[within] - row["seen_not_recorded"]} for row in children.answer.records()]
    notes = (
        f"Seen in the last {weeks} weeks: {children.part(every[within])}. {_INTERVALS}",
        "The latest day in any of a child's open periods. A day after the one asked about says nothing of it, and counts as not recorded.",
    )
    columns = (
        (within, f"In the last {weeks} weeks"),
        ("longer", f"More than {weeks} weeks ago"),
        ("seen_not_recorded", "Not recorded"),
    )
    return stacked(asked, children, finding, columns, notes, rows)


def provided(asked: Asked, children: Divided) -> Section:
    """Who gets some hours of education, who none, and of whom nothing is recorded."""
    every = children.every
    is_are = "is" if every["without_provision"] == 1 else "are"
    finding = f"{amount(every['without_provision'])} of {children.in_words} {is_are} without any provision: 0 hours are recorded"
    finding += f"; for {amount(every['hours_not_recorded'])} no hours are recorded at all"
    notes = (f"Without any: {children.part(every['without_provision'])}. {_INTERVALS}", _HOURS)
    return stacked(asked, children, finding, _PROVISION, notes)


def stacked(
    asked: Asked,
    children: Divided,
    finding: str,
    columns: Sequence[tuple[str, str]],
    notes: tuple[str, ...],
    rows: Sequence[Record] | None = None,
) -> Section:
    """Children in each row by what is known of them, not recorded grey. `rows` stand in for the answer's own."""
    answer, by = children.answer, children.by
    if not answer.rows:
        return nothing("spells")
    shown = list(rows) if rows is not None else answer.records()
    if by == "category":
        shown.sort(key=lambda row: -row["children"])
    every = _bars(asked, shown, by, finding, columns)
    if by == "category":
        notes = (*notes, "A child in several categories is counted in each.")
        return Section(finding, every, answers=(answer,), notes=notes, source=every.source)
    some = _bars(asked, [row for row in shown if row[by] != _NO_SOCIAL_CARE], by, finding, columns)
    notes = (*notes, "Children whom social care does not know are not drawn, since they are most: they are in the rows.")
    return Section(finding, some, of_figure(every), answers=(answer,), notes=notes, source=every.source)


def _bars(asked: Asked, rows: Sequence[Record], by: str, finding: str, columns: Sequence[tuple[str, str]]) -> Figure:
    return Figure(
        Kind.STACKED,
        finding,
        "children",
        tuple(label(by, row[by]) for row in rows),
        tuple(Series(name, tuple(row[column] for row in rows), context="not recorded" in name.lower()) for column, name in columns),
        "Category" if by == "category" else "Social care",
        asked.as_at,
        asked.source(*TABLES),
        totals=tuple(row["children"] for row in rows),
    )
