"""Checks of one cell: what cannot be read, and what cannot be."""

from rollcall.definitions.check import AS_THE_COLUMN, DOUBTFUL, EVERY_HEADLINE, LEFT_OUT, NOT_COUNTED, Check

_ANNEX_A_BIRTH = "Annex A rules 101a and 201a: missing date of birth"

CHECKS = (
    Check(
        "missing_required",
        "“{heading}” is blank, and a row cannot be kept without it.",
        "Fill in {column} and bring the file in again.",
        True,
        definition=f"{_ANNEX_A_BIRTH}. For other columns, Rollcall's own",
        effect=LEFT_OUT,
    ),
    Check(
        "no_value_said",
        "“{heading}” says “{typed}”, which gives no {kind}, and a row cannot be kept without one.",
        "Fill in {column} and bring the file in again.",
        True,
        definition=f"{_ANNEX_A_BIRTH}. For other columns, Rollcall's own",
        effect=LEFT_OUT,
    ),
    Check(
        "unreadable_date",
        "“{heading}” holds something that does not read as a date.",
        "Type it as day, month, year, such as 31/10/2026. The rest of the row is {rest}.",
        effect=AS_THE_COLUMN,
    ),
    Check(
        "unknown_code",
        "“{heading}” says “{typed}”, and Rollcall does not know what that means.",
        "Use one of: {known}. Or say once what the word means, when you bring the file in. The rest of the row is {rest}.",
        effect=AS_THE_COLUMN,
    ),
    Check(
        "unknown_codes",
        "“{heading}” holds {count} more words that Rollcall does not know, in {rows}.",
        "Check that this is the right column. Use one of: {known}. The rest of each row is {rest}.",
        effect=AS_THE_COLUMN,
    ),
    Check(
        "read_by_part",
        "“{heading}” says “{typed}”, which is read as {label} for one word in it that Rollcall knows, in {rows}.",
        "Nothing to do when that is right. Otherwise say once what it means, when you bring the file in.",
        effect=DOUBTFUL,
    ),
    Check(
        "reads_as_a_name",
        "“{heading}” holds what could be somebody's name, in {rows}, so nothing of it is kept.",
        "Nothing to do when it is a name. Where it is a place, write what it is, such as “Holly Bank School”. The row is kept.",
    ),
    Check(
        "unreadable_number",
        "“{heading}” holds something that does not read as a {kind}.",
        "Type digits only. The rest of the row is {rest}.",
        effect=AS_THE_COLUMN,
    ),
    Check(
        "negative_number",
        "“{heading}” is less than zero.",
        "Correct the number. The rest of the row is {rest}.",
        effect=AS_THE_COLUMN,
    ),
    Check(
        "more_hours_than_a_week",
        "“{heading}” is more hours than a week has.",
        "Give hours per week. The number is left out; the rest of the row is kept.",
        effect=AS_THE_COLUMN,
    ),
    Check(
        "error_cell",
        "The cell shows {word}, an error of the spreadsheet.",
        "Repair the formula, or type the value. The rest of the row is {rest}.",
        effect=AS_THE_COLUMN,
    ),
    Check(
        "upn_wrong",
        "“{heading}” is not a UPN: its length or its check letter does not fit.",
        "Check it against the school's system. It is left out; the rest of the row is {rest}.",
        effect=AS_THE_COLUMN,
    ),
    Check(
        "nhs_number_wrong",
        "“{heading}” is not an NHS number: its length or its check digit does not fit.",
        "Check it against the NHS Spine. It is left out; the rest of the row is {rest}.",
        effect=AS_THE_COLUMN,
    ),
    Check(
        "date_in_future",
        "“{heading}” is after today.",
        "Check the year. The row is kept, and the date does not count before that day.",
        effect=AS_THE_COLUMN,
    ),
    Check(
        "birth_in_future",
        "The date of birth is after today.",
        "Correct the date of birth. The row is kept, but the child cannot be of school age.",
        headline=EVERY_HEADLINE,
        definition="Annex A rules 105a and 205a: date of birth in the future",
        effect=NOT_COUNTED,
    ),
    Check(
        "birth_long_ago",
        "The date of birth makes this person {age} or older.",
        "Correct it, or take adults off the list. The row is kept, but the person is not of school age.",
        headline=EVERY_HEADLINE,
        definition="Annex A rules 102b and 202b: aged 26 or over",
        effect=NOT_COUNTED,
    ),
    Check(
        "aged_25",
        "The date of birth makes this person 25.",
        "Check the date of birth: an EHC plan ends by the end of the year in which the young person becomes 25.",
        definition="Annex A rules 102a and 202a: aged 25",
    ),
)
