"""Applications for a school place outside the normal round, and what became of them."""

from rollcall.definitions.admissions import ADMISSION_DECISION
from rollcall.definitions.table import Column, DatesInOrder, Kind, Table
from rollcall.definitions.tables.shared import CHILD_ID, CHILD_IDENTIFIERS, NHS_NUMBER, UPN

TABLE = Table(
    name="in_year_admissions",
    title="In-year admissions",
    one_row_per="child and application for a school place",
    comes_from="The council's school admissions team, or the schools that admit children themselves",
    headline="In-year admissions",
    identifiers=CHILD_IDENTIFIERS,
    sheet_words=("in year", "in year admissions", "admissions", "in year applications", "fair access", "casual admissions", "mid year admissions", "school places"),
    other_words=("transport", "travel", "meals", "fsm", "funding", "fund", "grant", "bursary", "nursery", "reception", "year 7", "y7", "secondary transfer", "primary transfer",
                 "phase transfer", "normal round", "sixth form", "post 16", "ehcna", "hospital"),
    unique=("child_id", "application_received_date", "school_applied_for"),
    dates_in_order=(
        DatesInOrder("decided_before_application", "application_received_date", "decision_date"),
        DatesInOrder("admitted_before_place_lost", "place_lost_date", "admitted_date"),
    ),
    columns=(
        CHILD_ID,
        Column("application_received_date", Kind.DATE, "Day the application for a school place was received.", "12/01/2026", required=True, says_as_at=True,
               aliases=("application received", "date application received", "application date", "date of application", "in year application date", "date of in year application",
                        "application received on", "date applied", "applied on", "iya received", "date iya received", "in year application received")),
        Column("school_applied_for", Kind.TEXT, "The school that was applied for.", "Hillside Primary School",
               aliases=("preferred school", "school preference", "preference school", "school requested", "requested school", "school applied", "applied for school", "preference 1",
                        "first preference", "1st preference", "first preference school")),
        Column("decision", Kind.CODE, "What became of the application; blank while nobody has decided.", "offered", codes=ADMISSION_DECISION,
               aliases=("application outcome", "outcome of application", "application decision", "admission decision", "admissions decision", "decision on application", "offer or refusal",
                        "offered or refused", "application result", "application status", "offer status")),
        Column("decision_date", Kind.DATE, "Day of the decision.", "26/01/2026", says_as_at=True,
               aliases=("date of decision", "date decided", "decided on", "date of offer", "offer date", "date offered", "date of offer or refusal", "date of offer refusal", "outcome date",
                        "date of outcome", "date parents notified", "date parent notified of outcome", "date outcome notified")),
        Column("place_lost_date", Kind.DATE, "Day the child lost the last school place, by leaving its roll or moving in; blank where the child still has a place.", "08/01/2026", says_as_at=True,
               aliases=("date place lost", "without a school place since", "no school place since", "without a place since", "date left last school", "date left previous school",
                        "last day at previous school", "date off roll of previous school", "previous school leaving date", "date moved into area", "date moved to area")),
        Column("admitted_date", Kind.DATE, "First day at the new school.", "09/02/2026",
               aliases=("date admitted", "admission date", "date of admission", "admitted on", "date place taken up", "place taken up date", "date started at new school",
                        "start date at new school", "date on roll", "on roll date", "new school start date")),
        NHS_NUMBER,
        UPN,
    ),
    notes="A child who applies for several schools has a row for each. An admissions team keeps a row for every child: send those of children with SEND alone, "
    "for of the others nothing is counted. Applications in the normal round, and for transport, meals or funding, are another thing.",
)
