"""The code list of in-year admissions: what became of an application for a school place."""

from __future__ import annotations

from rollcall.definitions.table import Code, Codes

_OFFERED = (
    "place offered", "offer", "offer made", "offered a place", "place allocated", "allocated", "successful", "accepted", "approved",
    "agreed", "admitted", "place offered and accepted", "offered via fair access", "placed", "on roll",
)  # fmt: skip
_REFUSED = (
    "place refused", "refusal", "refused a place", "not offered", "unsuccessful", "rejected", "turned down", "refused full", "full",
    "year group full", "school full", "no place", "no places", "no vacancy", "no vacancies", "no place available", "refused prejudice",
)  # fmt: skip
_WITHDRAWN = (
    "application withdrawn", "withdrew", "withdrawn by parent", "cancelled", "no longer required", "parent withdrew",
    "offer declined by parent",
)  # fmt: skip

ADMISSION_DECISION = Codes(
    "What became of an application for a school place",
    "Rollcall, in the words of the School Admissions Code",
    (Code("offered", "Offered", _OFFERED), Code("refused", "Refused", _REFUSED), Code("withdrawn", "Withdrawn", _WITHDRAWN)),
)
