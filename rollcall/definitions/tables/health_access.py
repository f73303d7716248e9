"""Which health services each child needs, has, waits for or cannot reach."""

from rollcall.definitions import codes
from rollcall.definitions.table import Column, DatesInOrder, Kind, Table
from rollcall.definitions.tables.shared import CHILD_ID, CHILD_IDENTIFIERS, NHS_NUMBER, UPN

TABLE = Table(
    name="health_access",
    title="Access to health services",
    one_row_per="child and health service",
    comes_from="NHS community trusts and therapy providers, with the council's EHC plan records",
    headline="Health access",
    identifiers=CHILD_IDENTIFIERS,
    sheet_words=("health", "therapy", "therapies", "access", "slt", "ot", "physio", "camhs", "caseload", "health access", "provision"),
    unique=("child_id", "service"),
    dates_in_order=(
        DatesInOrder("seen_before_referral", "referred_date", "first_seen_date"),
    ),
    columns=(
        CHILD_ID,
        Column("service", Kind.CODE, "The health service.", "slt", required=True, codes=codes.SERVICE, implied=True,
               aliases=("health service", "service name", "therapy", "service type", "service or team type", "team", "type of service", "team type", "therapy type", "service required", "provision", "service needed",
                        "therapy service", "specialty")),
        Column("status", Kind.CODE, "Where the child stands with the service.", "in_place", required=True, codes=codes.ACCESS_STATUS, implied=True,
               aliases=("access status", "access", "current status", "service status", "provision status", "state", "position", "receiving", "access to service", "status of provision", "referral status", "in receipt")),
        Column("referred_date", Kind.DATE, "Day the child was referred.", "15/01/2026", says_as_at=True,
               aliases=("referral date", "date referred", "date of referral", "referral received date", "referred", "referred on", "date of ref", "referral received")),
        Column("first_seen_date", Kind.DATE, "Day the child was first seen.", "20/03/2026", says_as_at=True,
               aliases=("first seen", "date first seen", "first contact", "first contact date", "first appointment", "date of first contact", "first appointment date", "date seen", "seen date", "date of first appointment")),
        Column("barrier", Kind.LOCAL_WORD, "What stands in the way.", "needs_school_place", codes=codes.BARRIER,
               aliases=("barrier to access", "reason", "reason not accessing", "reason cannot access", "why not", "barriers", "reason for no access", "access barrier", "reason unable to access", "reason not in place")),
        Column("provider", Kind.TEXT, "The organisation that provides the service.", "Riverside Community NHS Trust",
               aliases=("provider name", "trust", "organisation", "service provider", "provider organisation", "trust name", "organisation name")),
        NHS_NUMBER,
        UPN,
    ),
)
