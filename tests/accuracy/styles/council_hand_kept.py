"""What officers keep by hand: registers, trackers and lists in Excel."""

# ruff: noqa: E501 - a heading with its words is one line, as in the spreadsheet

from __future__ import annotations

from tests.accuracy.area import area
from tests.accuracy.files import MadeFile, Style, open_document, workbook
from tests.accuracy.house import (
    COMMENTS,
    FORENAME,
    SURNAME,
    TELEPHONE,
    aside,
    dated,
    full_name,
    identifier,
    in_text,
    number,
    plain,
    with_ending,
    words,
)
from tests.accuracy.sheets import Plan, nothing_of_ours, sheet


def elsewhere_tracker() -> tuple[MadeFile, ...]:
    """EOTAS and unregistered provision in one tracker, dates typed as people write them, with slips."""
    slips = ("TBC", "?", "approx Sept 25", "31/02/2026", "see email")
    fields = (
        aside("No.", 1, 2, 3), full_name("Child's name"), identifier("Ref", "child_id"), words("Type of package", "category",
              {"eotas": "EOTAS", "unregistered_ap": ("Unregistered AP", "unreg AP")}),
        dated("Package start", "start_date", in_text("%d/%m/%y"), slips=slips), dated("Package end", "end_date", in_text("%d/%m/%y"), ("", "ongoing"), slips),
        number("Hours pw", "hours_per_week", "{:g} hrs"), words("Why not in school", "reason", {"Mental health": ("Anxiety", "mental health"),
              "Permanent exclusion": "Permanently excluded"}, local=True),
        plain("SEND officer", "lead_professional"), dated("Last seen", "last_seen_date", in_text("%d/%m/%y"), slips=slips), COMMENTS,
    )  # fmt: skip
    plan = Plan("spells", fields, area().of_category("eotas", "unregistered_ap"), (("EOTAS & Unregistered AP tracker 26/27",), ()))
    lookups = nothing_of_ours("Lookups", ("Type of package", "Officer"), ("EOTAS", "A Reed"), ("Unregistered AP", "S Dunn"))
    return (workbook("EOTAS tracker LIVE v3 (2).xlsx", sheet("Tracker", plan), lookups),)


def a_sheet_each() -> tuple[MadeFile, ...]:
    """One workbook, a sheet for each category, a front sheet of counts and a sheet of notes."""

    def fields(start: str, end: str) -> tuple:  # type: ignore[type-arg]
        return (
            identifier("ID", "child_id"), aside("First name", fact="forename"), aside("Last name", fact="surname"),
            dated("Date of birth", "date_of_birth", table="children"), words("SEN", "sen_status", {"E": "EHCP", "K": "SEN support", "N": "None"}, table="children"),
            dated(start, "start_date"), dated(end, "end_date"), plain("School", ("last_school", None), "last_school", counted=False),
            words("Outcome", "outcome", {"returned_to_school": ("Back in school", "Returned to school"), "moved_away": "Moved away",
                  "no_longer_school_age": "Left school age", "other": "Other"}), COMMENTS,
        )  # fmt: skip

    sheets = [
        sheet(name, Plan("spells", fields(start, end), area().of_category(category), implied={"category": category}))
        for name, category, start, end in (
            ("EHE", "ehe", "Date deregistered", "Date returned"), ("CME", "cme", "Date became CME", "Date closed"),
            ("Part time timetables", "part_time", "Start date", "End date"), ("Severe absence", "severely_absent", "From", "To"),
        )
    ]  # fmt: skip
    front = nothing_of_ours("Summary", ("Children not in school",), (), ("Category", "Number"), ("EHE", 41), ("CME", 12), ("Total", 53))
    notes = nothing_of_ours(
        "Notes", ("Use this workbook to record every child who is not in school full time.",), ("Update by the 5th of each month.",)
    )
    return (workbook("Children not in school Oct 26.xlsx", front, *sheets, notes),)


def plans_by_hand() -> tuple[MadeFile, ...]:
    """An EHCP list with chatty headings over two lines and needs in words."""
    fields = (
        identifier("Our ref\n(Tribal)", "child_id"), aside("Child's surname", fact="surname"), aside("Child's first name", fact="forename"),
        dated("D.O.B", "date_of_birth", with_ending), words("M/F", "sex", {"F": "F", "M": "M"}),
        words("Need (main)", "primary_need", {"ASD": ("Autism", "ASC"), "SLCN": "Speech and language", "SEMH": "SEMH", "MLD": "MLD", "SPLD": "Dyslexia",
              "HI": "Hearing"}),
        words("EHCP or SEN support", "sen_status", {"E": "EHCP", "K": "SEN Support", "N": "No SEN"}), plain("School / setting", "school_name"),
        plain("Locality", "locality"), words("Known to social care?", "social_care", {"none": "No", "early_help": "Early help", "child_in_need": "CiN",
              "child_protection": "CP plan", "looked_after": "LAC"}), TELEPHONE, COMMENTS,
    )  # fmt: skip
    return (open_document("SEND register - Julie's copy.ods", sheet("All pupils", Plan("children", fields, area().children))),)


def flexi_list() -> tuple[MadeFile, ...]:
    """A short list kept by a school improvement officer; the file's name is all that says flexi-schooling."""
    fields = (
        identifier("Pupil ref", "child_id"), SURNAME, FORENAME, plain("School", ("last_school", None), "last_school", counted=False),
        dated("Agreed from", "start_date"), dated("Agreed to", "end_date"), plain("Hours in school each week", "hours_per_week"),
        dated("Review date", "next_review_date"),
    )  # fmt: skip
    few = area().of_category("flexi_schooled") or area().of_category("eotas")
    return (
        workbook("Flexi-schooling agreements.xlsx", sheet("Sheet1", Plan("spells", fields, few, implied={"category": "flexi_schooled"}))),
    )


def notified() -> tuple[MadeFile, ...]:
    """A register that follows who was told when: the dates of three bodies side by side."""
    fields = (
        identifier("Child ID", "child_id"), full_name(), words("Status", "category", {"ehe": "EHE", "cme": "CME", "eotas": "EOTAS",
              "part_time": "PTT", "severely_absent": "Severely absent", "unregistered_ap": "UAP", "flexi_schooled": "Flexi"}),
        dated("Date left roll / reduced", "start_date"), dated("LA notified", "la_notified_date"), dated("Health notified", "health_notified_date"),
        dated("Social care notified", "social_care_notified_date"), dated("Date returned / closed", "end_date"),
        words("How closed", "outcome", {"returned_to_school": "Returned to school", "moved_away": "Moved", "no_longer_school_age": "Post 16", "other": "Other"}),
        words("Where to", "destination", {"mainstream": "Mainstream", "special": "Special school", "resourced_provision": "Resourced provision",
              "registered_ap": "Registered AP", "other": "Other"}),
    )  # fmt: skip
    return (workbook("CNIS notifications.xlsx", sheet("Notifications", Plan("spells", fields, area().spells))),)


def counts_of_children() -> tuple[MadeFile, ...]:
    """How many children live where, for the denominators."""
    fields = (
        plain("Locality", "locality"), words("SEN provision", "sen_status", {"E": "EHC plan", "K": "SEN support", "N": "No SEN"}),
        plain("Number of pupils", "children"), dated("Census date", "as_at"),
    )  # fmt: skip
    plan = Plan("population", fields, area().population, (("School age population by SEN provision",), ("Source: school census",), ()))
    return (workbook("Population by locality.xlsx", sheet("Population", plan)),)


def social_care_list() -> tuple[MadeFile, ...]:
    """Virtual school: children in care with SEN, headings as the PEP provider has them."""
    fields = (
        identifier("PEP Ref", "child_id"), aside("Young Person", fact="forename"), dated("DOB", "date_of_birth", in_text("%d/%m/%Y")), plain("UPN", "upn"),
        words("Care Status", "social_care", {"looked_after": ("Looked After", "CLA"), "child_protection": "Child Protection Plan", "child_in_need": "Child in Need",
              "early_help": "Early Help", "none": "None"}),
        words("SEN Level", "sen_status", {"E": "EHCP", "K": "SEN Support", "N": "No SEN"}), plain("Main Need", "primary_need"),
        plain("School Name", "school_name"), identifier("School URN", "school_urn"), aside("PEP RAG", "Green", "Amber"), aside("Carer", fact="parent"),
    )  # fmt: skip
    known = tuple(fact for fact in area().children if fact["social_care"] not in (None, "none"))
    return (workbook("Virtual School roll.xlsx", sheet("Roll", Plan("children", fields, known))),)


def mid_year_admissions() -> tuple[MadeFile, ...]:
    """An admissions officer's list of children waiting for a school place, dates as people write them."""
    fields = (
        full_name("Name of child"), identifier("Child ref", "child_id"), dated("Date applied", "application_received_date", in_text("%d/%m/%y")),
        plain("1st preference", "school_applied_for"), words("Offered / refused", "decision", {"offered": ("Offered", "offer made"),
              "refused": ("Refused - full", "Refused", "year group full"), "withdrawn": ("withdrew", "Withdrawn")}),
        dated("Date of offer / refusal", "decision_date", in_text("%d/%m/%y")), dated("No school place since", "place_lost_date", in_text("%d/%m/%y")),
        dated("Date on roll", "admitted_date", in_text("%d/%m/%y")), COMMENTS,
    )  # fmt: skip
    plan = Plan("in_year_admissions", fields, area().applications, (("Mid year admissions log 26/27",), ()))
    return (workbook("Mid year admissions LIVE.xlsx", sheet("Log", plan)),)


STYLES = (
    Style("EOTAS tracker with slips", "hand-kept Excel", elsewhere_tracker),
    Style("A sheet for each category", "hand-kept Excel", a_sheet_each),
    Style("SEND register by hand in .ods", "hand-kept LibreOffice", plans_by_hand),
    Style("Flexi-schooling agreements", "hand-kept Excel", flexi_list),
    Style("Who was told when", "hand-kept Excel", notified),
    Style("Mid-year admissions log", "hand-kept Excel", mid_year_admissions),
    Style("Population by locality", "data team", counts_of_children),
    Style("Virtual school roll", "a PEP provider", social_care_list),
)
