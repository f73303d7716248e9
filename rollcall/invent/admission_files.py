"""What the invented council's school admissions team keeps: a line for every application outside the normal round."""

from __future__ import annotations

from rollcall.invent import place
from rollcall.invent.area import Invented, Row
from rollcall.invent.sheets import Line, Page
from rollcall.invent.typing_habits import MOSTLY_REAL, Families, Hand, in_words, text

_HEADINGS = (
    "Pupil ID", "Surname", "Forename", "Date application received", "School applied for", "Application outcome", "Date of decision",
    "Without a school place since", "Date admitted",
)  # fmt: skip


def in_year_applications(invented: Invented) -> list[Page]:
    """One page: the applications of pupils with SEND."""
    hand, families = Hand(invented.seed, "admissions", MOSTLY_REAL), Families(invented.seed)

    def line(row: Row) -> Line:
        surname, forename, _, _ = families.of(row["child_id"])
        return [
            text(row["child_id"]), surname, forename, hand.day(row["application_received_date"]), text(row["school_applied_for"]),
            hand.word("decision", row["decision"]), hand.day(row["decision_date"]), hand.day(row["place_lost_date"]),
            hand.day(row["admitted_date"]),
        ]  # fmt: skip

    rows = [line(row) for row in invented.tables["in_year_admissions"]]
    above: list[Line] = [
        [f"{place.COUNCIL} school admissions: in-year applications for pupils with SEND"],
        [f"As at {in_words(invented.as_at)}"],
        [],
    ]
    return [Page("In-year applications", above, _HEADINGS, hand.untidy(rows, 2, 1), [["Total", None, None, len(rows)]])]
