"""The shape of a check: what can be found in a partner's file, what to do about it, what it keeps to, and which headline it moves."""

from __future__ import annotations

from dataclasses import dataclass

EVERY_HEADLINE = "Every headline"
NO_HEADLINE = "No headline"

# What becomes of the headline while the finding stands: {rows} is "12 rows", {count} of {of} are rows of that spreadsheet kind in the drop.
MOVES_NOTHING = ""
LEFT_OUT = "{rows} left out of {headline}, {count} of {of}"
NOT_RECORDED = "{rows} not recorded in {headline}, {count} of {of}"
NOT_COUNTED = "{rows} not counted in {headline}, {count} of {of}"
DOUBTFUL = "{rows} in doubt in {headline}, {count} of {of}"
AS_THE_COLUMN = "as the column"  # a value is left out: what that moves is said by `definitions/weight.py`


@dataclass(frozen=True)
class Check:
    """A check: its code, its sentences (with places for the heading and the like), whether it keeps a row out, and what it moves."""

    code: str
    what: str
    what_to_do: str
    refuses_row: bool = False
    headline: str = ""  # when it is not the spreadsheet's own
    definition: str = ""  # the rule of Annex A, or the definition in law, guidance or the thematic review, that it keeps
    effect: str = MOVES_NOTHING  # a refused row is always LEFT_OUT, unless the check says otherwise
