"""The parts that a house style is made of: fields with how they are typed, and what each typed cell truly says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from random import Random
from typing import NamedTuple

Cell = str | int | float | date | datetime | None
Fact = dict[str, object]
NO_DATE = ("TBC", "?")  # words for an empty cell
NOTHING = None  # a heading that says nothing Rollcall keeps


class Asked:
    """The truth of a cell that nobody could read for certain: it must be asked about, never guessed."""


ASKED = Asked()


class Typed(NamedTuple):
    """A cell, and what it truly says when that is not the fact it was made from."""

    cell: Cell
    truth: object


Write = Callable[[object, Fact, Random], "Cell | Typed"]


@dataclass(frozen=True)
class Field:
    """One column of a house style."""

    heading: str
    means: str | tuple[str | None, ...] | None  # the declared column; several when either is right; None: nothing of ours
    write: Write
    source: str = ""  # where the fact is, when not under the column's own name
    above: str = ""  # the heading over it, in a header of two rows
    table: str = ""  # the spreadsheet kind that it tells of, when not the sheet's own
    record: tuple[tuple[str, object], ...] = ()  # which of a row's several records it belongs to: (("service", "ot"),)
    counted: bool = True  # whether its cells are counted, beside its heading

    @property
    def column(self) -> str | None:
        """The declared column whose cells it fills."""
        return self.means[0] if isinstance(self.means, tuple) else self.means


def _as_it_is(value: object, _fact: Fact, _chance: Random) -> Cell:
    return value  # type: ignore[return-value]


def plain(heading: str, means: str | tuple[str | None, ...], source: str = "", **more: object) -> Field:
    """A field typed as the fact is."""
    return Field(heading, means, _as_it_is, source, **more)  # type: ignore[arg-type]


def identifier(heading: str, means: str, pattern: str = "{}", source: str = "", **more: object) -> Field:
    """A number or reference in the house's own pattern, which the truth is too."""

    def write(value: object, _fact: Fact, _chance: Random) -> Cell | Typed:
        return Typed(pattern.format(value), pattern.format(value)) if value else None

    return Field(heading, means, write, source, **more)  # type: ignore[arg-type]


def nhs(heading: str, spaced: bool = False, **more: object) -> Field:
    """An NHS number, in one run or as 3-3-4."""

    def write(value: object, _fact: Fact, _chance: Random) -> Cell:
        text = str(value) if value else None
        return f"{text[:3]} {text[3:6]} {text[6:]}" if text and spaced else text

    return Field(heading, "nhs_number", write, **more)  # type: ignore[arg-type]


def words(
    heading: str, means: str, said: Mapping[str, str | tuple[str, ...]], blank: str = "", local: bool = False, **more: object
) -> Field:
    """A coded fact in the house's own words. A code without a word is left blank. `local`: the word as typed is right as well."""

    def write(value: object, _fact: Fact, chance: Random) -> Cell | Typed:
        told = said.get(str(value)) if value is not None else None
        if told is None:
            return Typed(blank or None, None)
        typed = told if isinstance(told, str) else chance.choice(told)
        return Typed(typed, frozenset((value, typed)) if local else value)

    return Field(heading, means, write, **more)  # type: ignore[arg-type]


def number(heading: str, means: str, pattern: str = "", **more: object) -> Field:
    """A number, or a number inside words such as '12.5 hrs'."""

    def write(value: object, _fact: Fact, _chance: Random) -> Cell | Typed:
        return None if value is None else Typed(pattern.format(value), value) if pattern else value  # type: ignore[return-value]

    return Field(heading, means, write, **more)  # type: ignore[arg-type]


def counter(heading: str, **more: object) -> Field:
    """1, 2, 3 down the rows, as forms and people number them."""
    numbers = count(1)
    return Field(heading, NOTHING, lambda _value, _fact, _chance: next(numbers), **more)  # type: ignore[arg-type]


def aside(heading: str, *said: Cell, fact: str = "", **more: object) -> Field:
    """A field that is nothing of ours: one of some words, or a private fact."""

    def write(_value: object, told: Fact, chance: Random) -> Cell:
        return told.get(fact) if fact else chance.choice(said) if said else None  # type: ignore[return-value]

    return Field(heading, NOTHING, write, **more)  # type: ignore[arg-type]


Way = Callable[[date], Cell]


def in_text(pattern: str) -> Way:
    """Dates as text in a strftime pattern."""
    return lambda day: day.strftime(pattern)


def real(day: date) -> Cell:
    """A date that Excel knows is a date."""
    return day


def unpadded(day: date) -> Cell:
    """Day first, without the noughts: 4/9/2025."""
    return f"{day.day}/{day.month}/{day.year}"


def month_first(day: date) -> Cell:
    """As an American server writes it: 9/4/2025 12:00:00 AM."""
    return f"{day.month}/{day.day}/{day.year} 12:00:00 AM"


def serial(day: date) -> Cell:
    """The number that Excel holds for a day."""
    return (day - date(1899, 12, 30)).days


def with_ending(day: date) -> Cell:
    """As people write it: 4th September 2025."""
    ending = "th" if 10 <= day.day <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return f"{day.day}{ending} {day:%B %Y}"


def turned_round(day: date) -> Cell:
    """A day-first text that an American Excel opened: a real date with day and month changed over when both fit, else the text left."""
    return date(day.year, day.day, day.month) if day.day <= 12 else day.strftime("%d/%m/%Y")


def dated(
    heading: str,
    means: str | tuple[str | None, ...],
    way: Way = real,
    blank: str | Sequence[str] = "",
    slips: Sequence[str] = (),
    **more: object,
) -> Field:
    """A date. `blank` is typed for none; about one in thirty is a slip that nobody can read for certain."""

    def write(value: object, _fact: Fact, chance: Random) -> Cell | Typed:
        if slips and chance.random() < 0.03:
            typed = chance.choice(slips)
            return Typed(typed, None if typed in NO_DATE else ASKED)
        if value is None:
            return (blank if isinstance(blank, str) else chance.choice(blank)) or None
        assert isinstance(value, date)
        return Typed(way(value), value)

    return Field(heading, means, write, **more)  # type: ignore[arg-type]


def moment(heading: str, means: str | None, source: str = "", hour: int = 9, **more: object) -> Field:
    """A date with a time of day, as forms and systems stamp it."""

    def write(value: object, _fact: Fact, chance: Random) -> Cell:
        if not isinstance(value, date):
            return None
        return datetime(value.year, value.month, value.day, hour) + timedelta(minutes=chance.randint(0, 400))  # noqa: DTZ001

    return Field(heading, means, write, source, **more)  # type: ignore[arg-type]


# What nearly every sheet has and Rollcall never keeps.
SURNAME = aside("Surname", fact="surname")
FORENAME = aside("Forename", fact="forename")
POSTCODE = aside("Postcode", fact="postcode")
ADDRESS = aside("Address", fact="address")
TELEPHONE = aside("Telephone", fact="telephone")
COMMENTS = aside("Comments", "", "", "Awaiting call back", "Spoke to mum 12/09", "See file", "Letter sent, no reply")


def full_name(heading: str = "Name") -> Field:
    """Surname and forename in one cell."""
    return Field(heading, NOTHING, lambda _value, fact, _chance: f"{fact['surname']}, {fact['forename']}")
