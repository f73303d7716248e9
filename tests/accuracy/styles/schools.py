"""What schools and their systems send: attendance, part-time timetables, forms."""

# ruff: noqa: E501 - a heading with its words is one line, as in the spreadsheet

from __future__ import annotations

from tests.accuracy.area import area, side_by_side
from tests.accuracy.files import MadeFile, Style, old_workbook, text_file, workbook
from tests.accuracy.house import (
    FORENAME,
    SURNAME,
    Cell,
    Fact,
    Field,
    Typed,
    aside,
    counter,
    dated,
    full_name,
    identifier,
    in_text,
    moment,
    number,
    plain,
    words,
)
from tests.accuracy.sheets import Plan, nothing_of_ours, sheet

AUTUMN = "Autumn 2025/26"


def of_term(term: str) -> tuple[Fact, ...]:
    """The attendance of one term, of the children who have a UPN."""
    return tuple(fact for fact in area().attendance if fact["term"] == term and fact["upn"])


def _attended(_value: object, fact: Fact, _chance: object) -> Cell:
    return int(fact["sessions_possible"]) - int(fact["sessions_missed"])  # type: ignore[call-overload]


def _authorised(_value: object, fact: Fact, _chance: object) -> Cell:
    return int(fact["sessions_missed"]) * 2 // 3  # type: ignore[call-overload]


def _unauthorised(_value: object, fact: Fact, _chance: object) -> Cell:
    missed = int(fact["sessions_missed"])  # type: ignore[call-overload]
    return missed - missed * 2 // 3


def sims_summary() -> tuple[MadeFile, ...]:
    """SIMS: an .xls with the term in the title and absence in two columns that add up to what was missed."""
    fields = (
        aside("Adm No", fact="number"), plain("UPN", "upn"), aside("Legal Surname", fact="surname"), aside("Legal Forename", fact="forename"), aside("Reg", "7A", "9C"),
        plain("Possible Sessions", "sessions_possible"), Field("Sessions Attended", None, _attended), Field("Authorised Absences", None, _authorised),
        Field("Unauthorised Absences", None, _unauthorised),
    )  # fmt: skip
    plan = Plan(
        "attendance",
        fields,
        of_term(AUTUMN),
        (("Castlegate Academy",), ("Pupil attendance summary Autumn 2025/26",), ()),
        implied={"term": AUTUMN},
        worked_out=("sessions_missed",),
    )
    return (old_workbook("SIMS attendance.xls", sheet("Sheet1", plan)),)


def arbor_sessions() -> tuple[MadeFile, ...]:
    """Arbor: one row per pupil and term, everything named in full."""
    fields = (
        full_name("Student Name"), plain("Student UPN", "upn"), plain("Academic Term", "term"), plain("Possible sessions", "sessions_possible"),
        Field("Sessions present", None, _attended), plain("Sessions absent", "sessions_missed"), plain("Part-time timetable (C2)", "sessions_part_time_timetable"),
    )  # fmt: skip
    return (
        text_file(
            "Arbor - statistical attendance.csv",
            sheet("csv", Plan("attendance", fields, tuple(fact for fact in area().attendance if fact["upn"]))),
            encoding="utf-8-sig",
        ),
    )


def council_attendance() -> tuple[MadeFile, ...]:
    """The council's own collection from schools, keyed by its reference."""
    fields = (
        identifier("Child ID", "child_id"), plain("Term", "term"), plain("Possible", "sessions_possible"), plain("Missed", "sessions_missed"),
        plain("of which part-time timetable", "sessions_part_time_timetable"),
    )  # fmt: skip
    return (workbook("Attendance collection.xlsx", sheet("Attendance", Plan("attendance", fields, area().attendance))),)


def terms_across() -> tuple[MadeFile, ...]:
    """One row per pupil, three terms across under merged headings."""
    terms = ("Autumn 2025/26", "Spring 2025/26", "Summer 2025/26")
    fields = [plain("UPN", "upn"), SURNAME, FORENAME]
    for term in terms:
        record = (("term", term),)
        fields += [plain("Possible", "sessions_possible", f"{term}.sessions_possible", above=term, record=record),
                   plain("Absent", "sessions_missed", f"{term}.sessions_missed", above=term, record=record)]  # fmt: skip
    known = tuple(fact for fact in area().attendance if fact["upn"] and fact["term"] in terms)
    facts = side_by_side(known, "term", ("sessions_possible", "sessions_missed"))
    plan = Plan("attendance", tuple(fields), facts, (("Attendance by term 2025/26",), ()))
    return (workbook("Attendance by term.xlsx", sheet("Terms", plan)),)


def timetable_form() -> tuple[MadeFile, ...]:
    """Microsoft Forms: its own start and completion times come before the answers, and the questions are the headings."""
    fields = (
        counter("ID"), moment("Start time", None, "la_notified_date"), moment("Completion time", None, "la_notified_date", 10), aside("Email", "anonymous"),
        aside("Name", None), aside("Which school are you from?", "Castlegate Academy", "Millside High School"), aside("Pupil's first name", fact="forename"),
        aside("Pupil's last name", fact="surname"), plain("Pupil's UPN", "upn"), dated("Date the part-time timetable started", "start_date"),
        dated("Date the part-time timetable ended (if it has)", "end_date"), plain("How many hours a week is the pupil in school?", "hours_per_week"),
        dated("When will it next be reviewed?", "next_review_date"),
    )  # fmt: skip
    known = tuple(fact for fact in area().of_category("part_time") if fact["upn"])
    plan = Plan("spells", fields, known, implied={"category": "part_time"})
    return (workbook("Part-time timetable notification(1-64).xlsx", sheet("Form1", plan)),)


def timetable_return() -> tuple[MadeFile, ...]:
    """A school's monthly return of reduced timetables, guidance above the header."""
    fields = (
        plain("UPN", "upn"), aside("Surname", fact="surname"), aside("Forename", fact="forename"), aside("Yr", 7, 8, 9), words("SEN code", "sen_status", {"E": "E", "K": "K", "N": "N"}, table="children"),
        dated("Start of RTT", "start_date", in_text("%d/%m/%Y")), dated("End of RTT", "end_date", in_text("%d/%m/%Y")), number("No. of hours per week", "hours_per_week"),
        words("Reason", "reason", {"Mental health": "Mental health", "Physical health": "Medical", "Risk of school exclusion": "Behaviour"}, local=True),
        dated("Review date", "next_review_date", in_text("%d/%m/%Y")), aside("Parent agreed Y/N", "Y"),
    )  # fmt: skip
    known = tuple(fact for fact in area().of_category("part_time") if fact["upn"])
    plan = Plan("spells", fields, known, (("Reduced Timetable Return",), ("Complete one row for each pupil and send by the last Friday of the month.",),
                ("School:", "Castlegate Academy"), ()), implied={"category": "part_time"})  # fmt: skip
    return (
        workbook(
            "Reduced timetable return Castlegate.xlsx",
            sheet("Return", plan),
            nothing_of_ours("Guidance", ("How to complete this return",), ("1. Enter the UPN.",)),
        ),
    )


def severe_absence() -> tuple[MadeFile, ...]:
    """A list of severely absent pupils, from a dashboard, with a percentage."""

    def share(_value: object, fact: Fact, _chance: object) -> Cell | Typed:
        return f"{50 + len(str(fact['last_school'])) % 40}%"

    fields = (
        plain("UPN", "upn"), full_name("Pupil name"), words("SEN status", "sen_status", {"E": "Education health care plan", "K": "SEN support", "N": "No SEN"}, table="children"),
        Field("% sessions missed", None, share), dated("Severely absent since", "start_date", in_text("%d %B %Y")), dated("Ended", "end_date", in_text("%d %B %Y")),
        plain("Attendance officer", "lead_professional"),
    )  # fmt: skip
    known = tuple(fact for fact in area().of_category("severely_absent") if fact["upn"])
    return (text_file("severe_absentees.csv", sheet("csv", Plan("spells", fields, known, implied={"category": "severely_absent"}))),)


STYLES = (
    Style("SIMS: attendance summary in .xls", "SIMS", sims_summary),
    Style("Arbor: statistical attendance", "Arbor", arbor_sessions),
    Style("Council's attendance collection", "hand-kept Excel", council_attendance),
    Style("Terms across", "hand-kept Excel", terms_across),
    Style("Forms: part-time timetables", "Microsoft Forms", timetable_form),
    Style("School's reduced timetable return", "hand-kept Excel", timetable_return),
    Style("Severely absent pupils", "an attendance dashboard", severe_absence),
)
