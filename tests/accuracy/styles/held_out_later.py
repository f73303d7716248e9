"""More styles that recognition was never made better with: written after it was, to see what it had not met."""

# ruff: noqa: E501 - a heading with its words is one line, as in the spreadsheet

from __future__ import annotations

from datetime import date, timedelta

from tests.accuracy.area import area
from tests.accuracy.files import MadeFile, Style, old_workbook, text_file, workbook
from tests.accuracy.house import (
    COMMENTS,
    FORENAME,
    SURNAME,
    Cell,
    Fact,
    Field,
    aside,
    counter,
    dated,
    full_name,
    identifier,
    in_text,
    nhs,
    number,
    plain,
    words,
)
from tests.accuracy.sheets import Plan, nothing_of_ours, sheet

SHORT = {
    "ehe": "EHE",
    "cme": "CME",
    "eotas": "EOTAS",
    "part_time": "Part-time",
    "severely_absent": "Severely absent",
    "unregistered_ap": "Unregistered AP",
    "flexi_schooled": "Flexi",
}
PATHS = {
    "autism": "Autism",
    "adhd": "ADHD",
    "dcd": "DCD",
    "sensory": "Sensory",
    "neurodevelopmental": "Neurodevelopmental",
    "language": "Language",
}


def later(days: int) -> Field:
    """A date that looks like one of ours and is another: when the wait breaches."""

    def write(_value: object, fact: Fact, _chance: object) -> Cell:
        started = fact["referral_received_date"]
        assert isinstance(started, date)
        return started + timedelta(days=days)

    return Field("Breach Date", None, write)


def warehouse() -> tuple[MadeFile, ...]:
    """A data warehouse's CSV: ISO moments in UTC, snake case, its own load columns."""
    fields = (
        identifier("pupil_id", "child_id"), words("cohort_name", "category", SHORT), dated("spell_start", "start_date", in_text("%Y-%m-%dT00:00:00Z")), dated("spell_end", "end_date", in_text("%Y-%m-%dT00:00:00Z")),
        words("end_reason", "outcome", {"returned_to_school": "Returned to school", "moved_away": "Moved out of area", "no_longer_school_age": "Over school age", "other": "Other"}),
        aside("load_batch", 81, 82), aside("load_ts", "2026-10-31T02:00:11Z"), aside("is_current", "true", "false"),
    )  # fmt: skip
    return (text_file("vw_children_not_in_school.csv", sheet("csv", Plan("spells", fields, area().spells))),)


def by_term() -> tuple[MadeFile, ...]:
    """A home education register with a tab for each school year."""
    fields = (
        counter("No"), identifier("Pupil Ref No", "child_id"), SURNAME, FORENAME, dated("DOB", "date_of_birth", table="children"), aside("Year Group", "Y3", "Y7"),
        dated("EHE registered", "start_date"), dated("EHE ceased", "end_date"), words("Reason ceased", "outcome", {"returned_to_school": "Returned to school", "moved_away": "Moved", "no_longer_school_age": "Year 11 leaver", "other": "Other"}),
        plain("School removed from", "last_school"), dated("Last home visit", "last_seen_date"), COMMENTS,
    )  # fmt: skip
    facts = area().of_category("ehe")
    half = len(facts) // 2
    return (
        workbook(
            "Home Ed master list.xlsx",
            *(
                sheet(name, Plan("spells", fields, some, implied={"category": "ehe"}))
                for name, some in (("2024-25", facts[:half]), ("2025-26", facts[half:]))
            ),
        ),
    )


def breaches() -> tuple[MadeFile, ...]:
    """A hospital's list with dates that are none of ours beside those that are: the breach, the next appointment, the letter."""
    fields = (
        identifier("MRN", "child_id", "M{}"), nhs("NHS Number", spaced=True), full_name("Patient"), words("Waiting For", "assessment", PATHS), dated("Wait Start", "referral_received_date"), later(126),
        dated("Date Assessed", "assessment_start_date"), Field("Next Appointment", None, lambda _value, _fact, chance: date(2027, 1, chance.randint(4, 28))), dated("Date Removed From List", "closed_date"), aside("Clinic Code", "ND01", "ND02"),
    )  # fmt: skip
    plan = Plan(
        "diagnostic_waits",
        fields,
        area().waiting_for(*PATHS),
        (("Neurodevelopmental waiting list",), ("Data to 31 October 2026",), ()),
        foot=((), ("Total waiting", 60)),
    )
    return (
        workbook(
            "ND PTL oct26.xlsx",
            sheet("PTL", plan),
            nothing_of_ours("Clinic codes", ("Code", "Clinic"), ("ND01", "North"), ("ND02", "South")),
        ),
    )


def inclusion_register() -> tuple[MadeFile, ...]:
    """A school group's SEND list: E and K under a heading that explains itself, needs in words."""
    fields = (
        plain("UPN", "upn"), aside("Pupil", fact="surname"), dated("Date of Birth (dd/mm/yyyy)", "date_of_birth", in_text("%d/%m/%Y")), words("SEN (E/K/N)", "sen_status", {"E": "E", "K": "K", "N": "N"}),
        words("Primary Need", "primary_need", {"ASD": "Autism", "SLCN": "SLCN", "SEMH": "SEMH", "MLD": "MLD", "SPLD": "SpLD", "SLD": "SLD", "HI": "HI"}), aside("FSM", "Y", "N"), aside("Tutor", "8C", "9D"), plain("Academy", "school_name"),
    )  # fmt: skip
    known = tuple(fact for fact in area().children if fact["upn"])
    return (old_workbook("Trust SEND register.xls", sheet("SEND", Plan("children", fields, known))),)


def attendance_by_name() -> tuple[MadeFile, ...]:
    """An attendance service's spreadsheet with percentages beside the sessions."""
    fields = (
        identifier("Ref", "child_id"), full_name("Child"), plain("Term", "term"), plain("Sessions: possible", "sessions_possible"), plain("Sessions: missed", "sessions_missed"),
        Field("% missed", None, lambda _value, fact, _chance: f"{100 * int(fact['sessions_missed']) / int(fact['sessions_possible']):.1f}%"),  # type: ignore[call-overload]
        plain("Of which C2", "sessions_part_time_timetable"),
    )  # fmt: skip
    some = tuple(fact for fact in area().attendance if int(fact["sessions_possible"]) > 0)  # type: ignore[call-overload]
    return (workbook("Attendance service.xlsx", sheet("Data", Plan("attendance", fields, some))),)


def therapy_board() -> tuple[MadeFile, ...]:
    """A therapy service's board list: the service said in full, where the child stands in its own words, free text beside."""
    fields = (
        nhs("NHS No."), SURNAME, words("Therapy", "service", {"slt": "Speech & Language Therapy", "ot": "Occupational Therapy", "physio": "Physiotherapy"}),
        words("Where are they now?", "status", {"in_place": "Open to service", "waiting": "On waiting list", "cannot_access": "Unable to access", "not_referred": "Not referred", "not_needed": "Not required"}),
        dated("Referral in", "referred_date", in_text("%d %b %y")), dated("First seen on", "first_seen_date", in_text("%d %b %y")), COMMENTS,
    )  # fmt: skip
    some = tuple(fact for fact in area().access if fact["service"] in ("slt", "ot", "physio"))
    return (text_file("Therapies board list.csv", sheet("csv", Plan("health_access", fields, some)), delimiter=";", encoding="cp1252"),)


def moved_between() -> tuple[MadeFile, ...]:
    """A register that says what a child was before as well, and hours in words."""
    fields = (
        identifier("Child Reference", "child_id"), words("Current category", "category", SHORT), aside("Previous category", "EHE", "CME", "None"), dated("In category since", "start_date", in_text("%d-%m-%y")),
        dated("Left category on", "end_date", in_text("%d-%m-%y")), number("Education (hours per week)", "hours_per_week", "{:g}h"), plain("Allocated officer", "lead_professional"), dated("Next review date", "next_review_date", in_text("%d-%m-%y")),
    )  # fmt: skip
    return (
        workbook(
            "Out of school tracking.xlsx",
            sheet("Tracking", Plan("spells", fields, area().spells, (("Out of school tracking",), ()), left=1)),
        ),
    )


def different_beside() -> tuple[MadeFile, ...]:
    """Two registers side by side that do not have the same headings."""
    first = (
        identifier("Child ID", "child_id"),
        dated("EHE from", "start_date"),
        dated("EHE to", "end_date"),
        plain("Previous school", "last_school"),
    )
    second = (
        identifier("Child ID", "child_id"),
        dated("PTT from", "start_date"),
        dated("PTT to", "end_date"),
        plain("Hours per week", "hours_per_week"),
    )
    plans = (
        Plan("spells", first, area().of_category("ehe"), (("Home education",),), implied={"category": "ehe"}, limit=25, apart=True),
        Plan(
            "spells",
            second,
            area().of_category("part_time"),
            (("Part-time timetables",),),
            left=5,
            implied={"category": "part_time"},
            limit=25,
            apart=True,
        ),
    )
    return (workbook("Vulnerable pupils.xlsx", sheet("Both", *plans, beside=True)),)


STYLES = tuple(
    Style(name, kept_in, make, held_out=True)
    for name, kept_in, make in (
        ("Warehouse view", "a data warehouse", warehouse),
        ("A tab for each school year", "hand-kept Excel", by_term),
        ("Waits with dates of other kinds", "a hospital", breaches),
        ("School trust's register in .xls", "a school trust", inclusion_register),
        ("Attendance with percentages", "hand-kept Excel", attendance_by_name),
        ("Therapy board list", "a therapy service", therapy_board),
        ("Current and previous category", "hand-kept Excel", moved_between),
        ("Different registers side by side", "hand-kept Excel", different_beside),
    )
)
