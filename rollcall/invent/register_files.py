"""The invented council's registers of children who are not in school, each kept by another team with its own headings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rollcall.invent import place
from rollcall.invent.area import Invented, Row
from rollcall.invent.sheets import Cell, Line, Page
from rollcall.invent.typing_habits import MOSTLY_TYPED, Families, Hand, in_words, plain

Field = tuple[str, Callable[[Row], Cell]]


class _Columns:
    """Ways to fill a column of a register, in the council's handwriting."""

    def __init__(self, invented: Invented) -> None:
        self.hand = Hand(invented.seed, "registers", MOSTLY_TYPED)
        self._later_hand = Hand(invented.seed, "registers, columns added later", MOSTLY_TYPED)  # the other cells stay as they were
        self._families = Families(invented.seed)
        self._home = {row["child_id"]: row for row in invented.tables["children"]}

    def day(self, heading: str, column: str) -> Field:
        return heading, lambda row: self.hand.day(row[column])

    def day_added(self, heading: str, column: str) -> Field:
        return heading, lambda row: self._later_hand.day(row[column])

    def text(self, heading: str, column: str) -> Field:
        return heading, lambda row: plain(row[column])

    def word(self, heading: str, column: str) -> Field:
        return heading, lambda row: self.hand.word(column, row[column])

    def family(self, heading: str, part: int) -> Field:
        return heading, lambda row: self._families.of(row["child_id"])[part]

    def full_name(self, heading: str) -> Field:
        return heading, lambda row: " ".join(reversed(self._families.of(row["child_id"])[:2]))

    def born(self, heading: str) -> Field:
        return heading, lambda row: self.hand.day(self._home[row["child_id"]]["date_of_birth"]) if row["child_id"] in self._home else None

    def review(self, heading: str) -> Field:
        return heading, self._review

    def _review(self, row: Row) -> Cell:
        unsaid = row["next_review_date"] is None and row["end_date"] is None
        return "TBC" if unsaid and self.hand.chance.happens(0.02) else self.hand.day(row["next_review_date"])


def registers(invented: Invented) -> list[Page]:
    """A page of notes, then one page for each register; the category is in the page's name, or in a column of local words."""
    columns = _Columns(invented)
    told = (
        columns.day("LA Notified", "la_notified_date"),
        columns.day("Health Notified", "health_notified_date"),
        columns.day("Social Care Notified", "social_care_notified_date"),
    )
    ended = (columns.word("Outcome", "outcome"), columns.word("Destination", "destination"))
    named = (columns.text("Synergy ID", "child_id"), columns.family("Surname", 0), columns.family("Forename", 1))
    return [
        _notes(in_words(invented.as_at)),
        _register(invented, columns.hand, "CME", "Children missing education register", ("cme",), (
            *named, columns.day("Date Became CME", "start_date"), columns.word("CME Reason", "reason"),
            columns.text("Last Known School", "last_school"), columns.text("Hours per week", "hours_per_week"),
            columns.text("CME Officer", "lead_professional"), columns.day("Last Seen", "last_seen_date"), columns.review("Next Review"),
            *told, columns.day("Date Closed", "end_date"), *ended)),
        _register(invented, columns.hand, "EHE", "Elective home education register", ("ehe",), (
            *named, columns.born("DOB"), columns.family("Postcode", 2), columns.family("Parent Phone", 3),
            columns.word("Cohort", "category"),
            columns.day("EHE Start Date", "start_date"), columns.day("EHE End Date", "end_date"), columns.word("Main Reason", "reason"),
            columns.text("Previous School", "last_school"), columns.text("EHE Officer", "lead_professional"),
            columns.day("Last Visit", "last_seen_date"), columns.review("Next Visit Due"), *told, *ended,
            columns.day_added("Suitability Last Checked", "suitability_checked_date"))),
        _register(invented, columns.hand, "EOTAS", "Education otherwise than at school packages", ("eotas",), (
            *named, columns.day("EOTAS Start Date", "start_date"), columns.text("Hours per week", "hours_per_week"),
            columns.word("Reason", "reason"), columns.text("Last School", "last_school"), columns.text("SEND Officer", "lead_professional"),
            columns.day("Last Seen", "last_seen_date"), columns.review("Review Date"), *told,
            columns.day("EOTAS End Date", "end_date"), *ended, columns.day_added("S61 Decision Date", "section_61_decision_date"))),
        _register(invented, columns.hand, "PTT and flexi", "Part-time timetables and flexi-schooling", ("part_time", "flexi_schooled"), (
            columns.text("Pupil ID", "child_id"), columns.full_name("Pupil Name"), columns.word("Type", "category"),
            columns.text("School on Roll", "last_school"), columns.day("Start", "start_date"), columns.day("End", "end_date"),
            columns.text("Hours pw", "hours_per_week"), columns.word("Reason", "reason"),
            columns.text("Lead Professional", "lead_professional"), columns.day("Last Seen", "last_seen_date"),
            columns.review("Next Review"), *told, *ended, columns.day_added("Agreed Full-Time Date", "agreed_full_time_date"))),
        _register(invented, columns.hand, "Unregistered AP", "Unregistered alternative provision in use", ("unregistered_ap",), (
            columns.text("Child ID", "child_id"), columns.day("Start Date", "start_date"), columns.day("End Date", "end_date"),
            columns.text("Hours", "hours_per_week"), columns.word("Reason", "reason"), columns.text("Previous School", "last_school"),
            columns.text("Caseworker", "lead_professional"), columns.day("Last Seen", "last_seen_date"), columns.review("Next Review"),
            *told, *ended)),
    ]  # fmt: skip


def _register(invented: Invented, hand: Hand, name: str, title: str, categories: Sequence[str], fields: Sequence[Field]) -> Page:
    lines: list[Line] = [[cell(row) for _, cell in fields] for row in invented.tables["spells"] if row["category"] in categories]
    above: list[Line] = [[f"{place.COUNCIL}: {title}"], [f"Position as at {in_words(invented.as_at)}"]]
    if name == "EOTAS":
        above.append(["Note: agreed at panel. The review date is the annual review unless stated."])
    headings = [heading for heading, _ in fields]
    return Page(name, [*above, []], headings, hand.untidy(lines, 2, 2), [["Total", len(lines)]])


def _notes(said: str) -> Page:
    lines = (
        "Read me first",
        f"Registers as at {said}.",
        "One tab for each register. Names are for the team only.",
        "Queries to the inbox.",
    )
    return Page("Notes", [[line] for line in lines], (), [])
