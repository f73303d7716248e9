"""The Children Not in School register: where the law stands, what a register will hold, and which of it Rollcall keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

ACT = "Children's Wellbeing and Schools Act 2026, section 38, which inserts sections 436B to 436G into the Education Act 1996"
URL = "https://www.legislation.gov.uk/ukpga/2026/21/section/38/enacted"
LAST_READ = "June 2026"
IN_FORCE_FROM: date | None = None
"""The day from which section 436C applies. None while no day had been set when the Act was last read."""


@dataclass(frozen=True)
class Field:
    """One thing that a register will hold. `column` is where Rollcall keeps it, empty where it does not."""

    name: str
    column: str = ""


# Read in the bill as amended in January 2026. The wording as enacted was not read.
IN_THE_BILL: tuple[Field, ...] = (
    Field("Date of birth", "date_of_birth"),
    Field("Hours of education a week", "hours_per_week"),
    Field("Name"),
    Field("Home address"),
    Field("Names and addresses of the parents, and which of them educates"),
    Field("Time educated by parents, apart from time educated by others"),
    Field("Each other provider: name, address, type, place or website, and time"),
)
# What regulations may add. None were read: they stand apart, and are not to be taken for the law.
REGULATIONS_MAY_ADD: tuple[Field, ...] = (
    Field("Sex", "sex"),
    Field("Ethnicity", "ethnicity"),
    Field("SEN status", "sen_status"),
    Field("Primary need", "primary_need"),
    Field("Social care status", "social_care"),
    Field("Main reason", "reason"),
    Field("School attendance orders"),
)
KEPT: tuple[Field, ...] = tuple(field for field in (*IN_THE_BILL, *REGULATIONS_MAY_ADD) if field.column)
NOT_KEPT: tuple[Field, ...] = tuple(field for field in (*IN_THE_BILL, *REGULATIONS_MAY_ADD) if not field.column)
BASIS: dict[str, str] = {
    "a": "(a) On no school's roll",
    "b": "(b) On a roll, educated elsewhere or part of the time by agreement",
    "not_known": "(a) or (b): no list says who is on a roll",
    "none": "No basis by itself: severely absent",
}
