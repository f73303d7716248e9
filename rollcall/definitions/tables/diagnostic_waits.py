"""Referrals for a diagnostic assessment, waiting or done."""

from rollcall.definitions import codes
from rollcall.definitions.table import Column, DatesInOrder, Kind, Table
from rollcall.definitions.tables.shared import CHILD_ID, CHILD_IDENTIFIERS, NHS_NUMBER, UPN

TABLE = Table(
    name="diagnostic_waits",
    title="Diagnostic waits",
    one_row_per="referral for a diagnostic assessment",
    comes_from="NHS community and mental health trusts, and other assessment providers commissioned by the integrated care board",
    headline="Diagnostic waits",
    identifiers=CHILD_IDENTIFIERS,
    sheet_words=("wait", "waits", "waiting", "waiting list", "diagnostic", "referrals", "pathway", "assessment", "ptl"),
    unique=("child_id", "assessment", "referral_received_date"),
    dates_in_order=(
        DatesInOrder("assessment_before_referral", "referral_received_date", "assessment_start_date"),
        DatesInOrder("closed_before_referral", "referral_received_date", "closed_date"),
    ),
    columns=(
        CHILD_ID,
        NHS_NUMBER,
        UPN,
        Column("assessment", Kind.CODE, "What the child is to be assessed for.", "autism", required=True, codes=codes.ASSESSMENT, implied=True,
               aliases=("assessment type", "type of assessment", "pathway", "diagnostic pathway", "condition", "suspected condition", "referral reason", "reason for referral", "primary reason for referral",
                        "primreasonreferralmh", "referred for", "assessment for", "service referred to", "diagnosis sought", "diagnostic assessment", "referral type", "clinic", "presenting condition",
                        "waiting for", "waiting list", "waiting list name")),
        Column("referral_received_date", Kind.DATE, "Day the referral was received.", "03/02/2026", required=True, says_as_at=True,
               aliases=("date referral accepted on to list", "date of referral received", "ref rcvd", "referral rcvd", "referral received on", "date received by service", "waiting since", "on list since", "date placed on waiting list", "start of wait", "referral date", "date of referral", "date referred", "referral received", "received date", "date received", "referralrequestreceiveddate", "referral request received date",
                        "ref date", "clock start", "clock start date", "date referral received", "date of receipt", "date on waiting list", "date added to waiting list", "added to list", "wait start date", "referred",
                        "referred on", "ref received", "rtt start date", "referral recd", "referral recd date", "date added to list", "ref recd", "ref recd date")),
        Column("assessment_start_date", Kind.DATE, "Day the diagnostic assessment started; blank while waiting.", "20/05/2026", says_as_at=True,
               aliases=("first attended contact date", "first attended contact", "firstattendedcontactdate", "date first attended", "first attended appointment", "attended first appointment", "first care contact", "first care contact date", "date of first care contact", "first face to face", "date diagnostic assessment started", "assessment commenced", "assessment date", "date of assessment", "assessment started", "date assessment started", "first appointment", "first appointment date", "first contact date", "date of first contact", "date assessed",
                        "first contact", "clock stop", "clock stop date", "assessed", "date first seen", "first seen date", "assessment start", "date of first appointment", "assessed on", "start of assessment")),
        Column("closed_date", Kind.DATE, "Day the referral was closed, assessed or not.", "01/09/2026", says_as_at=True,
               aliases=("date d c", "d c date", "dc date", "discharge dt", "date of discharge", "date closed", "closed", "discharge date", "discharged date", "date discharged", "servdischdate", "service discharge date", "referral closed", "referral closed date", "date referral closed", "close date",
                        "end date", "date removed", "removal date", "removed from list date", "closure date", "discharged")),
        Column("outcome", Kind.LOCAL_WORD, "How the referral ended.", "diagnosed", codes=codes.WAIT_OUTCOME,
               aliases=("assessment outcome", "outcome of assessment", "result", "diagnosis outcome", "closure reason", "referclosreason", "discharge reason", "referral outcome", "reason closed")),
        Column("provider", Kind.TEXT, "The organisation that assesses.", "Riverside Community NHS Trust",
               aliases=("provider name", "trust", "organisation", "orgidprov", "service provider", "provider organisation", "trust name", "team", "assessing provider", "provider trust", "organisation name")),
        Column("support_while_waiting", Kind.TEXT, "Support the family has meanwhile.", "Parent workshop",
               aliases=("interim support", "support", "waiting well", "support in place", "support offered", "support given", "waiting well offer", "pre assessment support", "support whilst waiting")),
    ),
)
