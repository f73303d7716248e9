"""The code list of in-year admissions: what became of an application for a school place."""

from __future__ import annotations

from rollcall.definitions.table import Code, Codes

_OFFERED = (
    "place offered", "offer", "offer made", "offered a place", "place allocated", "allocated", "successful", "approved",
    "agreed", "admitted", "place offered and accepted", "offered via fair access", "placed", "on roll",
)  # fmt: skip
_REFUSED = (
    "place refused", "refusal", "refused a place", "not offered", "unsuccessful", "rejected", "turned down", "refused full", "full",
    "year group full", "school full", "no place", "no places", "no vacancy", "no vacancies", "no place available", "refused prejudice",
    "unable to offer", "no offer", "could not offer", "cannot offer", "not admitted", "offer not made",
)  # fmt: skip
_WITHDRAWN = (
    "application withdrawn", "withdrew", "withdrawn by parent", "cancelled", "no longer required", "parent withdrew",
    "offer declined by parent", "offer declined", "offer refused by parent", "parent declined offer", "place declined",
)  # fmt: skip
_UNDECIDED = (
    "undecided", "pending", "offer pending", "decision pending", "awaiting decision", "awaiting outcome", "waiting list", "on waiting list",
    "in progress", "being processed", "under consideration", "with school", "application received", "application accepted",
    "referred to fair access", "fair access",
)  # fmt: skip

ADMISSION_DECISION = Codes(
    "What became of an application for a school place",
    "Rollcall, in the words of the School Admissions Code",
    (
        Code("offered", "Offered", _OFFERED),
        Code("refused", "Refused", _REFUSED),
        Code("withdrawn", "Withdrawn", _WITHDRAWN),
        Code("undecided", "Not decided yet", _UNDECIDED),
    ),
)
