"""What came of linking: who was found by a number, who by likeness, who is asked about, and whom nobody lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from rollcall.intake.linkage.model import Compared
from rollcall.intake.linkage.records import UnlistedChild
from rollcall.intake.linkage.verdicts import SURE, Match, Verdict
from rollcall.store import LinkRecord

NO_DATE_OF_BIRTH = "These rows give no date of birth, so they cannot be compared with the lists of children by anything but a number."
NO_LIST = "No list of children with dates of birth is at hand to compare them with: bring one in, in this drop or before it."
NO_NAMES = (
    "Of the lists kept before no name and no postcode is known, so less could be compared: "
    "drop the list of children together with these files."
)
NOT_LISTED = "none"


@dataclass(frozen=True)
class Matching:
    """What was said about children who may be the same: answers by the pair's key, and how sure a link must be to be made unasked."""

    answers: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}))
    sure: float = SURE
    compared: Compared | None = field(default=None, compare=False, repr=False)  # what a drop remembers while it waits


NOTHING_MATCHED = Matching()


@dataclass(frozen=True)
class Linkage:
    """The children of the registers and waiting lists of a drop, by how a list of children knows them."""

    by_number: int  # found by a reference, NHS number or UPN
    unlisted: tuple[UnlistedChild, ...] = ()  # found by no number
    matches: tuple[Match, ...] = ()  # the pairs that are likely, or were said something about, the likeliest first
    sure: float = SURE
    why_not: str = ""  # what kept them from being compared

    @property
    def linked(self) -> tuple[Match, ...]:
        """Taken for one child, by likeness or because it was said."""
        return tuple(match for match in self.matches if match.is_linked)

    @property
    def asked(self) -> tuple[Match, ...]:
        """The pairs that a person has to look at."""
        return tuple(match for match in self.matches if match.verdict is Verdict.POSSIBLE)

    @property
    def children_asked_about(self) -> int:
        """How many children the open pairs are about."""
        return len({match.unlisted.mark for match in self.asked})

    @property
    def not_listed(self) -> tuple[UnlistedChild, ...]:
        """Those who are like no listed child, or of whom it was said that they are another."""
        found = {match.unlisted.mark for match in self.matches if match.verdict is not Verdict.SAID_DIFFERENT}
        return tuple(child for child in self.unlisted if child.mark not in found)

    @property
    def could_be_compared(self) -> frozenset[int]:
        """Which tables tell names or postcodes that would be compared if the list of children, kept before, were dropped with them."""
        if self.why_not != NO_NAMES:
            return frozenset()
        return frozenset(table for child in self.unlisted if child.told.is_named and child.told.born for table, _ in child.rows)

    @property
    def to_keep(self) -> tuple[LinkRecord, ...]:
        """What is remembered, so that nothing is asked twice: keyed hashes and answers, and nothing that was compared."""
        told = [LinkRecord(m.unlisted.partner, m.unlisted.mark, m.listed.mark, m.verdict.value, m.probability) for m in self.matches]
        return (*told, *(LinkRecord(child.partner, child.mark, None, NOT_LISTED, None) for child in self.not_listed))
