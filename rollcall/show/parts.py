"""What a page is made of: a headline with its key figures, and parts that each answer one question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rollcall.answers.answer import Answer
from rollcall.definitions.benchmarks import Benchmark
from rollcall.definitions.measures import MEASURES
from rollcall.definitions.monthly import Monthly
from rollcall.show.asking import Asked
from rollcall.show.figures import Figure, Value
from rollcall.show.labels import table_title
from rollcall.show.sentences import listed
from rollcall.show.tables import Grid


@dataclass(frozen=True)
class KeyFigure:
    """One number that matters, its change in words, and how it moved."""

    label: str
    value: str
    change: str = ""
    trend: tuple[Value, ...] = ()
    measure: str = ""  # its name in the registry of measures
    help: str = ""  # what is to be said of it here and now, beside what its measure says
    meaning: str = ""  # said under the number, where two numbers could be taken for each other

    @property
    def hover(self) -> tuple[str, ...]:
        """What is said of the number to whoever points at it: what holds here and now, then its measure."""
        here = (self.help,) if self.help else ()
        return (*here, *(MEASURES[self.measure].in_short if self.measure else ()))


@dataclass(frozen=True)
class Headline:
    """The answer in a sentence, what to add to it, and three to six key figures."""

    sentence: str
    more: str = ""
    key_figures: tuple[KeyFigure, ...] = ()


@dataclass(frozen=True)
class Line:
    """A line of text that leads to another page."""

    text: str
    page: str


@dataclass(frozen=True)
class Section:
    """One question answered: its finding, a figure or lines or a table, and what has to be said beside them.

    `needs` names the spreadsheet to bring in when there is nothing to show.
    """

    finding: str
    figure: Figure | None = None
    grid: Grid | None = None  # a table in the place of a figure; with a figure, its rows when it draws only some of them
    lines: tuple[Line, ...] = ()
    answers: tuple[Answer, ...] = ()
    notes: tuple[str, ...] = ()
    workings: tuple[str, ...] = ()  # how the numbers were worked out, step by step, for who wants to do it again
    references: tuple[Benchmark, ...] = ()
    source: str = ""
    when: str = ""  # the time it speaks for in words, when that is not the day asked about
    needs: str = ""
    limits_of: Monthly | None = None  # whose limits a known change can let begin anew
    of_the_register: bool = False  # it speaks of a law whose day the lead can set


@dataclass(frozen=True)
class Switch:
    """A choice inside one part, kept in the address."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]  # value and what it is called
    for_the_lead: bool = False  # what it cuts by would tell everyone else of small numbers


@dataclass(frozen=True)
class Slider:
    """A number that the reader sets inside one part, kept in the address."""

    name: str
    label: str
    lowest: int
    highest: int
    start: int
    help: str = ""


@dataclass(frozen=True)
class Several:
    """Any of the words that the data has, chosen inside one part, and kept in the address."""

    name: str
    label: str
    options: Callable[[Asked], tuple[str, ...]]
    placeholder: str


@dataclass(frozen=True)
class Part:
    """One place on a page. `wide` parts take the whole width."""

    key: str
    question: str
    build: Callable[[Asked], Section]
    switches: tuple[Switch, ...] = ()
    sliders: tuple[Slider, ...] = ()
    several: Several | None = None
    wide: bool = False
    in_meetings: bool = True
    only_if: Callable[[Asked], bool] | None = None  # left out of the page when it says no


def for_the_lead(asked: Asked) -> bool:
    """Whether the reader may be told exact numbers: for a part whose numbers nothing protects yet."""
    return asked.exact


@dataclass(frozen=True)
class Listing:
    """The list of children behind the page's number, for those who may see children."""

    question: str
    title: str
    note: str


@dataclass(frozen=True)
class Counted:
    """The number that says what the filters leave: 214 of 512 children."""

    question: str
    column: str
    one: str
    many: str


@dataclass(frozen=True)
class Story:
    """A whole page: its headline, its parts in reading order, the filters it takes, and the list behind its number."""

    headline: Callable[[Asked], Headline]
    parts: tuple[Part, ...]
    filters: tuple[str, ...]
    counted: Counted
    listing: Listing | None = None
    between_days: bool = False  # speaks of what changed since an earlier day, which the reader chooses


def cannot_say(asked: Asked, what: str, *tables: str) -> Headline | None:
    """In the place of a headline whose spreadsheets have not been brought in: that it is not known, which is not the same as none."""
    missing = [table_title(table) for table in asked.missing(*tables)]
    if not missing:
        return None
    have = "has" if len(missing) == 1 else "have"
    return Headline(f"Nobody can say yet {what}: {listed(missing)} {have} not been brought in.")


def nothing(needs: str, finding: str = "Nothing to show") -> Section:
    """A section with nothing in it: because its spreadsheet has not been brought in, or because nothing in that is left to show."""
    return Section(finding, needs=needs)
