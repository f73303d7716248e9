"""One total held against what it is published as, and what all of those of a file come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """Whether what was worked out and what is published are the same number."""

    MATCHES = "matches"
    DIFFERS = "does not match"
    OPEN = "cannot be told"  # parts of it are not published: nothing contradicts it


@dataclass(frozen=True)
class Comparison:
    """A total as Rollcall works it out, beside the published one."""

    source: str  # "file · sheet" of the published total
    row: int | None  # Excel's number of the row that the published total stands in; None when it stands in a release
    kind: str  # what is held against what: "England against its regions"
    what: str  # which total it is
    computed: float
    published: float
    allowed: float  # how far apart they may be by rounding
    why: str  # why they may be apart, or why it cannot be told
    verdict: Verdict
    is_of_all: bool = False  # of everybody in England: no band of waiting, no group of children
    is_headline: bool = False  # the total that a file is known by, such as all children for England in its latest period

    @property
    def sentence(self) -> str:
        """Both numbers, and what may lie between them."""
        at_least = "at least " if self.verdict is Verdict.OPEN else ""
        return f"{self.what}: worked out as {at_least}{said(self.computed)}, published as {said(self.published)} ({self.kind}). {self.why}"

    @property
    def matches(self) -> bool:
        """Whether the two numbers are the same."""
        return self.verdict is Verdict.MATCHES

    @property
    def where(self) -> str:
        """Where the published total stands."""
        sheet = self.source.rsplit(" · ", 1)[-1]
        return f"{sheet}, row {self.row:,}" if self.row else sheet


@dataclass(frozen=True)
class Reconciled:
    """Every total of one published file that could be held against another."""

    file: str
    title: str
    comparisons: tuple[Comparison, ...]
    suspects: tuple[str, ...] = ()  # cells, each of which alone would explain totals that do not match
    left: tuple[str, ...] = ()  # why something was not added up

    @property
    def matching(self) -> tuple[Comparison, ...]:
        """Those that match."""
        return self.having(Verdict.MATCHES)

    @property
    def differing(self) -> tuple[Comparison, ...]:
        """Those that do not, what the file is known by first."""
        return tuple(sorted(self.having(Verdict.DIFFERS), key=lambda one: not one.is_headline))

    @property
    def open(self) -> tuple[Comparison, ...]:
        """Those of which it cannot be told."""
        return self.having(Verdict.OPEN)

    @property
    def as_well(self) -> tuple[Comparison, ...]:
        """The other ways in which the total that the file is known by comes out the same."""
        return tuple(one for one in self.matching if one.is_headline and one is not self.headline)

    def having(self, verdict: Verdict) -> tuple[Comparison, ...]:
        """The comparisons with one outcome."""
        return tuple(one for one in self.comparisons if one.verdict is verdict)

    @property
    def for_england(self) -> tuple[Comparison, ...]:
        """The comparisons of a whole country's totals, as they are told one by one."""
        return tuple(one for one in self.comparisons if one.is_of_all)

    @property
    def headline(self) -> Comparison | None:
        """The total that the file is known by: one that does not match first, then what a release says, then the largest."""
        known_by = [one for one in self.comparisons if one.is_headline and one.verdict is not Verdict.OPEN]
        return max(known_by, key=lambda one: (one.verdict is Verdict.DIFFERS, one.row is None, one.published), default=None)


def counted(comparisons: Sequence[Comparison]) -> dict[str, dict[Verdict, int]]:
    """For each kind of comparison, how many came out how."""
    counts: dict[str, dict[Verdict, int]] = {}
    for one in comparisons:
        of = counts.setdefault(one.kind, dict.fromkeys(Verdict, 0))
        of[one.verdict] += 1
    return counts


def said(number: float) -> str:
    """A number as people read it."""
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:,.4f}".rstrip("0").rstrip(".")
