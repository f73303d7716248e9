"""What the invented council sends: its caseload with the census, and its schools' attendance."""

from __future__ import annotations

from collections.abc import Sequence

from rollcall.invent import place
from rollcall.invent.area import Invented, Row
from rollcall.invent.identifiers import nhs_numbers, unique_pupil_number, wrong_nhs_number, wrong_pupil_number
from rollcall.invent.sheets import Failed, Line, Page
from rollcall.invent.typing_habits import MOSTLY_REAL, Families, Hand, in_words, plain, spaced, text

_WRONG = 2  # NHS numbers, and as many UPNs, typed with one figure or letter out


def caseload(invented: Invented) -> list[Page]:
    """The SEND case management system's list, a page for each SEN status, and the school census counts."""
    hand, families = Hand(invented.seed, "caseload", MOSTLY_REAL), Families(invented.seed)
    said = in_words(invented.as_at)
    typed = _mistyped(invented.tables["children"])

    def line(child: Row) -> Line:
        surname, forename, postcode, _ = families.of(child["child_id"])
        nhs, upn = typed.get(str(child["child_id"]), (child["nhs_number"], child["upn"]))
        return [
            text(child["child_id"]), surname, forename, hand.day(child["date_of_birth"]), hand.word("sex", child["sex"]),
            text(child["ethnicity"]), text(upn), spaced(nhs), hand.word("sen_status", child["sen_status"]),
            hand.word("primary_need", child["primary_need"]), text(child["locality"]), hand.word("social_care", child["social_care"]),
            hand.word("early_help_offered", child["early_help_offered"]), text(child["school_urn"]), text(child["school_name"]), postcode,
        ]  # fmt: skip

    headings = (
        "Person ID", "Surname", "Forename", "Date of Birth", "Gender", "Ethnic Origin", "UPN", "NHS Number", "SEN Status",
        "SEN Primary Need", "Locality", "Social Care Status", "Early Help Offered", "URN", "School", "Home Postcode",
    )  # fmt: skip
    pages = []
    for name, status, what in (
        ("EHCP caseload", "E", "Children and young people with an EHC plan"),
        ("SEN support", "K", "Pupils with SEN support"),
        ("Awaiting diagnosis", "N", "Children known only through a referral"),
    ):
        rows = [line(child) for child in invented.tables["children"] if child["sen_status"] == status]
        if status == "E":
            _lookup_failed(rows, headings.index("Ethnic Origin"))
        count = len(rows)
        above: list[Line] = [
            [f"{place.COUNCIL} - {what}"],
            [f"As at {said}"],
            ["Source: case management extract. Contains personal data."],
            [],
        ]
        pages.append(Page(name, above, headings, hand.untidy(rows, duplicates=2, blanks=1), [["Total", None, count]]))
    return [*pages, _census(invented)]


def _census(invented: Invented) -> Page:
    rows: list[Line] = [
        [text(row["locality"]), text(row["sen_status"]), row["children"], row["as_at"]]  # type: ignore[list-item]
        for row in invented.tables["population"]
    ]
    above: list[Line] = [[f"{place.COUNCIL} school census: children of compulsory school age by locality and SEN status"], []]
    return Page("School census", above, ("Locality", "SEN Status", "Number of children", "Census date"), rows)


def attendance_return(invented: Invented) -> list[Page]:
    """What schools return each term: sessions for each pupil, and the pupils who miss half or more."""
    hand = Hand(invented.seed, "attendance", MOSTLY_REAL)
    said = in_words(invented.as_at)
    rows = invented.tables["attendance"]
    latest = rows[-1]["term"] if rows else None
    headings = ("Pupil ID", "Term", "Possible sessions", "Sessions missed", "Code C2", "Suspensions", "Permanent exclusions")
    columns = ("sessions_possible", "sessions_missed", "sessions_part_time_timetable", "suspensions", "permanent_exclusions")
    earlier = [row for row in rows if row["term"] != latest]
    pages = []
    for name, some in (("Last three terms", earlier), ("This term", rows[len(earlier) :])):
        lines: list[Line] = [[text(row["child_id"]), text(row["term"]), *(plain(row[column]) for column in columns)] for row in some]
        pages.append(
            Page(name, [[f"Alderbrook Schools: attendance of pupils with SEND to {said}"], []], headings, hand.untidy(lines, 1, 0))
        )
    return [*pages, _severe_absence(invented, hand)]


def _severe_absence(invented: Invented, hand: Hand) -> Page:
    lines: list[Line] = [
        [
            text(row["child_id"]), text(row["last_school"]), hand.day(row["start_date"]), hand.day(row["end_date"]),
            hand.word("outcome", row["outcome"]), hand.word("destination", row["destination"]), hand.word("reason", row["reason"]),
            text(row["lead_professional"]), hand.day(row["last_seen_date"]), hand.day(row["next_review_date"]),
            hand.day(row["la_notified_date"]), hand.day(row["health_notified_date"]), hand.day(row["social_care_notified_date"]),
        ]
        for row in invented.tables["spells"]
        if row["category"] == "severely_absent"
    ]  # fmt: skip
    headings = (
        "Pupil ID", "School on roll", "Date from", "Date back in school", "Outcome", "Destination", "Reason", "EWO",
        "Last seen", "Next review", "Date LA informed", "Date health informed", "Date social care informed",
    )  # fmt: skip
    title = f"Severe absence: pupils with SEND missing half or more of their sessions, as at {in_words(invented.as_at)}"
    return Page("Severe absence", [[title], []], headings, hand.untidy(lines, 2, 1), [["Total", None, len(lines)]])


def _mistyped(children: Sequence[Row]) -> dict[str, tuple[object, object]]:
    """Identifiers with a slip, for children of whom the truth knows none: the check has to stop them."""
    typed: dict[str, tuple[object, object]] = {}
    spare = nhs_numbers(980_000)
    for child in [row for row in children if row["nhs_number"] is None][:_WRONG]:
        typed[str(child["child_id"])] = (wrong_nhs_number(next(spare)), child["upn"])
    without = [row for row in children if row["upn"] is None and row["school_urn"] is not None]
    for number, child in enumerate(without[:_WRONG], start=1):
        typed[str(child["child_id"])] = (child["nhs_number"], wrong_pupil_number(unique_pupil_number(9990, 2020, number)))
    return typed


def _lookup_failed(rows: list[Line], place_in_row: int) -> None:
    """One cell that nobody knew was filled by a look-up that found nothing either."""
    for row in rows:
        if row[place_in_row] is None:
            row[place_in_row] = Failed()
            return
