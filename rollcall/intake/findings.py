"""What can be found in a partner's file: each check declared once, with what is wrong, what to do, and which headline it moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing found in a file, where, what to do, and the headline it changes. Never a child's value."""

    code: str
    file: str
    sheet: str
    cell: str | None  # Excel's own letters, such as F14; None when it is about a whole sheet or file
    what: str
    what_to_do: str
    headline: str
    refuses_row: bool
    rows: int  # rows that it is about
    effect: str = ""  # by how much the headline moves: '12 rows left out of Returns within six months, 12 of 311'
    moves: int = 0  # rows or children that the headline loses or miscounts; what findings are sorted by
    cells: tuple[str, ...] = ()  # every cell, when it is about more than the one in `cell`


@dataclass(frozen=True)
class Check:
    """A check: its code, its sentences (with places for the heading and the like), and whether it keeps a row out."""

    code: str
    what: str
    what_to_do: str
    refuses_row: bool = False
    headline: str = ""  # when it is not the spreadsheet's own
    definition: str = ""  # the rule of Annex A, or the definition of the thematic review, that it keeps


@dataclass(frozen=True)
class Place:
    """The sheet that findings are about, and the headline its rows feed."""

    file: str
    sheet: str
    headline: str

    def finding(
        self, check: Check, cell: str | None, told: Mapping[str, object], rows: int = 1, refuses: bool | None = None, headline: str = ""
    ) -> Finding:
        """One finding of a check, its sentences filled in with what is told."""
        refuses_row = check.refuses_row if refuses is None else refuses
        what, to_do = check.what.format(**told), check.what_to_do.format(**told)
        return Finding(check.code, self.file, self.sheet, cell, what, to_do, headline or check.headline or self.headline, refuses_row, rows)


_CHECKS = (
    Check(
        "missing_required_column",
        "This {title} sheet has no column for {column}, so none of its rows can be kept.",
        "Add a column headed “{column}” ({meaning}) and bring the file in again.",
        True,
    ),
    Check(
        "no_identifier_column",
        "This {title} sheet has no column that names the child, so none of its rows can be kept.",
        "Add a column with the child's reference, UPN or NHS number, and bring the file in again.",
        True,
    ),
    Check(
        "missing_required",
        "“{heading}” is blank, and a row cannot be kept without it.",
        "Fill in {column} and bring the file in again.",
        True,
    ),
    Check(
        "no_identifier",
        "The row does not say which child it is about: no usable reference, UPN or NHS number.",
        "Fill in the child's reference, UPN or NHS number.",
        True,
    ),
    Check(
        "unreadable_date",
        "“{heading}” holds something that does not read as a date.",
        "Type it as day, month, year, such as 31/10/2026. The rest of the row is {rest}.",
    ),
    Check(
        "unknown_code",
        "“{heading}” says “{typed}”, which is not on the list of words for it ({list}).",
        "Use one of: {known}. The rest of the row is {rest}.",
    ),
    Check(
        "unreadable_number",
        "“{heading}” holds something that does not read as a {kind}.",
        "Type digits only. The rest of the row is {rest}.",
    ),
    Check(
        "ending_not_read",
        "“{heading}” is not read, and its words say that some rows are over. Rows without an end date count as still going on.",
        "Give the date each one ended, in a column headed “{column}”.",
    ),
    Check("negative_number", "“{heading}” is less than zero.", "Correct the number. The rest of the row is {rest}."),
    Check("date_in_future", "“{heading}” is after today.", "Check the year. The row is kept, and does not count before that day."),
    Check(
        "birth_in_future",
        "The date of birth is after today.",
        "Correct the date of birth. The row is kept, but the child cannot be of school age.",
        headline="Every headline",
    ),
    Check(
        "birth_long_ago",
        "The date of birth makes this person {age} or older.",
        "Correct it, or take adults off the list. The row is kept, but the person is not of school age.",
        headline="Every headline",
    ),
    Check(
        "told_again",
        "The same period or referral is told of again, with another ending, in {other}. That telling is used.",
        "Nothing to do when the other row is the newer one. Otherwise correct the date it ended.",
        True,
    ),
    Check("duplicate_row", "The row repeats {other} exactly.", "Take out one of the two. It is counted once.", True),
    Check(
        "two_dates_of_birth",
        "The same child is listed with another date of birth in {other}.",
        "Find out which is right. The later row is used.",
        headline="Every headline",
    ),
    Check(
        "two_children_one_number",
        "The same {number} stands against another child's reference in {other}.",
        "Find out whether this is one child listed twice, or a number typed against the wrong child.",
        headline="Every headline",
    ),
    Check(
        "upn_wrong",
        "“{heading}” is not a UPN: its length or its check letter does not fit.",
        "Check it against the school's system. It is left out; the rest of the row is {rest}.",
    ),
    Check(
        "upn_unknown_council",
        "“{heading}” has a council code that Rollcall does not know in {rows}. The UPNs are kept.",
        "Check its second to fourth characters.",
    ),
    Check(
        "nhs_number_wrong",
        "“{heading}” is not an NHS number: its length or its check digit does not fit.",
        "Check it against the NHS Spine. It is left out; the rest of the row is {rest}.",
    ),
    Check(
        "error_cell",
        "The cell shows {word}, an error of the spreadsheet.",
        "Repair the formula, or type the value. The rest of the row is {rest}.",
    ),
    Check(
        "error_cells_elsewhere",
        "{count} cells outside the columns that are kept show an error such as {word}.",
        "Nothing to do for Rollcall; repair the formulas if you use them.",
    ),
    Check(
        "missed_more_than_possible",
        "More sessions were missed than were possible.",
        "Correct one of the two numbers. The row is kept.",
        headline="Severe absence candidates",
    ),
    Check(
        "more_hours_than_a_week",
        "“{heading}” is more hours than a week has.",
        "Give hours per week. The number is left out; the rest of the row is kept.",
    ),
    Check(
        "ended_without_outcome",
        "The period has ended, and nothing says how.",
        "Fill in how it ended: returned to school, moved away, no longer of school age, or other.",
        headline="Returns to school",
    ),
    Check(
        "returned_without_end_date",
        "The child is said to have returned to school, and no end date is given, so the child still counts as out.",
        "Fill in the first day back.",
        headline="Returns to school",
    ),
    Check("dates_out_of_order", "“{later}” is before “{earlier}”.", "Correct one of the two dates. The row is kept as it is."),
    Check(
        "child_not_in_children",
        "{children} in no list of children, so nothing is known of their age, SEN status or needs: {rows}.",
        "Add them to the list of children, or correct the reference. They are counted by name in the footnotes, not in the headlines.",
    ),
    Check(
        "reference_read_loosely",
        "“{heading}” differs from the list of children only in capitals, spaces or zeros in front, and is read as the same: {rows}.",
        "Nothing to do, unless two children have references as alike as that. Keep references as text, so that Excel keeps their zeros.",
        headline="Every headline",
    ),
    Check(
        "providers_own_references",
        "“{heading}” is the provider's own numbering, so it is not used: it names other children than the {number} in {rows}.",
        "Nothing to do. Leave the column out next time.",
    ),
    Check(
        "two_names",
        "The reference names one child of the list of children, and the {number} another. The reference is used.",
        "Find out which child is meant, and correct the reference or the {number}.",
    ),
    Check(
        "child_carried",
        "In no list of children, but this sheet gives a date of birth and a SEN status, so those are kept as well: {rows}.",
        "Nothing to do, unless a list of children that has them is at hand: bring it in, and it is used instead.",
        headline="Every headline",
    ),
    Check("total_row", "Rows of totals are left out: {cells}.", "Nothing to do."),
    Check(
        "note_row",
        "A note or a section title is not data, and is left out: {cells}.",
        "Nothing to do, unless one of them was meant to be a row of data.",
    ),
    Check(
        "personal_not_stored",
        "Names, addresses or contact details are recognised and not stored: {headings}.",
        "Nothing to do. Leave the columns out next time if you can.",
    ),
    Check(
        "duplicate_heading",
        "The heading “{heading}” stands over more than one column; {cell} is the one that is read.",
        "Give each column its own heading, or take the other out.",
    ),
    Check(
        "read_month_first",
        "The dates under “{heading}” are read month first, because some can only be that and none only day first.",
        "Check a few of them. Type dates day first, or use real dates.",
    ),
    Check(
        "dates_half_turned",
        "Under “{heading}” every real date falls on day 1 to 12 and every typed one on day 13 to 31: a program probably turned them.",
        "Open the original in Excel set to United Kingdom dates and bring it in again. The dates are kept as they stand.",
    ),
    Check(
        "published_no_month",
        "No title in this workbook says which month it is about, so none of its tables is kept.",
        "Add the month to a title, such as “Total waiting list by service, January 2023”, and bring the file in again.",
        True,
    ),
    Check(
        "status_from_dates",
        "No column says where each child stands, so it is worked out: seen is in place, referred and not seen is waiting.",
        "Add a status column to say it yourself, also for children who are not referred or cannot get in.",
    ),
)

CHECKS: dict[str, Check] = {check.code: check for check in _CHECKS}
