"""How two dates of birth agree is said, and neither date."""

from __future__ import annotations

from datetime import date

import pytest

from rollcall.intake.linkage.likeness import births_compared
from rollcall.intake.linkage.records import Told
from rollcall.show.screen.matching.words import in_short, things

BORN = date(2014, 3, 4)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (BORN, "same"),
        (date(2014, 4, 3), "day and month turned round"),
        (date(2014, 3, 5), "differs in the day"),
        (date(2014, 5, 4), "differs in the month"),
        (date(2015, 3, 4), "differs in the year"),
        (date(2015, 4, 3), "differs in the day, the month and the year"),
        (date(2015, 3, 5), "differs in the day and the year"),
        (None, "not told in the list"),
    ],
)
def test_what_is_said_of_two_dates_of_birth(other: date | None, said: str) -> None:
    assert births_compared(BORN, other) == said


def test_a_date_that_the_file_lacks_is_said_to_be_missing_there() -> None:
    assert births_compared(None, BORN) == "not told in the file"
    assert births_compared(None, None) == "not told in the file or the list"


def test_what_is_shown_of_a_child_has_no_date_of_birth() -> None:
    jane = Told(born=BORN, forename="jane", surname="smith", sex="F")
    assert things(jane) == {"First name": "Jane", "Family name": "Smith", "Sex": "Female"}
    assert in_short(jane) == "Jane Smith, Female"
