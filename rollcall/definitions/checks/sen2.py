"""Checks of a SEN2 person-level return, whose tables are joined."""

from rollcall.definitions.check import EVERY_HEADLINE, NOT_RECORDED, Check

CHECKS = (
    Check(
        "sen2_nobodys",
        "These rows belong to nobody in the table of persons, so they are not used: {rows}.",
        "Bring in all tables of one export together, and check that their identifiers are those of the table of persons.",
        headline=EVERY_HEADLINE,
        definition="SEN2 person-level return: each record belongs to a person, a request or an active plan",
    ),
    Check(
        "sen2_not_read",
        "“{heading}” holds something that is neither a date nor a code of SEN2 in {cells}. Those cells are left out.",
        "Use DfE's codes, and dates as year, month, day, such as 2026-01-15.",
        definition="SEN2 person-level return, code sets and date format",
        effect=NOT_RECORDED,
    ),
)
