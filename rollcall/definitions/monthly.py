"""The numbers that are charted at each month end with limits of chance, for which a known change can let the limits begin anew."""

from __future__ import annotations

from enum import Enum


class Monthly(Enum):
    """A number at each month end. Its name in small letters is that of its measure, and is what is kept."""

    NOT_IN_SCHOOL = "Children not in school"
    REFERRALS_WAITING = "Referrals waiting for an assessment"

    @property
    def code(self) -> str:
        """Its name in what is kept."""
        return self.name.lower()

    @property
    def question(self) -> str:
        """The question that gives its months."""
        return _QUESTIONS[self]


_QUESTIONS = {
    Monthly.NOT_IN_SCHOOL: "not_in_school_by_month",
    Monthly.REFERRALS_WAITING: "diagnostic_waits_each_month",
}
LONGEST_REASON = 500  # characters
