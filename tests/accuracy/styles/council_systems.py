"""Councils' case systems: registers and caseloads as their report writers export them."""

# ruff: noqa: E501 - a heading with its words is one line, as in the spreadsheet

from __future__ import annotations

from tests.accuracy.area import area
from tests.accuracy.files import MadeFile, Style, old_workbook, text_file, workbook
from tests.accuracy.house import (
    ADDRESS,
    FORENAME,
    POSTCODE,
    SURNAME,
    aside,
    dated,
    full_name,
    identifier,
    in_text,
    nhs,
    plain,
    real,
    unpadded,
    words,
)
from tests.accuracy.sheets import Plan, nothing_of_ours, sheet

EHE, CME = {"category": "ehe"}, {"category": "cme"}
SEN_LETTERS = {"E": "E", "K": "K", "N": "N"}
SEX = {"F": "F", "M": "M"}


def one_home_education() -> tuple[MadeFile, ...]:
    """Capita One v4: a report with a title and a position date, one row per period."""
    fields = (
        identifier("Stud ID", "child_id"), aside("Legal Surname", fact="surname"), aside("Legal Forename", fact="forename"),
        dated("DOB", "date_of_birth", in_text("%d/%m/%Y"), table="children"), words("Gender", "sex", SEX, table="children"),
        aside("NCY", 3, 7, 9, 10), plain("UPN", "upn"), dated("EHE Start Date", "start_date", in_text("%d/%m/%Y")),
        dated("EHE End Date", "end_date", in_text("%d/%m/%Y")),
        words("EHE Reason", "reason", {"Mental health": "Mental health", "Physical health": "Physical health", "Unknown": "Unknown",
              "School dissatisfaction SEND": "School dissatisfaction - SEND", "School dissatisfaction bullying": "School dissatisfaction - bullying"},
              local=True),
        words("SEN Provision", "sen_status", SEN_LETTERS, table="children"), plain("Last Base Name", "last_school"),
        plain("EHE Officer", "lead_professional"), dated("Last Visit Date", "last_seen_date", in_text("%d/%m/%Y")),
        dated("Next Visit Due", "next_review_date", in_text("%d/%m/%Y")),
        dated("Suitability Assessment Date", "suitability_checked_date", in_text("%d/%m/%Y")),
    )  # fmt: skip
    plan = Plan("spells", fields, area().of_category("ehe"), (("Elective Home Education - Open and Closed",), ("Run date: 31/10/2026",), ()),
                implied=EHE)  # fmt: skip
    return (workbook("One_EHE_Report_20261031.xlsx", sheet("Report1", plan)),)


def one_sen_caseload() -> tuple[MadeFile, ...]:
    """Capita One SEN caseload as an old .xls, headings in capitals."""
    fields = (
        identifier("STUD ID", "child_id"), aside("SURNAME", fact="surname"), aside("FORENAME", fact="forename"),
        dated("DOB", "date_of_birth"), words("GENDER", "sex", {"F": "Female", "M": "Male"}), plain("UPN", "upn"),
        plain("ETHNICITY CODE", "ethnicity"), words("SEN STATUS", "sen_status", {"E": "E - EHC Plan", "K": "K - SEN Support", "N": "N - No SEN"}),
        plain("PRIMARY NEED", "primary_need"), identifier("BASE URN", "school_urn"), plain("BASE NAME", "school_name"),
        aside("CASEWORKER", "A Reed", "S Dunn"),
    )  # fmt: skip
    return (old_workbook("SEN caseload Oct 2026.xls", sheet("SEN caseload", Plan("children", fields, area().children))),)


def synergy_home_education() -> tuple[MadeFile, ...]:
    """Servelec Synergy EHE: a CSV with every heading in title case and dates with the month in words."""
    fields = (
        identifier("Person ID", "child_id", "P{}"), SURNAME, FORENAME,
        dated("Date of Birth", "date_of_birth", in_text("%d-%b-%Y"), table="children"), words("Sex", "sex", {"F": "Female", "M": "Male"}, table="children"),
        aside("National Curriculum Year", "Year 4", "Year 8", "Year 10"), dated("EHE From", "start_date", in_text("%d-%b-%Y")),
        dated("EHE To", "end_date", in_text("%d-%b-%Y")), dated("LA Notified", "la_notified_date", in_text("%d-%b-%Y")),
        words("Reason for EHE", "reason", {"Mental health": "Mental Health", "Other": "Other", "Unknown": "Unknown", "Physical health": "Physical Health"},
              local=True),
        plain("Previous School", "last_school"), words("SEN Stage", "sen_status", {"E": "Education, Health and Care Plan", "K": "SEN Support",
              "N": "No Special Educational Need"}, table="children"),
        plain("Allocated Officer", "lead_professional"),
    )  # fmt: skip
    plan = Plan("spells", fields, area().of_category("ehe"), implied=EHE)
    return (text_file("Synergy EHE children 31-10-2026.csv", sheet("csv", plan), quoting=1),)


def synergy_missing_education() -> tuple[MadeFile, ...]:
    """Synergy CME with its own closing reasons."""
    fields = (
        identifier("Person Ref", "child_id"), SURNAME, FORENAME, dated("DOB", "date_of_birth", unpadded, table="children"),
        dated("CME Start", "start_date", unpadded), dated("CME Closed", "end_date", unpadded),
        words("Closure Reason", "outcome", {"returned_to_school": ("Placed in school", "On roll"), "moved_away": "Moved out of area",
              "no_longer_school_age": "Over compulsory school age", "other": "Other"}),
        words("CME Reason", "reason", {"School application awaiting outcome": "School application awaiting outcome", "Unknown": "Unknown",
              "Moved in from another local authority": "Moved in from another local authority"}, local=True),
        plain("Last Known School", "last_school"), plain("Lead Officer", "lead_professional"),
        dated("Date of Last Contact", "last_seen_date", unpadded),
    )  # fmt: skip
    plan = Plan("spells", fields, area().of_category("cme"), implied=CME)
    return (text_file("CME_cases_20261031.csv", sheet("csv", plan)),)


def eyes_missing_education() -> tuple[MadeFile, ...]:
    """Liquidlogic EYES: a workbook with the report's filters above and a foot below."""
    fields = (
        identifier("EYES ID", "child_id"), aside("Forename(s)", fact="forename"), SURNAME, dated("D.O.B.", "date_of_birth", table="children"),
        identifier("Unique Pupil Number", "upn"), dated("CME Episode Start", "start_date"), dated("CME Episode End", "end_date"),
        words("Episode Outcome", "outcome", {"returned_to_school": "Returned to school", "moved_away": "Moved to another LA",
              "no_longer_school_age": "No longer statutory school age", "other": "Other"}),
        aside("Worker Team", "Inclusion East", "Inclusion West"), plain("Allocated Worker", "lead_professional"),
        words("SEND Status", "sen_status", {"E": "EHCP", "K": "SEN Support", "N": "None"}, table="children"),
    )  # fmt: skip
    plan = Plan("spells", fields, area().of_category("cme"), (("EYES Report: Children Missing Education",), ("Generated by: Data Team",),
                ("Status: All", None, "From: 01/09/2023", None, "To: 31/10/2026"), ()), implied=CME, foot=((), ("End of report",)))  # fmt: skip
    return (workbook("EYES CME report.xlsx", sheet("Sheet1", plan)),)


def eyes_elsewhere() -> tuple[MadeFile, ...]:
    """Liquidlogic EYES education-other-than-at-school list, semicolons from a machine set to another country."""
    fields = (
        identifier("EYES ID", "child_id"), SURNAME, FORENAME, words("Provision Type", "category", {"eotas": "EOTAS", "unregistered_ap": "Unregistered AP",
              "part_time": "Part-time timetable", "flexi_schooled": "Flexi-schooling"}),
        dated("Provision Start Date", "start_date", in_text("%d.%m.%Y")), dated("Provision End Date", "end_date", in_text("%d.%m.%Y")),
        plain("Weekly Hours", "hours_per_week"), plain("Lead Professional", "lead_professional"),
        dated("Next Review Date", "next_review_date", in_text("%d.%m.%Y")),
        dated("S61 Decision Date", "section_61_decision_date", in_text("%d.%m.%Y")),
        dated("Agreed Full Time Date", "agreed_full_time_date", in_text("%d.%m.%Y")),
    )  # fmt: skip
    plan = Plan("spells", fields, area().of_category("eotas", "unregistered_ap", "part_time", "flexi_schooled"))
    return (text_file("education_provision_episodes.csv", sheet("csv", plan), delimiter=";", encoding="cp1252"),)


def impulse_caseload() -> tuple[MadeFile, ...]:
    """Impulse: a caseload with underscored headings and serial numbers for dates."""
    fields = (
        identifier("PUPIL_REF", "child_id"), aside("PUPIL_SURNAME", fact="surname"), aside("PUPIL_FORENAME", fact="forename"),
        dated("BIRTH_DATE", "date_of_birth", in_text("%Y-%m-%d 00:00:00")), plain("GENDER", "sex"), plain("UPN", "upn"),
        plain("SEN_STAGE", "sen_status"), plain("SEN_NEED_1", "primary_need"), aside("SEN_NEED_2", "SLCN", "ASD", None),
        identifier("ESTAB_URN", "school_urn"), plain("ESTAB_NAME", "school_name"), plain("WARD_AREA", "locality"),
    )  # fmt: skip
    return (text_file("impulse_sen_extract.txt", sheet("txt", Plan("children", fields, area().children)), delimiter="|"),)


def mosaic_children() -> tuple[MadeFile, ...]:
    """Access Mosaic: social care's children with their status and SEN."""
    fields = (
        identifier("Mosaic ID", "child_id"), full_name("Person Name"), dated("Date of birth", "date_of_birth"), aside("Age", 7, 9, 13),
        words("Gender", "sex", {"F": "Female", "M": "Male", "U": "Unknown"}),
        words("Ethnicity", "ethnicity", {"WBRI": "White British", "APKN": "Pakistani", "WOTH": "Any other White background"}, local=True),
        words("EHCP / SEN", "sen_status", {"E": "EHCP", "K": "SEN Support", "N": "No SEN"}),
        words("Social Care Status", "social_care", {"none": "Not open", "early_help": "Early Help", "child_in_need": "CIN", "child_protection": "CP",
              "looked_after": "CLA"}),
        aside("Team", "North", "South"), nhs("NHS Number", spaced=True),
    )  # fmt: skip
    plan = Plan("children", fields, area().children, (("Mosaic report – SEND children known to children's services",), ()))
    return (
        workbook(
            "Mosaic SEND cohort.xlsx",
            sheet("Export", plan),
            nothing_of_ours("Parameters", ("Parameter", "Value"), ("Team", "All"), ("Age to", 25)),
        ),
    )


def ehc_hub() -> tuple[MadeFile, ...]:
    """An EHC hub: one row per plan, every child with a plan, which only the title says."""
    fields = (
        identifier("EHC Hub ID", "child_id", "EHC-{}"), aside("CYP First Name", fact="forename"), aside("CYP Last Name", fact="surname"),
        dated("CYP DOB", "date_of_birth", in_text("%d %b %Y")), words("CYP Gender", "sex", {"F": "Female", "M": "Male"}), nhs("CYP NHS No."),
        words("Primary Area of Need", "primary_need", {"ASD": "Autistic Spectrum Disorder", "SLCN": "Speech, Language and Communication Needs",
              "SEMH": "Social, Emotional and Mental Health", "MLD": "Moderate Learning Difficulty", "SLD": "Severe Learning Difficulty",
              "SPLD": "Specific Learning Difficulty", "PD": "Physical Disability", "HI": "Hearing Impairment"}),
        plain("Current Setting", "school_name"), aside("Annual Review Due", "Autumn", "Spring", "Summer"),
    )  # fmt: skip
    with_plan = tuple(fact for fact in area().children if fact["sen_status"] == "E")
    plan = Plan("children", fields, with_plan, implied={"sen_status": "E"})
    return (workbook("Children and young people with an EHC plan - October 2026.xlsx", sheet("EHC plans", plan, hidden=(1, 2))),)


def annex_a() -> tuple[MadeFile, ...]:
    """Annex A: List 1 and List 2 of an area SEND inspection, as the official layout heads them."""

    def fields(first: bool) -> tuple:  # type: ignore[type-arg]
        dates = (
            aside("Date initial EHC plan issued", None),
            aside("Date updated EHC plan issued", None),
            aside("Date EHC plan last reviewed", None),
        )
        return (
            identifier("Unique ID", "child_id"), plain("UPN", "upn"), aside("ULN", None), dated("Date of birth", "date_of_birth", real),
            words("Gender", "sex", {"F": "2", "M": "1"}), plain("Ethnicity", "ethnicity"), *(dates if first else ()),
            plain("SEN primary need", "primary_need"), identifier("Main education establishment – URN", "school_urn"),
            aside("Main education establishment – phase", "Primary", "Secondary"),
            aside("Subsidiary education establishment – phase (dual registration)", None), aside("Suspensions", 0, 1), aside("Permanent exclusions", 0),
            aside("Pupil Premium", "Y", "N"), aside("Which children's social care team?", None, "Disabled children"),
        )  # fmt: skip

    lists = [
        sheet(name, Plan("children", fields(status == "E"), tuple(fact for fact in area().children if fact["sen_status"] == status),
                         implied={"sen_status": status}))
        for name, status in (("List 1", "E"), ("List 2", "K"))
    ]  # fmt: skip
    return (workbook("Annex A lists.xlsx", *lists),)


def census_extract() -> tuple[MadeFile, ...]:
    """A school census extract from the council's data team: names run together, no reference but the UPN."""
    fields = (
        plain("UPN", "upn"), SURNAME, FORENAME, dated("DoB", "date_of_birth", in_text("%Y-%m-%d")), plain("Gender", "sex"),
        plain("Ethnicity", "ethnicity"), plain("SENprovision", "sen_status"), plain("SENtype1", "primary_need"), identifier("URN", "school_urn"),
        plain("SchoolName", "school_name"), POSTCODE, ADDRESS,
    )  # fmt: skip
    with_number = tuple(fact for fact in area().children if fact["upn"])
    plan = Plan("children", fields, with_number)
    return (text_file("AutumnCensus2026_SEN_pupils.csv", sheet("csv", plan), encoding="utf-8-sig"),)


def one_admissions() -> tuple[MadeFile, ...]:
    """Capita One: in-year transfers, a row for each preference, with the admissions team's own columns."""
    fields = (
        identifier("Person ID", "child_id"), aside("Application Ref", "801-2026-51-E-000417", "801-2026-52-B-000418"), SURNAME, FORENAME,
        dated("DOB", "date_of_birth", table="children"), aside("NCY", 3, 8), dated("Application Received", "application_received_date"),
        aside("Pref", 1, 2), plain("Preferred School", "school_applied_for"), words("Application Status", "decision",
              {"offered": ("Place Offered", "Place Allocated"), "refused": ("Refused", "No Places"), "withdrawn": "Withdrawn"}),
        dated("Offer Date", "decision_date"), dated("Date Admitted", "admitted_date"), ADDRESS,
    )  # fmt: skip
    plan = Plan("in_year_admissions", fields, area().applications, (("In Year Transfer Group 2026/27",), ("Run: 31/10/2026 17:02",), ()))
    return (workbook("ONE in year transfers.xlsx", sheet("Report", plan)),)


STYLES = (
    Style("One: home education report", "Capita One", one_home_education),
    Style("One: SEN caseload in .xls", "Capita One", one_sen_caseload),
    Style("One: in-year transfers", "Capita One", one_admissions),
    Style("Synergy: home education", "Servelec Synergy", synergy_home_education),
    Style("Synergy: missing education", "Servelec Synergy", synergy_missing_education),
    Style("EYES: missing education", "Liquidlogic EYES", eyes_missing_education),
    Style("EYES: provision episodes", "Liquidlogic EYES", eyes_elsewhere),
    Style("Impulse: caseload", "Impulse", impulse_caseload),
    Style("Mosaic: children", "Access Mosaic", mosaic_children),
    Style("EHC hub: plans", "an EHC hub", ehc_hub),
    Style("Annex A: List 1 and List 2", "area SEND inspection", annex_a),
    Style("School census extract", "census extract", census_extract),
)
