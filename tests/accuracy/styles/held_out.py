"""Styles that are measured and never tuned on: what they give is what the next partner can expect."""

# ruff: noqa: E501 - a heading with its words is one line, as in the spreadsheet

from __future__ import annotations

from tests.accuracy.area import area, side_by_side
from tests.accuracy.files import MadeFile, Style, old_workbook, open_document, text_file, workbook
from tests.accuracy.house import (
    COMMENTS,
    FORENAME,
    POSTCODE,
    SURNAME,
    TELEPHONE,
    aside,
    dated,
    full_name,
    identifier,
    in_text,
    moment,
    nhs,
    number,
    plain,
    unpadded,
    words,
)
from tests.accuracy.sheets import Plan, nothing_of_ours, sheet


def synergy_caseload() -> tuple[MadeFile, ...]:
    """Synergy SEN: prefixed headings, as its query builder writes them."""
    fields = (
        identifier("Person - Person ID", "child_id"), aside("Person - Surname", fact="surname"), aside("Person - Forename", fact="forename"),
        dated("Person - Date of Birth", "date_of_birth", in_text("%d/%m/%Y 00:00")), words("Person - Gender", "sex", {"F": "Female", "M": "Male"}), plain("Person - UPN", "upn"),
        words("SEN Involvement - Provision", "sen_status", {"E": "EHCP", "K": "SEN Support", "N": "No SEN"}),
        words("SEN Involvement - Primary Need", "primary_need", {"ASD": "Autistic Spectrum Disorder", "SLCN": "Speech, Language & Communication", "SEMH": "Social, Emotional & Mental Health",
              "MLD": "Moderate Learning Difficulties", "SPLD": "Specific Learning Difficulty", "SLD": "Severe Learning Difficulties", "PD": "Physical Disability"}),
        plain("Base - Name", "school_name"), identifier("Base - URN", "school_urn"),
    )  # fmt: skip
    return (text_file("query_result_20261031.csv", sheet("csv", Plan("children", fields, area().children))),)


def tribal_missing() -> tuple[MadeFile, ...]:
    """A tracking team's CME list with dates unpadded and a 'days missing' column."""
    fields = (
        identifier("Child Ref.", "child_id"), full_name("Child"), dated("D o B", "date_of_birth", unpadded, table="children"), dated("Date referred to CME team", "start_date", unpadded),
        dated("Date case closed", "end_date", unpadded), words("Closed because", "outcome", {"returned_to_school": ("School place found", "Placed"), "moved_away": "Left area",
              "no_longer_school_age": "Reached school leaving age", "other": "Other"}),
        aside("Days missing", 12, 40, 88), plain("CME officer", "lead_professional"), plain("Last school attended", "last_school"),
    )  # fmt: skip
    return (
        workbook(
            "Tracking team open and closed.xlsx",
            sheet("CME", Plan("spells", fields, area().of_category("cme"), implied={"category": "cme"})),
        ),
    )


def home_education_forms() -> tuple[MadeFile, ...]:
    """An online form: parents' notification of home education."""
    fields = (
        moment("Timestamp", None, "la_notified_date"), aside("Parent/carer name", fact="parent"), aside("Email address", "anonymous"), identifier("Child's ID (office use)", "child_id"),
        dated("Child's date of birth", "date_of_birth", table="children"), dated("What date did home education begin?", "start_date"), dated("Date home education ended (office use)", "end_date"),
        plain("Last school attended", "last_school"), words("Main reason for home educating", "reason", {"Mental health": "Mental health", "School dissatisfaction SEND": "Dissatisfied with SEND support",
              "School dissatisfaction bullying": "Bullying", "Lifestyle": "Lifestyle"}, local=True),
        words("Does your child have an EHCP or SEN support?", "sen_status", {"E": "EHCP", "K": "SEN support", "N": "Neither"}, table="children"),
    )  # fmt: skip
    return (
        text_file(
            "Home education notification form responses.csv",
            sheet("csv", Plan("spells", fields, area().of_category("ehe"), implied={"category": "ehe"})),
        ),
    )


def alternative_provision() -> tuple[MadeFile, ...]:
    """A commissioning team's placements in unregistered provision: costs and invoices beside the dates."""
    fields = (
        identifier("Pupil ID", "child_id"), aside("PO number", 7701, 7702), aside("Provider", "Forge Farm", "Wheelhouse", "Second Chance Motors"), dated("Placement start", "start_date"),
        dated("Placement end", "end_date"), number("Hrs/wk", "hours_per_week"), aside("Cost per day (£)", 85, 110.5, 140), aside("DBS checked", "Y"), dated("Last QA visit", None, source="la_notified_date"),
        plain("Named officer", "lead_professional"), dated("Placement review due", "next_review_date"),
    )  # fmt: skip
    facts = area().of_category("unregistered_ap")
    plan = Plan("spells", fields, facts, (("Unregistered alternative provision – live placements",), ("Commissioning and Brokerage",), ()), implied={"category": "unregistered_ap"},
                foot=(("Total", None, None, None, None, None, 10200.5),))  # fmt: skip
    return (
        workbook(
            "UAP placements 2026-27.xlsx",
            sheet("Placements", plan),
            nothing_of_ours("Providers", ("Provider", "Phone"), ("Forge Farm", "01632 960111")),
        ),
    )


def lorenzo_waits() -> tuple[MadeFile, ...]:
    """Lorenzo: an old .xls with the hospital number and a 'clock' of its own."""
    fields = (
        identifier("PAS ID", "child_id", "PAS{}"), nhs("NHS Number"), full_name("Patient Name"), dated("Birth Date", "date_of_birth", table="children"), words("Referral Type", "assessment",
              {"autism": "Autism", "adhd": "ADHD", "dcd": "DCD", "language": "Language"}),
        dated("Referral Date", "referral_received_date"), dated("Date First Seen", "assessment_start_date"), dated("Referral Closed Date", "closed_date"),
        words("Closure Outcome", "outcome", {"diagnosed": "Diagnosed", "not_diagnosed": "Not Diagnosed", "withdrawn": "Withdrawn", "rejected": "Rejected", "moved_away": "Moved Away", "other": "Other"}, local=True),
        aside("Consultant", "Dr Ali", "Dr Price"),
    )  # fmt: skip
    some = area().waiting_for("autism", "adhd", "dcd", "language")
    return (old_workbook("Lorenzo_diagnostic_referrals.xls", sheet("Page1_1", Plan("diagnostic_waits", fields, some))),)


def carenotes_services() -> tuple[MadeFile, ...]:
    """Carenotes: one row per child and service, words of its own."""
    fields = (
        identifier("Carenotes ID", "child_id", "{}"), nhs("NHS ID"), words("Team / Service", "service", {"camhs": "CAMHS", "slt": "SALT", "ot": "Occupational Therapy", "community_paediatrics": "Community Paediatrics",
              "physio": "Physiotherapy"}),
        words("Caseload status", "status", {"in_place": "In receipt", "waiting": "Waiting", "cannot_access": "Cannot access", "not_referred": "Not referred", "not_needed": "Not required"}),
        dated("Date referral received", "referred_date", in_text("%d %B %Y")), dated("Date first contact", "first_seen_date", in_text("%d %B %Y")),
        words("Barrier to access", "barrier", {"travel": "Travel", "capacity": "No capacity", "no_commissioned_offer": "Service not commissioned", "waiting_list_closed": "Closed waiting list", "other": "Other"}, local=True),
    )  # fmt: skip
    some = tuple(fact for fact in area().access if fact["service"] in ("camhs", "slt", "ot", "community_paediatrics", "physio"))
    return (text_file("Carenotes open referrals.tsv", sheet("tsv", Plan("health_access", fields, some)), delimiter="\t"),)


def bromcom_attendance() -> tuple[MadeFile, ...]:
    """Bromcom: marks instead of sessions, the term in the file's name."""
    fields = (
        plain("UPN", "upn"), aside("Student", fact="surname"), aside("Tutor Group", "8B"), plain("Possible Marks", "sessions_possible"), plain("Absent Marks", "sessions_missed"),
        aside("Lates", 0, 1, 4),
    )  # fmt: skip
    some = tuple(fact for fact in area().attendance if fact["term"] == "Spring 2025/26" and fact["upn"])
    return (
        workbook(
            "Bromcom attendance Spring 2025-26.xlsx", sheet("Report", Plan("attendance", fields, some, implied={"term": "Spring 2025/26"}))
        ),
    )


def panel_list() -> tuple[MadeFile, ...]:
    """A fair-access panel's agenda in LibreOffice with a title over merged columns and dates in words."""
    fields = (
        aside("Item", 1, 2, 3), identifier("Child's ref", "child_id"), SURNAME, FORENAME, TELEPHONE, POSTCODE, words("Currently", "category", {"cme": "Missing education", "ehe": "Home educated",
              "part_time": "Part-time timetable", "unregistered_ap": "Unregistered AP", "severely_absent": "Severely absent", "eotas": "EOTAS", "flexi_schooled": "Flexi-schooled"}),
        dated("Out of school since", "start_date", in_text("%d %B %Y")), dated("Back in school on", "end_date", in_text("%d %B %Y")), COMMENTS,
    )  # fmt: skip
    return (
        open_document(
            "FAP agenda.ods",
            sheet("Agenda", Plan("spells", fields, area().spells, (("Fair Access Panel – 31 October 2026",), ()))),
        ),
    )


def offer_matrix() -> tuple[MadeFile, ...]:
    """Designated clinical officer's matrix: services across with ticks of its own."""
    across = (("slt", "Speech & language"), ("ot", "Occupational therapy"), ("physio", "Physiotherapy"), ("camhs", "Mental health (CAMHS)"))
    fields = [nhs("NHS number"), full_name("Child / young person")]
    fields += [words(said, "status", {"in_place": "Receiving", "waiting": "Waiting", "cannot_access": "Unable to access", "not_referred": "Not referred", "not_needed": "N/A"},
                     source=f"{service}.status", record=(("service", service),)) for service, said in across]  # fmt: skip
    facts = side_by_side(tuple(fact for fact in area().access if fact["service"] in dict(across)), "service", ("status",))
    return (
        workbook(
            "DCO oversight.xlsx",
            sheet(
                "Matrix", Plan("health_access", tuple(fields), facts, (("DCO oversight of children not in school",), ("October 2026",), ()))
            ),
        ),
    )


def sen_support_list() -> tuple[MadeFile, ...]:
    """A list of children on SEN support, which only the title says."""
    fields = (
        plain("UPN", "upn"), aside("Pupil name", fact="surname"), dated("Birth date", "date_of_birth", in_text("%d-%m-%Y")), plain("Need type", "primary_need"), identifier("School URN", "school_urn"),
        plain("Area", "locality"),
    )  # fmt: skip
    some = tuple(fact for fact in area().children if fact["sen_status"] == "K" and fact["upn"])
    return (
        workbook(
            "Inclusion list.xlsx",
            sheet("List", Plan("children", fields, some, (("Pupils receiving SEN Support",), ()), implied={"sen_status": "K"})),
        ),
    )


def reduced_hours_log() -> tuple[MadeFile, ...]:
    """Reduced timetables with the dates under merged 'Dates' and hours as words."""
    fields = (
        plain("UPN", "upn", above="Pupil"), aside("Initials", "AB", "CD", above="Pupil"), dated("From", "start_date", above="Timetable dates"), dated("To", "end_date", above="Timetable dates"),
        dated("Reviewed by", "next_review_date", above="Timetable dates"), number("Hours", "hours_per_week", "{:g} hours", above="Arrangement"), plain("Lead", "lead_professional", above="Arrangement"),
    )  # fmt: skip
    some = tuple(fact for fact in area().of_category("part_time") if fact["upn"])
    return (
        workbook(
            "Reduced timetables log.xlsx",
            sheet(
                "Log",
                Plan("spells", fields, some, (("Reduced timetables log 2025-26 and 2026-27",), ()), implied={"category": "part_time"}),
            ),
        ),
    )


def adhd_only() -> tuple[MadeFile, ...]:
    """A community trust's ADHD list: the assessment is in the title alone, a total at the foot."""
    fields = (
        nhs("NHS Number", spaced=True), dated("Date Of Birth", "date_of_birth", in_text("%d/%m/%Y"), table="children"), dated("Referral Recieved", "referral_received_date", in_text("%d/%m/%Y")),
        dated("Assesment Date", "assessment_start_date", in_text("%d/%m/%Y")), dated("Discharged On", "closed_date", in_text("%d/%m/%Y")), aside("Priority", "Routine", "Urgent"),
    )  # fmt: skip
    some = area().waiting_for("adhd")
    plan = Plan(
        "diagnostic_waits",
        fields,
        some,
        (("ADHD assessment waiting list",), ("Wenning Vale Community NHS Trust",), ()),
        implied={"assessment": "adhd"},
        foot=((), ("Number waiting", len(some))),
    )
    return (workbook("Waiting list - community.xlsx", sheet("Sheet1", plan)),)


STYLES = tuple(
    Style(name, kept_in, make, held_out=True)
    for name, kept_in, make in (
        ("Synergy: query builder", "Servelec Synergy", synergy_caseload),
        ("Tracking team's list", "hand-kept Excel", tribal_missing),
        ("Home education form", "an online form", home_education_forms),
        ("Unregistered placements", "hand-kept Excel", alternative_provision),
        ("Lorenzo: referrals in .xls", "Lorenzo", lorenzo_waits),
        ("Carenotes: open referrals", "Carenotes", carenotes_services),
        ("Bromcom: marks", "Bromcom", bromcom_attendance),
        ("Fair access panel in .ods", "hand-kept LibreOffice", panel_list),
        ("Clinical officer's matrix", "hand-kept Excel", offer_matrix),
        ("SEN support list", "data team", sen_support_list),
        ("Reduced timetables log", "hand-kept Excel", reduced_hours_log),
        ("One assessment, misspelt", "hand-kept Excel", adhd_only),
    )
)
