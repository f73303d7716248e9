"""The guard: which numbers are hidden, beyond the small ones themselves, so that none of those can be worked out."""

from rollcall.answers.guard import changes
from rollcall.answers.guard.cells import Cells, Cut, Place
from rollcall.answers.guard.changes import Beside, hidden_changes
from rollcall.answers.guard.guarded import hidden_cells
from rollcall.answers.guard.known import FAMILIES, ROWS_FOR_NOBODY
from rollcall.answers.guard.known import FAMILY_OF as _OF_ONE_DAY

CHANGES = "changes"
FAMILY_OF = {**_OF_ONE_DAY, changes.QUESTION: CHANGES}
"""The family that each question's numbers are protected in."""

__all__ = [
    "CHANGES",
    "FAMILIES",
    "FAMILY_OF",
    "ROWS_FOR_NOBODY",
    "Beside",
    "Cells",
    "Cut",
    "Place",
    "changes",
    "hidden_cells",
    "hidden_changes",
]
