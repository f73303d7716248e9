"""The workbook to correct: made of one file of a drop looked at alone, and known again when it comes back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from rollcall.intake import corrected
from rollcall.intake.intake import Said, put_together
from rollcall.intake.linkage.linkage import NOTHING_MATCHED
from rollcall.intake.reading.read import Dropped
from rollcall.intake.speaks_for import FoundFile
from rollcall.store import Store


def marked_copy(dropped: Dropped, found: FoundFile, said: Said, store: Store, today: date) -> bytes:
    """A file as it came, with everything marked that is found when it is looked at alone. FileRefused when it cannot be.

    It goes back to its partner, who may not learn from it what other partners' files, or what is kept of them, say of a child.
    """
    nothing_kept = store.with_nothing_kept()
    try:
        alone = put_together((found,), replace(said, matching=NOTHING_MATCHED), nothing_kept, today)
    finally:
        nothing_kept.close()
    return corrected.write(dropped, corrected.told_of_itself(alone.findings, alone.files[0]), alone.files[0])


def why_a_file_of_its_own(name: str, original: str, placed: Collection[str]) -> str:
    """Why a marked copy does not take the place of the file that it was made of, as a sentence; nothing when it does."""
    if not corrected.is_called_as_copy(name, original):
        return f"It was made of the marked copy of {original}, and is called otherwise, so it is taken for a file of its own."
    if original in placed:
        return f"Another marked copy of {original} came with it and has taken its place. Take out the one that is not meant."
    return ""
