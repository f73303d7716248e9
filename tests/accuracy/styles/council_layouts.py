"""The same registers in layouts that a program must take apart: two header rows, sections, merged cells, tables side by side."""

# ruff: noqa: E501 - a heading with its words is one line, as in the spreadsheet

from __future__ import annotations

from tests.accuracy.area import area, side_by_side
from tests.accuracy.files import MadeFile, Style, text_file, workbook
from tests.accuracy.house import (
    COMMENTS,
    FORENAME,
    SURNAME,
    aside,
    dated,
    full_name,
    identifier,
    in_text,
    month_first,
    plain,
    serial,
    turned_round,
    words,
)
from tests.accuracy.sheets import Plan, sheet

SHORT = {"ehe": "EHE", "cme": "CME", "eotas": "EOTAS", "part_time": "Part-time timetable", "severely_absent": "Severe absence",
         "unregistered_ap": "Unregistered AP", "flexi_schooled": "Flexi-schooled"}  # fmt: skip
ENDED = {
    "returned_to_school": "Returned to school",
    "moved_away": "Moved away",
    "no_longer_school_age": "No longer school age",
    "other": "Other",
}


def grouped_header() -> tuple[MadeFile, ...]:
    """A header of two rows with merged groups: Child, Period, Oversight."""
    fields = (
        identifier("ID", "child_id", above="Child"), aside("Name", fact="surname", above="Child"), dated("DoB", "date_of_birth", above="Child", table="children"),
        words("Category", "category", SHORT, above="Period"), dated("Start", "start_date", above="Period"), dated("End", "end_date", above="Period"),
        words("Outcome", "outcome", ENDED, above="Period"), plain("Lead professional", "lead_professional", above="Oversight"),
        dated("Last seen", "last_seen_date", above="Oversight"), dated("Next review", "next_review_date", above="Oversight"),
    )  # fmt: skip
    plan = Plan("spells", fields, area().spells, (("Children not in school register",), ("As at 31 October 2026",), ()))
    return (workbook("CNIS register.xlsx", sheet("Register", plan)),)


def sections() -> tuple[MadeFile, ...]:
    """One list with a row for each category's name, totals and notes at the foot."""
    fields = (
        identifier("Pupil ID", "child_id"), SURNAME, FORENAME, dated("Start date", "start_date"), dated("End date", "end_date"),
        words("Outcome", "outcome", ENDED), COMMENTS,
    )  # fmt: skip
    names = {
        "cme": "Children Missing Education",
        "ehe": "Elective Home Education",
        "part_time": "Part-time Timetables",
        "severely_absent": "Severely Absent",
    }
    plan = Plan("spells", fields, area().of_category(*names), (("Inclusion Panel list",), ()), section="category", section_words=names, limit=140,
                foot=(("Total", None, None, 140), (), ("Contact the inclusion team with any corrections.",)))  # fmt: skip
    return (workbook("Inclusion panel October.xlsx", sheet("Panel", plan)),)


def printed_pages() -> tuple[MadeFile, ...]:
    """A report meant for paper: the header again on each page, blank rows, two blank columns at the left."""
    fields = (
        identifier("Pupil No", "child_id"), full_name("Pupil"), words("Reason out of school", "category", SHORT), dated("Date out", "start_date", in_text("%d/%m/%Y")),
        dated("Date back", "end_date", in_text("%d/%m/%Y")), plain("Last school", "last_school"),
    )  # fmt: skip
    plan = Plan("spells", fields, area().spells, (("PUPILS OUT OF SCHOOL",), ("Page 1",), ()), left=2, again=20, gaps=10)
    return (workbook("Pupils out of school - printed.xlsx", sheet("Report", plan)),)


def merged_down() -> tuple[MadeFile, ...]:
    """A child's reference and name merged down over several periods."""
    fields = (
        identifier("Child ref", "child_id"), full_name("Child"), words("Category", "category", SHORT), dated("Started", "start_date"),
        dated("Finished", "end_date"), words("Outcome", "outcome", ENDED),
    )  # fmt: skip
    by_child = tuple(sorted(area().spells, key=lambda fact: str(fact["child_id"])))
    plan = Plan("spells", fields, by_child, merged=("Child ref", "Child"))
    return (workbook("Not in school history by child.xlsx", sheet("History", plan)),)


def merged_category() -> tuple[MadeFile, ...]:
    """The category merged down beside its children."""
    fields = (
        words("Category", "category", SHORT), identifier("Child ref", "child_id"), full_name("Child"), dated("Start date", "start_date"), dated("End date", "end_date"),
    )  # fmt: skip
    by_category = tuple(sorted(area().spells, key=lambda fact: str(fact["category"])))
    few = tuple(fact for fact in by_category if hash_of(fact) % 4 == 0)
    return (workbook("Vulnerable groups.xlsx", sheet("List", Plan("spells", fields, few, merged=("Category",)))),)


def hash_of(fact: dict[str, object]) -> int:
    """A number that picks some of the facts and always the same."""
    return sum(ord(letter) for letter in f"{fact['child_id']}{fact['start_date']}")


def beside_each_other() -> tuple[MadeFile, ...]:
    """Two registers side by side on one sheet, each under its own title."""

    def plan(category: str, title: str, left: int) -> Plan:
        fields = (
            identifier("Child ID", "child_id"),
            full_name(),
            dated("Start date", "start_date"),
            dated("End date", "end_date"),
            words("Outcome", "outcome", ENDED),
        )
        return Plan(
            "spells", fields, area().of_category(category), ((title,), ()), left=left, implied={"category": category}, limit=30, apart=True
        )

    return (
        workbook(
            "EHE and CME.xlsx",
            sheet("Registers", plan("ehe", "Elective home education", 0), plan("cme", "Children missing education", 6), beside=True),
        ),
    )


def under_each_other() -> tuple[MadeFile, ...]:
    """Two registers one under the other, with headings of their own."""
    first = (
        identifier("Child ID", "child_id"),
        full_name(),
        dated("EHE start date", "start_date"),
        dated("EHE end date", "end_date"),
        plain("Previous school", "last_school"),
    )
    second = (
        identifier("Child ID", "child_id"),
        full_name(),
        dated("Missing from", "start_date"),
        dated("Found / closed", "end_date"),
        words("Outcome", "outcome", ENDED),
    )
    plans = (
        Plan("spells", first, area().of_category("ehe"), (("Home educated children",),), implied={"category": "ehe"}, limit=25),
        Plan("spells", second, area().of_category("cme"), (("Children missing education",),), implied={"category": "cme"}, limit=25),
    )
    return (workbook("Registers on one page.xlsx", sheet("Sheet1", *plans, between=3)),)


def column_pairs() -> tuple[MadeFile, ...]:
    """One row per child, with a start and an end column for each category."""
    pairs = [(category, said) for category, said in (("ehe", "EHE"), ("cme", "CME"), ("part_time", "PTT"), ("eotas", "EOTAS"))]
    fields = [identifier("Child ID", "child_id"), SURNAME, FORENAME]
    for category, said in pairs:
        record = (("category", category),)
        fields += [dated(f"{said} start", "start_date", source=f"{category}.start_date", record=record),
                   dated(f"{said} end", "end_date", source=f"{category}.end_date", record=record)]  # fmt: skip
    facts = side_by_side(area().of_category(*(category for category, _ in pairs)), "category", ("start_date", "end_date"))
    return (workbook("One row per child.xlsx", sheet("Children", Plan("spells", tuple(fields), facts))),)


def american_server() -> tuple[MadeFile, ...]:
    """A Power BI export from a server set to American dates."""
    fields = (
        identifier("Child ID", "child_id"), words("Category", "category", SHORT), dated("Start Date", "start_date", month_first), dated("End Date", "end_date", month_first),
        words("Outcome", "outcome", ENDED), dated("Last Seen Date", "last_seen_date", month_first),
    )  # fmt: skip
    return (text_file("data (4).csv", sheet("csv", Plan("spells", fields, area().spells)), encoding="utf-8-sig"),)


def opened_in_america() -> tuple[MadeFile, ...]:
    """Day-first text opened by an American Excel: what could be changed over was, and what could not was left as text."""
    fields = (
        identifier("Child ID", "child_id"), words("Category", "category", SHORT), dated("Start date", "start_date", turned_round), dated("End date", "end_date", turned_round),
        words("Outcome", "outcome", ENDED),
    )  # fmt: skip
    return (workbook("register from laptop.xlsx", sheet("register", Plan("spells", fields, area().spells))),)


def serial_numbers() -> tuple[MadeFile, ...]:
    """A CSV in which dates came out as Excel's numbers, in UTF-16 as 'Unicode text' is saved."""
    fields = (
        identifier("Child ID", "child_id"), words("Category", "category", SHORT), dated("Date from", "start_date", serial), dated("Date to", "end_date", serial),
        words("Outcome", "outcome", ENDED), plain("Hours", "hours_per_week"),
    )  # fmt: skip
    return (text_file("not in school unicode.txt", sheet("txt", Plan("spells", fields, area().spells)), delimiter="\t", encoding="utf-16"),)


STYLES = (
    Style("Two header rows, merged groups", "hand-kept Excel", grouped_header),
    Style("Sections, totals, notes", "hand-kept Excel", sections),
    Style("Printed pages", "a report writer", printed_pages),
    Style("Child merged down", "hand-kept Excel", merged_down),
    Style("Category merged down", "hand-kept Excel", merged_category),
    Style("Two registers side by side", "hand-kept Excel", beside_each_other),
    Style("Two registers one under the other", "hand-kept Excel", under_each_other),
    Style("A pair of columns for each category", "hand-kept Excel", column_pairs),
    Style("American dates with times", "Power BI", american_server),
    Style("Dates turned round by Excel", "hand-kept Excel", opened_in_america),
    Style("Serial numbers in UTF-16", "Excel's Unicode text", serial_numbers),
)
