"""Checks of a whole sheet: its columns, its headings, its style of dates, and the rows that are no data."""

from rollcall.definitions.check import AS_THE_COLUMN, DOUBTFUL, LEFT_OUT, Check

CHECKS = (
    Check(
        "missing_required_column",
        "This {title} sheet has no column for {column}, so none of its rows can be kept.",
        "Add a column headed “{column}” ({meaning}) and bring the file in again.",
        True,
        effect=LEFT_OUT,
    ),
    Check(
        "no_identifier_column",
        "This {title} sheet has no column that names the child, so none of its rows can be kept.",
        "Add a column with the child's reference, UPN or NHS number, and bring the file in again.",
        True,
        effect=LEFT_OUT,
    ),
    Check(
        "published_no_month",
        "No title in this workbook says which month it is about, so nothing of {sheets} is kept.",
        "Add the month to a title, such as “Total waiting list by service, January 2023”, and bring the file in again.",
        True,
        effect=LEFT_OUT,
    ),
    Check(
        "ending_not_read",
        "“{heading}” is not read, and its words say that some rows are over. Rows without an end date count as still going on.",
        "Give the date each one ended, in a column headed “{column}”.",
        effect="Up to {rows} counted as still going on in {headline}, {count} of {of}",
    ),
    Check(
        "assumed_for_every_row",
        "“{heading}” is not read, and its words may say otherwise: until that is settled, the {column} of {count} rows is "
        "“{value}”, from {where}.",
        "Say under “To settle first” which heading gives the {column}, or what every row is.",
        effect=DOUBTFUL,
    ),
    Check(
        "title_to_come",
        "A title above the table says {said}, which is still to come and is not used: the sheet speaks for {day}.",
        "Check the title, and say the day under “Speaks for” if it is another.",
    ),
    Check(
        "upn_unknown_council",
        "“{heading}” has a council code that Rollcall does not know in {rows}. The UPNs are kept.",
        "Check its second to fourth characters.",
    ),
    Check(
        "read_month_first",
        "The dates under “{heading}” are read month first, because some can only be that and none only day first.",
        "Check a few of them. Type dates day first, or use real dates.",
        effect=DOUBTFUL,
    ),
    Check(
        "dates_half_turned",
        "Under “{heading}” every real date falls on day 1 to 12 and every typed one on day 13 to 31: a program probably turned them.",
        "Say that the day comes first, and they are turned back; until that is said they are kept as they stand.",
        effect=DOUBTFUL,
    ),
    Check(
        "status_from_dates",
        "No column says where each child stands, so it is worked out: seen is in place, referred and not seen is waiting.",
        "Add a status column to say it yourself, also for children who are not referred or cannot get in.",
    ),
    Check(
        "particulars_blank",
        "“{heading}” is blank for {children} with a plan or SEN support: {rows}.",
        "Fill it in from the child's record.",
        definition="Annex A rules 101b to 101d and 201b to 201d: missing gender, ethnicity or primary need",
        effect=AS_THE_COLUMN,
    ),
    Check(
        "disability_blank",
        "“{heading}” is blank in {rows}.",
        "Fill in Yes or No. Rollcall does not keep the column.",
        definition="Annex A rules 103 and 203: no disability status",
    ),
    Check(
        "duplicate_heading",
        "The heading “{heading}” stands over more than one column; {cell} is the one that is read.",
        "Give each column its own heading, or take the other out.",
    ),
    Check(
        "personal_not_stored",
        "Names, addresses or contact details are recognised and not stored: {headings}.",
        "Nothing to do. Leave the columns out next time if you can.",
    ),
    Check("total_row", "Rows of totals are left out: {rows}.", "Nothing to do."),
    Check(
        "note_row",
        "A note or a section title is not data, and is left out: {rows}.",
        "Nothing to do, unless one of them was meant to be a row of data.",
    ),
    Check(
        "error_cells_elsewhere",
        "{count} cells outside the columns that are kept show an error such as {word}.",
        "Nothing to do for Rollcall; repair the formulas if you use them.",
    ),
)
