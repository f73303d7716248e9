"""What one file says by itself: the copy that goes back to its partner is marked by this, so that nothing of another's is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the reading process marks the copies, and has no need of the rooms that look at them
    from collections.abc import Iterable

    from rollcall.intake.checking.findings import Finding
    from rollcall.intake.examined import ExaminedFile

_LIST_OF_CHILDREN = "children"
_BY_OTHER_LISTS = frozenset(("child_not_in_children", "wait_of_a_child_nobody_knows", "child_carried"))
_MATCHES = frozenset(("child_linked", "child_could_be_listed"))


def told_of_itself(findings: Iterable[Finding], file: ExaminedFile) -> tuple[Finding, ...]:
    """Of what was found in a file that was looked at alone, what its partner can act on.

    Whom no list of children has means nothing there unless the file holds a list itself. Who was matched is the lead's to settle.
    """
    holds_a_list = any(sheet.table == _LIST_OF_CHILDREN for sheet in file.sheets)
    untold = _MATCHES if holds_a_list else _MATCHES | _BY_OTHER_LISTS
    return tuple(finding for finding in findings if finding.code not in untold)
