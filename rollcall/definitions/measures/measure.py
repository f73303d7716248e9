"""What a measure is: the question it answers, what is counted out of what, which way is good, and who answers for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Literal

from rollcall.definitions.benchmarks import Benchmark

Better = Literal["up", "down", "neither"]

COUNCIL = "Council: lead for SEND"
HEALTH = "Integrated care board: commissioner for children"
VIRTUAL_SCHOOL = "Council: virtual school head"
NOTHING = "Nothing: it is a count, and no rate"
NO_TARGET = "none was found in national guidance."
OUT_OF_SCHOOL = "Children with SEND of school age who are not in school on the day, each once"
AGAINST_PLAIN = "tests/show/test_measures_against_plain.py"
QUESTIONS_AGAINST_PLAIN = "tests/questions/test_against_plain.py"
BOTH = "Council: lead for SEND, with the integrated care board's designated clinical officer"


class Theme(Enum):
    """The five themes of the thematic review, the numbers, waits and returns that all of them lean on, and what people say."""

    NUMBERS = "Numbers not in school"
    INFORMATION_SHARING = "Information sharing"
    HEALTH_SERVICES = "Access to health services"
    OVERSIGHT = "Oversight"
    ENABLERS_AND_BARRIERS = "Enablers and barriers"
    HELP_AND_PROTECTION = "Help and protection"
    WAITS = "Waits"
    RETURNS = "Returns"
    VOICE = "Voice"


@dataclass(frozen=True)
class Target:
    """What somebody with the right to ask for it asks for."""

    says: str
    source: str
    url: str


@dataclass(frozen=True)
class Columns:
    """Columns of one question: `question` is the name of a file in queries/ without its ending."""

    question: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Measure:
    """One number and its meaning: what it counts, over what it is counted out of, which is NOTHING for a count that is no part of another.

    Either there is a target or the reason why there is none, and either a comparison or the reason why nothing is like it.
    """

    name: str
    title: str
    asks: str
    theme: Theme
    numerator: str
    denominator: str
    unit: str
    better: Better
    questions: tuple[Columns, ...]
    caveat: str
    owner: str
    review: date
    checked_by: str = AGAINST_PLAIN  # the test that checks it against plain Python, from the repository's folder
    target: Target | None = None
    no_target_because: str = ""
    comparison: Benchmark | None = None
    no_comparison_because: str = ""

    def __post_init__(self) -> None:
        assert (self.target is None) == bool(self.no_target_because), f"{self.name}: a target, or why there is none"
        assert (self.comparison is None) == bool(self.no_comparison_because), f"{self.name}: a comparison, or why there is none"

    @property
    def in_short(self) -> tuple[str, ...]:
        """What it counts out of what, which way is good and what is aimed at, and what to beware of: three paragraphs."""
        return f"Counted: {self.numerator}. Out of: {self.denominator}.", f"{self.good} {self.aim}", self.caveat

    @property
    def good(self) -> str:
        """Which way is good, in a sentence."""
        return {
            "up": "Higher is better.",
            "down": "Lower is better.",
            "neither": "Neither higher nor lower is better by itself.",
        }[self.better]

    @property
    def aim(self) -> str:
        """The target, or why there is none, in a sentence."""
        if self.target:
            return f"Target: {self.target.says} ({self.target.source})."
        return f"No target: {self.no_target_because}"

    @property
    def likeness(self) -> str:
        """What it may be read beside, or why nothing is like it."""
        if self.comparison:
            of = f"{self.comparison.measure}, {self.comparison.geography}, {self.comparison.period}"
            return f"Read beside: {of}: {self.comparison.shown}. Source: {self.comparison.source}. {self.comparison.why_differs}"
        return f"No comparison: {self.no_comparison_because}"


Declared = tuple[str, str, str, str, str, Better, tuple[str, ...], str]
"""Name, title, question, numerator, denominator, which way is good, columns, caveat."""


def alike(
    theme: Theme,
    question: str,
    no_comparison_because: str,
    review: date,
    measures: Iterable[Declared],
    checked_by: str = AGAINST_PLAIN,
) -> Iterator[Measure]:
    """Measures of children not in school that come from one question, that the council answers for, and that have no target."""
    for name, title, asks, numerator, denominator, better, columns, caveat in measures:
        yield Measure(
            name=name,
            title=title,
            asks=asks,
            theme=theme,
            numerator=numerator,
            denominator=denominator,
            unit="children",
            better=better,
            no_target_because=NO_TARGET,
            no_comparison_because=no_comparison_because,
            caveat=caveat,
            owner=COUNCIL,
            questions=(Columns(question, columns),),
            review=review,
            checked_by=checked_by,
        )


def named(*measures: Measure) -> dict[str, Measure]:
    """The measures by their names, no name twice."""
    found = {measure.name: measure for measure in measures}
    assert len(found) == len(measures)
    return found
