"""What health teams and commissioners keep by hand."""

# ruff: noqa: E501 - a heading with its words is one line, as in the spreadsheet

from __future__ import annotations

from tests.accuracy.area import area, side_by_side
from tests.accuracy.files import MadeFile, Style, open_document, text_file, workbook
from tests.accuracy.house import COMMENTS, FORENAME, SURNAME, Field, aside, dated, full_name, identifier, in_text, nhs, plain, words
from tests.accuracy.sheets import Plan, nothing_of_ours, sheet
from tests.accuracy.styles.health_systems import weeks

MAIN = (("slt", "SLT"), ("ot", "OT"), ("physio", "Physio"), ("camhs", "CAMHS"), ("community_paediatrics", "Community Paeds"))
WHERE = {
    "in_place": "In place",
    "waiting": "Waiting",
    "cannot_access": "Cannot access",
    "not_referred": "Not referred",
    "not_needed": "Not needed",
}
ENDED = {"diagnosed": ("Diagnosed", "Diagnosis given"), "not_diagnosed": ("No diagnosis", "Not diagnosed"), "withdrawn": "Withdrawn", "rejected": "Rejected at triage",
         "moved_away": "Moved", "other": "Other"}  # fmt: skip


def a_sheet_each_pathway() -> tuple[MadeFile, ...]:
    """A neurodevelopmental tracker with one sheet for autism and one for ADHD, which only the sheets' names say."""
    fields = (
        nhs("NHS", spaced=True), SURNAME, FORENAME, dated("DoB", "date_of_birth", table="children"), dated("Date ref received", "referral_received_date"),
        dated("Date assessment started", "assessment_start_date"), dated("Date closed", "closed_date"), words("Outcome", "outcome", ENDED, local=True),
        words("Support offered", "support_while_waiting", {}, local=True), COMMENTS,
    )  # fmt: skip
    sheets = [
        sheet(name, Plan("diagnostic_waits", fields, area().waiting_for(kind), implied={"assessment": kind}))
        for name, kind in (("ASD", "autism"), ("ADHD", "adhd"))
    ]
    return (
        workbook(
            "ND pathway tracker - Sarah.xlsx",
            *sheets,
            nothing_of_ours("Dashboard", ("Waiting over 52 weeks", 14), ("Longest wait (weeks)", 163)),
        ),
    )


def choice_provider() -> tuple[MadeFile, ...]:
    """A right-to-choose provider's monthly list: capitals, both pathways, ISO dates."""
    fields = (
        nhs("NHS NUMBER"), dated("DATE OF BIRTH", "date_of_birth", in_text("%Y-%m-%d"), table="children"), words("PATHWAY (ASD/ADHD)", "assessment", {"autism": "ASD", "adhd": "ADHD"}),
        dated("REFERRAL RECEIVED", "referral_received_date", in_text("%Y-%m-%d")), dated("ASSESSMENT STARTED", "assessment_start_date", in_text("%Y-%m-%d")),
        dated("CASE CLOSED", "closed_date", in_text("%Y-%m-%d")), words("OUTCOME", "outcome", ENDED, local=True), aside("ICB", "Alder Vale"),
    )  # fmt: skip
    return (text_file("RTC_children_2026-10.csv", sheet("csv", Plan("diagnostic_waits", fields, area().waiting_for("autism", "adhd")))),)


def waits_in_sections() -> tuple[MadeFile, ...]:
    """One list with the pathway as a row above its children."""
    fields = (identifier("Hospital no", "child_id", "H{}"), nhs("NHS no"), full_name("Patient"), dated("Referred", "referral_received_date"), dated("First assessment", "assessment_start_date"),
              dated("Discharged", "closed_date"), Field("Weeks", None, weeks))  # fmt: skip
    names = {"autism": "Autism", "adhd": "ADHD", "dcd": "DCD", "sensory": "Sensory processing"}
    plan = Plan(
        "diagnostic_waits",
        fields,
        area().waiting_for(*names),
        (("Children's assessment waiting list",), ()),
        section="assessment",
        section_words=names,
        limit=120,
    )
    return (workbook("Assessment waiting list Oct.xlsx", sheet("List", plan)),)


def a_column_each_service() -> tuple[MadeFile, ...]:
    """One row per child, one column per service with a word for where they stand."""
    fields = [identifier("Child ID", "child_id"), SURNAME, FORENAME]
    fields += [words(said, "status", WHERE, source=f"{service}.status", record=(("service", service),)) for service, said in MAIN]
    facts = side_by_side(tuple(fact for fact in area().access if fact["service"] in dict(MAIN)), "service", ("status",))
    return (workbook("Health offer for children not in school.xlsx", sheet("Health offer", Plan("health_access", tuple(fields), facts))),)


def three_columns_each_service() -> tuple[MadeFile, ...]:
    """The service above, and below it where the child stands and two dates."""
    fields = [nhs("NHS number", above="Child"), aside("Name", fact="surname", above="Child")]
    for service, said in MAIN:
        record = (("service", service),)
        fields += [words("Status", "status", WHERE, source=f"{service}.status", above=said, record=record),
                   dated("Referred", "referred_date", source=f"{service}.referred_date", above=said, record=record),
                   dated("First seen", "first_seen_date", source=f"{service}.first_seen_date", above=said, record=record)]  # fmt: skip
    facts = side_by_side(
        tuple(fact for fact in area().access if fact["service"] in dict(MAIN)), "service", ("status", "referred_date", "first_seen_date")
    )
    return (
        workbook(
            "Therapy access audit.xlsx",
            sheet("Audit", Plan("health_access", tuple(fields), facts, (("Access to therapies – children not in school",), ()))),
        ),
    )


def one_service_list() -> tuple[MadeFile, ...]:
    """Speech therapy's own list: the service is in the file's name alone."""
    fields = (
        nhs("NHS No", spaced=True), full_name("Client"), dated("Date referred", "referred_date", in_text("%d/%m/%Y")), dated("Date of initial appointment", "first_seen_date", in_text("%d/%m/%Y")),
        words("Current status", "status", {"in_place": "Receiving therapy", "waiting": "On waiting list", "cannot_access": "Unable to access", "not_referred": "Not yet referred", "not_needed": "Not needed"}),
        COMMENTS,
    )  # fmt: skip
    some = tuple(fact for fact in area().access if fact["service"] == "slt")
    return (
        open_document(
            "Speech and language therapy caseload.ods", sheet("Caseload", Plan("health_access", fields, some, implied={"service": "slt"}))
        ),
    )


def directory() -> tuple[MadeFile, ...]:
    """The board's directory of what it pays for."""
    fields = (
        words("Service name", "service", {"slt": "Speech and language therapy", "ot": "Occupational therapy", "physio": "Physiotherapy", "camhs": "CAMHS", "community_paediatrics": "Community paediatrics",
              "school_nursing": "School nursing", "audiology": "Audiology", "dietetics": "Dietetics", "continence": "Continence", "learning_disability_nursing": "Learning disability nursing", "wheelchair": "Wheelchairs"}),
        plain("Provided by", "provider"), plain("Commissioned by", "commissioner"),
        words("Open to children not on a school roll?", "open_to_children_not_on_a_roll", {"yes": "Yes", "no": "No", "some": "Some"}),
        plain("How to refer", "route_in"), plain("Contact", "contact"),
    )  # fmt: skip
    some = tuple(fact for fact in area().services if fact["service"] != "other")
    return (
        workbook(
            "ICB service directory.xlsx",
            sheet("Services", Plan("services", fields, some, (("Commissioned services for children – directory",), ()))),
        ),
    )


STYLES = (
    Style("A sheet for each pathway", "hand-kept Excel", a_sheet_each_pathway),
    Style("Right-to-choose provider", "an independent provider", choice_provider),
    Style("Waits in sections", "hand-kept Excel", waits_in_sections),
    Style("A column for each service", "hand-kept Excel", a_column_each_service),
    Style("Three columns for each service", "hand-kept Excel", three_columns_each_service),
    Style("One service's own list", "hand-kept LibreOffice", one_service_list),
    Style("Directory of services", "commissioner", directory),
)
