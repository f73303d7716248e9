"""What the invented health partners send: two trusts' lists by NHS number, a therapy provider's text files, the board's services."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rollcall.invent import place
from rollcall.invent.area import Invented, Row
from rollcall.invent.sheets import Cell, Line, Page
from rollcall.invent.typing_habits import EXTRACT, MOSTLY_REAL, ONLY_TEXT, Families, Hand, in_words, spaced, text


def _nhs_numbers(invented: Invented) -> dict[object, object]:
    return {row["child_id"]: row["nhs_number"] for row in invented.tables["children"]}


def community_trust(invented: Invented) -> list[Page]:
    """The community trust: one page for autism, where only the tab says so, one for the other pathways, one for its services."""
    hand, families = Hand(invented.seed, place.COMMUNITY_TRUST, MOSTLY_REAL), Families(invented.seed)
    said = in_words(invented.as_at)
    mine = [row for row in invented.tables["diagnostic_waits"] if row["provider"] == place.COMMUNITY_TRUST]
    headings = (
        "NHS Number",
        "Patient Name",
        "Referral Received",
        "First Appointment",
        "Date Discharged",
        "Outcome",
        "Interim Support",
        "Trust",
    )

    def line(row: Row) -> Line:
        surname, forename, _, _ = families.of(row["child_id"] or row["nhs_number"])
        return [
            spaced(row["nhs_number"]), f"{surname.upper()}, {forename}", hand.day(row["referral_received_date"]),
            hand.day(row["assessment_start_date"]), hand.day(row["closed_date"]), hand.word("wait_outcome", row["outcome"]),
            text(row["support_while_waiting"]), text(row["provider"]),
        ]  # fmt: skip

    autism = [line(row) for row in mine if row["assessment"] == "autism"]
    others = [[line(row)[0], hand.word("assessment", row["assessment"]), *line(row)[1:]] for row in mine if row["assessment"] != "autism"]
    numbers = _nhs_numbers(invented)
    access = [row for row in invented.tables["health_access"] if row["provider"] == place.COMMUNITY_TRUST]
    above: list[Line] = [
        [place.COMMUNITY_TRUST],
        [f"Waiting list as at {said}"],
        ["Includes referrals seen or closed in the last three years"],
        [],
    ]
    return [
        Page("Autism pathway", above, headings, hand.untidy(autism, 2, 1), [["Total on page", len(autism)]]),
        Page("Other pathways", above, (headings[0], "Pathway", *headings[1:]), hand.untidy(others, 2, 1), [["Total on page", len(others)]]),
        Page(
            "Community services",
            [[f"{place.COMMUNITY_TRUST}: children's community services, as at {said}"], []],
            ("NHS Number", "Service", "Status", "Date Referred", "First Seen", "Barrier to access", "Trust"),
            [_access_line(hand, row, [spaced(numbers[row["child_id"]])]) for row in access],
        ),
    ]


def mental_health_trust(invented: Invented) -> list[Page]:
    """The mental health trust: a reporting extract with NHS numbers as numbers and ISO dates, its headings repeated half way."""
    hand = Hand(invented.seed, place.MENTAL_HEALTH_TRUST, EXTRACT)
    said = in_words(invented.as_at)
    mine = [row for row in invented.tables["diagnostic_waits"] if row["provider"] == place.MENTAL_HEALTH_TRUST]
    headings = (
        "NHS_NUMBER", "ReferralRequestReceivedDate", "Assessment Type", "Clock Stop", "ServDischDate", "Discharge Reason",
        "OrgIDProv", "Waiting Well",
    )  # fmt: skip
    rows: list[Line] = [
        [int(str(row["nhs_number"])), hand.day(row["referral_received_date"]), hand.word("assessment", row["assessment"]),
         hand.day(row["assessment_start_date"]), hand.day(row["closed_date"]), hand.word("wait_outcome", row["outcome"]),
         text(row["provider"]), text(row["support_while_waiting"])]
        for row in mine
    ]  # fmt: skip
    rows = hand.untidy(rows, 1, 0)
    rows.insert(len(rows) // 2, list(headings))
    numbers = _nhs_numbers(invented)
    access = [row for row in invented.tables["health_access"] if row["provider"] == place.MENTAL_HEALTH_TRUST]
    return [
        Page("ADHD ASD MH waits", [[f"{place.MENTAL_HEALTH_TRUST} patient tracking list, extracted {said}"]], headings, rows),
        Page(
            "CAMHS and LD access",
            [[f"{place.MENTAL_HEALTH_TRUST}: access to CAMHS and learning disability nursing as at {said}"], []],
            ("NHS_NUMBER", "Service", "Status", "Referral Date", "First Contact", "Barrier", "Provider"),
            hand.untidy([_access_line(hand, row, [int(str(numbers[row["child_id"]]))]) for row in access], 1, 1),
        ),
    ]


def therapy_caseload(invented: Invented) -> Page:
    """The therapy provider's caseload, saved from a desktop program as a text file with semicolons."""
    hand, families = Hand(invented.seed, "therapy caseload", ONLY_TEXT), Families(invented.seed)
    mine = [row for row in invented.tables["health_access"] if row["provider"] == place.THERAPIES]
    numbers = _nhs_numbers(invented)
    pupil_numbers = {row["child_id"]: row["upn"] for row in invented.tables["children"]}
    lines = []
    for row in mine:
        surname, forename, _, phone = families.of(row["child_id"])
        who: Line = [text(pupil_numbers[row["child_id"]]), spaced(numbers[row["child_id"]]), forename, surname, phone]
        lines.append(_access_line(hand, row, who))
    above: list[Line] = [[f"{place.THERAPIES} – caseload report"], [f"Report date: {in_words(invented.as_at)}"]]
    headings = ("UPN", "NHS No", "First name", "Last name", "Mobile", "Therapy", "Access status", "Date referred", "Date first seen",
                "Reason not accessing", "Provider")  # fmt: skip
    return Page("caseload", above, headings, hand.untidy(lines, 2, 1), [["Total", str(len(lines))]])


def therapy_assessments(invented: Invented) -> Page:
    """The therapy provider's diagnostic assessments."""
    hand = Hand(invented.seed, "therapy assessments", ONLY_TEXT)
    mine = [row for row in invented.tables["diagnostic_waits"] if row["provider"] == place.THERAPIES]
    columns: Sequence[tuple[str, Callable[[Row], Cell]]] = (
        ("NHS No", lambda row: spaced(row["nhs_number"])),
        ("Assessment for", lambda row: hand.word("assessment", row["assessment"])),
        ("Date of referral", lambda row: hand.day(row["referral_received_date"])),
        ("Date of assessment", lambda row: hand.day(row["assessment_start_date"])),
        ("Closed", lambda row: hand.day(row["closed_date"])),
        ("Result", lambda row: hand.word("wait_outcome", row["outcome"])),
        ("Support offered", lambda row: text(row["support_while_waiting"])),
        ("Provider", lambda row: text(row["provider"])),
    )
    lines: list[Line] = [[cell(row) for _, cell in columns] for row in mine]
    return Page("assessments", [], [heading for heading, _ in columns], hand.untidy(lines, 1, 0))


def commissioned_services(invented: Invented) -> list[Page]:
    """The integrated care board's list of what it and the council pay for."""
    hand = Hand(invented.seed, place.BOARD, MOSTLY_REAL)
    rows: list[Line] = [
        [hand.word("service", row["service"]), text(row["provider"]), text(row["commissioner"]),
         hand.word("open_to_children_not_on_a_roll", row["open_to_children_not_on_a_roll"]), text(row["route_in"]), text(row["contact"])]
        for row in invented.tables["services"]
    ]  # fmt: skip
    headings = ("Service", "Provider", "Commissioned by", "Available if not on roll", "Referral route", "Service contact")
    return [Page("Services", [[f"{place.BOARD}: commissioned children's services as at {in_words(invented.as_at)}"], []], headings, rows)]


def _access_line(hand: Hand, row: Row, who: Line) -> Line:
    return [
        *who, hand.word("service", row["service"]), hand.word("status", row["status"]), hand.day(row["referred_date"]),
        hand.day(row["first_seen_date"]), hand.word("barrier", row["barrier"]), text(row["provider"]),
    ]  # fmt: skip
