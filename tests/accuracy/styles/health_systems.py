"""Health providers' systems: waiting lists, referrals and caseloads as their reporting tools write them."""

# ruff: noqa: E501 - a heading with its words is one line, as in the spreadsheet

from __future__ import annotations

from datetime import date

from tests.accuracy.area import Fact, area
from tests.accuracy.files import MadeFile, Style, text_file, workbook
from tests.accuracy.house import Cell, Field, aside, dated, full_name, identifier, in_text, nhs, plain, real, words
from tests.accuracy.sheets import Plan, sheet

PATHWAYS = {"autism": "Autism", "adhd": "ADHD", "neurodevelopmental": "Neurodevelopmental", "dcd": "DCD", "fasd": "FASD", "language": "Language",
            "sensory": "Sensory", "learning_disability": "Learning Disability", "tic": "Tics", "mental_health": "Mental Health"}  # fmt: skip
SERVICES = {"slt": "Speech and Language Therapy", "ot": "Occupational Therapy", "physio": "Physiotherapy", "camhs": "CAMHS",
            "community_paediatrics": "Community Paediatrics", "school_nursing": "School Nursing", "audiology": "Audiology", "dietetics": "Dietetics",
            "continence": "Continence", "learning_disability_nursing": "Learning Disability Nursing", "wheelchair": "Wheelchair Services", "other": "Other"}  # fmt: skip


def weeks(_value: object, fact: Fact, _chance: object) -> Cell:
    """Weeks waited so far, which systems like to add."""
    started = fact["referral_received_date"]
    assert isinstance(started, date)
    return (date(2026, 10, 31) - started).days // 7


def systmone_waits() -> tuple[MadeFile, ...]:
    """TPP SystmOne: a CSV of referrals with dates as 04 Sep 2025 and the NHS number in one run."""
    fields = (
        nhs("NHS number"), aside("Surname", fact="surname"), aside("First name", fact="forename"), dated("Date of birth", "date_of_birth", in_text("%d %b %Y"), table="children"),
        aside("Gender", "Male", "Female"), words("Referral reason", "assessment", {"autism": "Autism assessment", "adhd": "ADHD assessment",
              "dcd": "Developmental coordination disorder", "language": "Language disorder assessment", "sensory": "Sensory assessment",
              "learning_disability": "Learning disability assessment", "tic": "Tic disorder", "neurodevelopmental": "Neurodevelopmental assessment",
              "mental_health": "Mental health assessment", "fasd": "FASD"}),
        dated("Date of referral", "referral_received_date", in_text("%d %b %Y")), dated("Date of first assessment", "assessment_start_date", in_text("%d %b %Y")),
        dated("Date referral ended", "closed_date", in_text("%d %b %Y")), words("Referral end reason", "outcome", {"diagnosed": "Diagnosis made",
              "not_diagnosed": "No diagnosis", "withdrawn": "Withdrawn by family", "rejected": "Referral rejected", "moved_away": "Moved away", "other": "Other"}, local=True),
        Field("Weeks waiting", None, weeks), aside("GP practice", fact="practice"),
    )  # fmt: skip
    return (text_file("S1 ND waiting list 20261031.csv", sheet("csv", Plan("diagnostic_waits", fields, area().waits)), quoting=1),)


def rio_referrals() -> tuple[MadeFile, ...]:
    """Access RiO: names run together, ISO times, the client's own number beside the NHS number."""

    def stamp(day: date) -> Cell:
        return f"{day.isoformat()} 00:00:00.000"

    fields = (
        identifier("ClientID", "child_id", "R{}"), nhs("NHSNumber"), words("TeamReferredTo", "assessment", {"autism": "Autism Diagnostic Team", "adhd": "ADHD Team",
              "mental_health": "CAMHS Assessment", "neurodevelopmental": "Neurodevelopmental Team"}),
        dated("ReferralReceivedDate", "referral_received_date", stamp), dated("AssessmentDate", "assessment_start_date", stamp),
        dated("DischargeDate", "closed_date", stamp), words("DischargeReason", "outcome", {"diagnosed": "Diagnosed", "not_diagnosed": "Not diagnosed",
              "withdrawn": "Withdrawn", "rejected": "Rejected", "moved_away": "Moved out of area", "other": "Other"}, local=True),
        plain("ProviderName", "provider"),
    )  # fmt: skip
    some = area().waiting_for("autism", "adhd", "mental_health", "neurodevelopmental")
    return (text_file("RiO_Referrals_Extract.csv", sheet("csv", Plan("diagnostic_waits", fields, some))),)


def careflow_list() -> tuple[MadeFile, ...]:
    """A hospital's list by clock: 'RTT' here means referral to treatment, never a reduced timetable."""
    fields = (
        identifier("Local Patient ID", "child_id", "H{}"), nhs("NHS No", spaced=True), aside("Patient Name", fact="surname"), dated("DOB", "date_of_birth", real, table="children"),
        words("Pathway", "assessment", {"autism": "ASD", "adhd": "ADHD", "dcd": "DCD", "fasd": "FASD", "language": "Language", "sensory": "Sensory"}),
        dated("RTT Clock Start", "referral_received_date"), dated("First Outpatient Appt", "assessment_start_date"), dated("RTT Clock Stop", "closed_date"),
        Field("Wks Wait", None, weeks), aside("Specialty", "Community Paediatrics"), aside("Site", "Main", "North"),
    )  # fmt: skip
    some = area().waiting_for("autism", "adhd", "dcd", "fasd", "language", "sensory")
    plan = Plan("diagnostic_waits", fields, some, (("Paediatric PTL – diagnostic pathways",), ("Snapshot: 31/10/2026",), ()))
    return (workbook("Paeds PTL 311026.xlsx", sheet("PTL", plan)),)


def mental_health_fields() -> tuple[MadeFile, ...]:
    """Field names of the mental health data set, with reasons in words."""
    fields = (
        identifier("LocalPatientId", "child_id", "M{}"), nhs("NHSNumber"), dated("PersonBirthDate", "date_of_birth", in_text("%Y-%m-%d"), table="children"),
        words("PrimReasonReferralMH", "assessment", {"autism": "Suspected Autism", "neurodevelopmental": "Neurodevelopmental Conditions, excluding Autism",
              "adhd": "Attention deficit hyperactivity disorder"}),
        dated("ReferralRequestReceivedDate", "referral_received_date", in_text("%Y-%m-%d")), dated("ServDischDate", "closed_date", in_text("%Y-%m-%d")),
        Field("OrgIDProv", ("provider", None), lambda _value, _fact, chance: chance.choice(("RXX", "RYY")), counted=False), aside("SourceOfReferralMH", "A1", "B1"), aside("ServiceRequestId", 501, 502, 503),
    )  # fmt: skip
    return (
        text_file(
            "MHS101_local.csv", sheet("csv", Plan("diagnostic_waits", fields, area().waiting_for("autism", "neurodevelopmental", "adhd")))
        ),
    )


def emis_services() -> tuple[MadeFile, ...]:
    """EMIS Community: one row per child and service with where they stand."""
    fields = (
        identifier("EMIS Number", "child_id", "{}"), nhs("NHS Number", spaced=True), full_name("Patient's Name"), words("Service Referred To", "service", SERVICES),
        words("Referral Status", "status", {"in_place": "On caseload", "waiting": "Awaiting first appointment", "cannot_access": "Unable to access",
              "not_referred": "Not referred", "not_needed": "Not required"}),
        dated("Referral Received Date", "referred_date", in_text("%d-%b-%Y")), dated("First Seen Date", "first_seen_date", in_text("%d-%b-%Y")),
        plain("Provider Organisation", "provider"),
    )  # fmt: skip
    return (workbook("EMIS community referrals.xlsx", sheet("Results", Plan("health_access", fields, area().access))),)


def paris_caseload() -> tuple[MadeFile, ...]:
    """Civica Paris: abbreviations everywhere, an apostrophe in a heading, cp1252."""
    fields = (
        identifier("Paris No", "child_id", "{}"), nhs("NHS No."), words("Service", "service", {"slt": "SaLT", "ot": "OT", "physio": "Physio", "camhs": "CAMHS",
              "community_paediatrics": "Comm Paeds", "school_nursing": "School Nurse", "audiology": "Audiology", "dietetics": "Dietitian", "continence": "Bladder & Bowel"}),
        words("Status", "status", {"in_place": ("Active", "Open"), "waiting": "WL", "cannot_access": "Cannot access", "not_referred": "No referral", "not_needed": "N/A"}),
        dated("Ref Rec'd", "referred_date", in_text("%d/%m/%y")), dated("1st Appt", "first_seen_date", in_text("%d/%m/%y")),
        words("Why not accessing", "barrier", {"travel": "Transport", "capacity": "Capacity", "no_commissioned_offer": "Not commissioned",
              "needs_school_place": "Must be on roll", "waiting_list_closed": "Waiting list closed", "no_route_in": "No referral route", "other": "Other"}, local=True),
    )  # fmt: skip
    listed = {"slt", "ot", "physio", "camhs", "community_paediatrics", "school_nursing", "audiology", "dietetics", "continence"}
    some = tuple(fact for fact in area().access if fact["service"] in listed)
    return (text_file("paris caseload – october.csv", sheet("csv", Plan("health_access", fields, some)), encoding="cp1252"),)


STYLES = (
    Style("SystmOne: waiting list", "TPP SystmOne", systmone_waits),
    Style("RiO: referrals", "Access RiO", rio_referrals),
    Style("Hospital list by clock", "CareFlow", careflow_list),
    Style("Mental health data set's fields", "MHSDS", mental_health_fields),
    Style("EMIS: referrals by service", "EMIS Community", emis_services),
    Style("Paris: caseload", "Civica Paris", paris_caseload),
)
