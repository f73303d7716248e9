"""What sheets of many sources are taken for, and what each of their headings means."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rollcall.definitions.tables import BY_NAME
from tests.intake import workbooks
from tests.intake.workbooks import Rows, columns, examined, examined_sheet, kept, nhs_number, sheet, upn

DAY = date(2026, 3, 4)


@dataclass(frozen=True)
class Dialect:
    """A sheet as one source writes it, what it is, and what some of its headings mean."""

    source: str
    rows: Rows
    table: str
    means: dict[str, str] = field(default_factory=dict)
    name: str = "Sheet1"
    file: str = "file.xlsx"


DIALECTS = (
    Dialect("Capita EHE register",
            [["Vale Council – Elective Home Education Register"], ["Position as at 30 September 2026"], ["CONFIDENTIAL"], [],
             ["Stud ID", "Legal\nSurname", "DOB", "UPN", "SEN\nProvision", "Date EHE\nstarted", "Date EHE\nended", "Reason for EHE",
             "EHE Officer", "Date of last\nvisit (dd/mm/yyyy)"],
             [1001, "x", DAY, upn(1), "E", "04/09/2025", None, "Mental health", "A", DAY], [1002, "x", DAY, upn(2), "K", "12/10/2025",
             None, "Bullying", "A", DAY]],
            "spells", {"Stud ID": "child_id", "Date EHE started": "start_date", "Date EHE ended": "end_date", "Reason for EHE": "reason",
            "EHE Officer": "lead_professional"},
            "Register", "Vale_EHE_Sept_2026.xlsx"),
    Dialect("tab for one category", [["Ref", "Start", "End", "Reason", "Outcome"], ["C1", "04/09/2025", None, "Lifestyle", None]],
    "spells",
            {"Ref": "child_id", "Start": "start_date", "End": "end_date"}, "CME"),
    Dialect("Liquidlogic children",
            [["Child ID", "Name", "D.O.B", "EHCP", "SEN support", "Primary Need", "Ward", "CIN/CP/LAC", "School"], ["1", "x",
            "2014-01-02", "Y", "N", "ASD", "North", "CIN", "Hill"],
             ["2", "x", "2013-01-02", "N", "Y", "SEMH", "North", "None", "Hill"]],
            "children", {"D.O.B": "date_of_birth", "EHCP": "sen_status", "CIN/CP/LAC": "social_care", "Ward": "locality",
            "School": "school_name"}),
    Dialect("SEN2 person export", [["persontableid", "personbirthdate", "sex", "ethnicity", "upn", "uniquelearnernumber", "sen"],
    ["5000", "2014-Sep-28 00:00:00", "M", "WBRI", upn(3), "", "EHCP"]],
            "children", {"persontableid": "child_id", "personbirthdate": "date_of_birth", "sen": "sen_status"}, "person",
            "Blade-Export_28-09-2026_person.csv"),
    Dialect("Annex A List 2", [["Unique ID", "UPN", "Date of birth", "Gender", "SEN primary need", "Main education establishment – URN"],
    ["a", upn(4), DAY, 1, "SEMH", "100001"]],
            "children", {"Unique ID": "child_id", "Main education establishment – URN": "school_urn"}, "List_2"),
    Dialect("MHSDS referrals", [["LocalPatientId", "NHSNumber", "ReferralRequestReceivedDate", "PrimReasonReferralMH", "OrgIDProv",
    "ServDischDate"],
                               ["P1", nhs_number(1), "2026-01-02", "25", "RXX", None], ["P2", nhs_number(2), "2026-02-02", "24", "RXX",
                               "2026-05-02"]],
            "diagnostic_waits", {"NHSNumber": "nhs_number", "PrimReasonReferralMH": "assessment", "ServDischDate": "closed_date"},
            "MHS101"),
    Dialect("waiting list named in its tab", [["Report date: 31/10/2026"], ["NHS No.", "Patient Name", "Referral Date",
    "First Appointment"], [nhs_number(3), "x", DAY, None]],
            "diagnostic_waits", {"Referral Date": "referral_received_date", "First Appointment": "assessment_start_date"},
            "Autism waiting list"),
    Dialect("therapy waiting list", [["Speech & Language Therapy – waiting list"], ["NHS No.", "Patient Name", "Referral Date",
    "First Appt"], [nhs_number(4), "x", DAY, None]],
            "health_access", {"Referral Date": "referred_date", "First Appt": "first_seen_date"}, "WL"),
    Dialect("headings all mistyped", [["Uniqe ID", "Refferal recieved date", "Assesment", "Closed dat", "Provder"], ["Z1", "04/09/2025",
    "ASD", None, "Trust"], ["Z2", "14/09/2025", "ADHD", None, "T"]],
            "diagnostic_waits", {"Refferal recieved date": "referral_received_date", "Assesment": "assessment",
            "Closed dat": "closed_date"}),
    Dialect("headings that say little", [["ID", "Team", "Status", "Reason", "Organisation"], ["C1", "SALT", "On waiting list", "DNA",
    "Trust"], ["C2", "OT", "In place", "", "Trust"]],
            "health_access", {"Team": "service", "Status": "status", "Reason": "barrier", "Organisation": "provider"}),
    Dialect("the same headings, other values", [["ID", "Status", "Start", "Reason"], ["C1", "Home Ed", "04/09/2025", "x"], ["C2", "CME",
    "04/10/2025", "y"]],
            "spells", {"Status": "category", "Start": "start_date", "Reason": "reason"}),
    Dialect("part-time timetables from a school", [["Pupil ID", "Timetable start date", "Timetable end date", "Hours pw", "Review due"],
    ["C1", DAY, None, 12.5, DAY]],
            "spells", {"Timetable start date": "start_date", "Hours pw": "hours_per_week", "Review due": "next_review_date"}, "PTT"),
    Dialect("attendance", [["Attendance Autumn term 2025/26"], ["UPN", "Sess Possible", "Sess Overall", "Code C2", "% absence"], [upn(5),
    140, 84, 0, "60%"], [upn(6), 140, 4, 0, "3%"]],
            "attendance", {"Sess Possible": "sessions_possible", "Sess Overall": "sessions_missed",
            "Code C2": "sessions_part_time_timetable"}),
    Dialect("commissioned services", [["Service", "Provider", "Commissioned by", "Available to children not on a school roll?",
    "How to refer", "Contact email"], ["SLT", "Trust", "ICB", "Partial", "School", "x"]],
            "services", {"Available to children not on a school roll?": "open_to_children_not_on_a_roll", "How to refer": "route_in",
            "Contact email": "contact"}),
    Dialect("population", [["School census January 2026"], ["Locality", "SEN provision", "Number of pupils"], ["North", "EHCP", 120],
    ["South", "SEN Support", 420]],
            "population", {"Number of pupils": "children", "SEN provision": "sen_status"}, "Pop"),
    Dialect("group headings above", [["", "Child", "", "Referral", "", "Assessment", ""], ["No.", "ID", "DOB", "Date", "Source", "Date",
    "Outcome"], [1, "C1", DAY, DAY, "GP", None, None], [2, "C2", DAY, DAY, "GP", None, None]],
            "diagnostic_waits", {"Child ID": "child_id", "Referral Date": "referral_received_date",
            "Assessment Date": "assessment_start_date"}, "Autism"),
    Dialect("a date column headed Date", [["Child ID", "Category", "Date"], ["C1", "EHE", "04/09/2025"], ["C2", "CME", "14/09/2025"]],
    "spells", {"Date": "start_date"}),
    Dialect("a column for each service", [["Child ID", "SLT", "OT", "CAMHS"], ["C1", "In place", "Waiting", ""], ["C2", "Not needed", "",
    "Waiting"]], "health_access", {"SLT": "status", "OT": "status"}),
)  # fmt: skip


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.source)
def test_recognises_a_source(dialect: Dialect) -> None:
    found = examined_sheet(dialect.rows, dialect.name, dialect.file)
    assert found.table == dialect.table
    assert found.confidence >= 0.7
    assert columns(found).items() >= dialect.means.items()
    assert (found.rows_refused, found.rows_read) == (0, found.rows_kept + found.rows_not_data)
    assert BY_NAME[dialect.table].title in found.why


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.source)
def test_the_order_of_columns_and_further_columns_do_not_matter(dialect: Dialect) -> None:
    if any(len(row) > 1 for row in dialect.rows[:-1]) and dialect.source == "group headings above":
        return  # the merged heading stands over the columns beside it
    width = max(len(row) for row in dialect.rows)
    full = [[*row, *[None] * (width - len(row))] for row in dialect.rows]
    turned = [[*reversed(row), "Nothing of ours" if any(row[1:]) else None] for row in full]
    found = examined_sheet(turned, dialect.name, dialect.file)
    assert found.table == dialect.table
    assert columns(found).items() >= dialect.means.items()


@pytest.mark.parametrize(
    "rows",
    [
        [["Children not in school"], ["Prepared by", "Inclusion team"], ["Data as at", "31/10/2026"]],
        [["Contents"], ["Sheet", "What"], ["EHE", "Register"], ["CME", "Register"]],
        [["Category", "Number"], ["EHE", 12], ["CME", 8], ["Total", 20]],
        [["Row Labels", "Count of UPN"], ["EHE", 10], ["Grand Total", 15]],
        [["Locality", "EHE", "CME", "Total"], ["North", 5, 6, 11], ["South", 1, 2, 3]],
        [["Codes", "Description"], ["EHE", "Elective home education"], ["CME", "Children missing education"]],
        [["Name", "Email", "Team", "Start date"], ["A", "a@b", "SEND", DAY], ["B", "b@b", "EWO", DAY]],
        [["ID", "Action", "Owner", "Status", "Due date"], ["1", "Do x", "AB", "Open", DAY], ["2", "Do y", "AB", "Closed", DAY]],
        [["Item", "Cost", "Date"], ["AP places", 1000, DAY]],
        [["School", "URN", "Headteacher", "Phone"], ["Hill", "100001", "x", "1"]],
        [["Question", "Answer"], ["How many?", "Many"]],
        [["Month", "Referrals", "Assessed", "Waiting"], ["Jan-26", 10, 5, 100], ["Feb-26", 12, 6, 106]],
        [["Area", "Number of children"], ["North", 12], ["South", 30]],
        [["requeststableid", "persontableid", "receiveddate", "rya", "requestoutcomedate", "requestoutcome"], [1, 2, DAY, 0, DAY, "Y"]],
        [["namedplantableid", "requeststableid", "startdate", "ceasedate", "ceasereason"], [1, 2, DAY, DAY, 1], [2, 3, DAY, None, None]],
        [["persontableid", "entrydate", "leavingdate", "urn", "sensetting", "placementrank"], [1, DAY, DAY, 100001, None, 1]],
        [["School", "Term", "Possible sessions", "Sessions missed"], ["Hill", "Autumn 2025/26", 1400, 84], ["Dale", "Autumn 2025/26",
        1400, 90]],
        [["Ref", "Date received", "Type", "Outcome", "Date closed"], ["1", DAY, "Complaint", "Upheld", DAY], ["2", DAY, "Complaint",
        None, None]],
        [["Pupil ID", "DOB", "School", "Start date", "End date", "Reason", "Type"], ["1", DAY, "Hill", DAY, DAY, "Behaviour",
        "Suspension"]],
        [["Pupil ID", "School", "Route", "Taxi firm", "Start date", "Cost"], ["1", "Hill", "A", "x", DAY, 100], ["2", "Hill", "B", "x",
        DAY, 100]],
        [["School", "URN", "Phase", "Pupils on roll", "SEN support", "EHCP"], ["Hill", 100001, "Primary", 300, 40, 9], ["Dale", 100002,
        "Primary", 300, 41, 8]],
        [["Service", "Waiting", "Over 18 weeks", "Over 52 weeks"], ["SLT", 100, 40, 9], ["OT", 200, 30, 8]],
        [["NHS number", "Appointment date", "Clinic", "Attended"], [nhs_number(1), DAY, "Eyes", "Y"], [nhs_number(2), DAY, "Teeth", "N"]],
        [[1, 2, 3], [4, 5, 6]],
        [],
    ],
)  # fmt: skip
def test_leaves_what_is_nothing_of_ours(rows: Rows) -> None:
    found = examined_sheet(rows)
    assert found.table is None
    assert (found.rows_kept, found.rows_refused) == (0, 0)
    assert found.why


def test_each_tab_of_one_workbook_is_recognised_for_itself() -> None:
    heading = ["Ref", "Start", "End"]
    tabs = {
        "EHE": "ehe",
        "CME": "cme",
        "EOTAS": "eotas",
        "PTT": "part_time",
        "Flexi": "flexi_schooled",
        "UAP": "unregistered_ap",
        "Severe absence": "severely_absent",
    }
    found = examined(*(sheet([heading, [f"C{place}", DAY, None]], name) for place, name in enumerate(tabs)))
    assert [each.table for each in found.files[0].sheets] == ["spells"] * len(tabs)
    assert [row["category"] for row in kept(found, "spells")] == list(tabs.values())


def test_two_tables_under_each_other_are_two_tables() -> None:
    heading = ["Child ID", "Start date", "Reason"]
    rows = [["EHE"], heading, ["C1", DAY, "x"], ["C2", DAY, "x"], [], ["CME"], heading, ["C3", DAY, "y"]]
    found = examined(sheet(rows))
    assert [(each.header_row, each.rows_kept) for each in found.files[0].sheets] == [(2, 2), (7, 1)]
    assert [row["category"] for row in kept(found, "spells")] == ["ehe", "ehe", "cme"]


def test_a_heading_means_what_its_table_means() -> None:
    waits = examined_sheet([["Child ID", "Assessment", "Referral date"], ["C1", "Autism", DAY]])
    health = examined_sheet([["Child ID", "Service", "Status", "Referral date"], ["C1", "SLT", "Waiting", DAY]])
    assert columns(waits)["Referral date"] == "referral_received_date"
    assert columns(health)["Referral date"] == "referred_date"


def test_values_prove_a_column_whose_heading_says_nothing() -> None:
    rows: Rows = [["Number", "Assessment", "Referral date"], *([nhs_number(serial), "Autism", DAY] for serial in range(10))]
    assert columns(examined_sheet(rows))["Number"] == "nhs_number"


def test_a_row_counter_is_not_a_childs_reference_when_there_is_another() -> None:
    rows: Rows = [["No.", "Pupil ID", "Category", "Start date"], *([place, f"C{place}", "EHE", DAY] for place in range(1, 8))]
    assert columns(examined_sheet(rows))["Pupil ID"] == "child_id"


def test_names_and_addresses_are_recognised_and_never_kept() -> None:
    rows = [["Child ID", "Surname", "Forename", "Home address", "Postcode", "Parent phone", "Date of birth", "SEN status"],
            ["C1", "Lovelace", "Ada", "1 Some Street", "AB1 2CD", "0123", date(2014, 1, 2), "E"]]  # fmt: skip
    found = examined(sheet(rows))
    assert found.files[0].sheets[0].not_stored == ("Surname", "Forename", "Home address", "Postcode", "Parent phone")
    told = str(found.findings) + str([prepared.rows.to_pylist() for prepared in found.prepared]) + str(found.files)
    assert not [secret for secret in ("Lovelace", "Ada", "Some Street", "AB1", "0123") if secret in told]


@settings(max_examples=60)
@given(st.lists(st.lists(st.one_of(st.none(), st.text(max_size=12), st.integers(-5, 99999), st.dates(date(2000, 1, 1)), st.sampled_from(
    ["Child ID", "Start date", "Category", "EHE", "Total", "UPN", "Status", "Waiting", "Date of birth", "E", "SLT", "Service",
    "Referral date", "*note"])),
    min_size=1, max_size=7), max_size=14))  # fmt: skip
def test_the_account_of_rows_balances_whatever_the_sheet(rows: list[list[workbooks.Cell]]) -> None:
    for each in examined(sheet(rows)).files[0].sheets:
        assert each.rows_read == each.rows_kept + each.rows_refused + each.rows_not_data
        assert min(each.rows_kept, each.rows_refused, each.rows_not_data) >= 0
        assert 0 <= each.confidence <= 1
