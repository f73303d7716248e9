"""The areas that are attacked: invented ones, and ones made to have very small groups, each as it is kept in one month and in the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from random import Random

import pyarrow as pa

from rollcall.definitions import codes
from rollcall.definitions.survey import RESPONDENT_GROUP, SURVEY_ANSWER
from rollcall.definitions.table import Kind
from rollcall.definitions.tables import BY_NAME
from rollcall.invent import invent
from rollcall.store import Prepared, Store

Row = dict[str, object]
Tables = Mapping[str, list[Row]]
Word = Callable[[Sequence[str], float], str | None]

MONTHS = (date(2026, 9, 30), date(2026, 10, 31))
SIZES = (60, 200, 1000)
_ARROW = {Kind.DATE: pa.date32(), Kind.WHOLE_NUMBER: pa.int64(), Kind.NUMBER: pa.float64()}
_PARTNERS = {"diagnostic_waits": "A trust", "health_access": "A trust"}
_BEGINS = {"spells": "start_date", "diagnostic_waits": "referral_received_date", "survey_responses": "answered_on"}
_ENDS = {"spells": ("end_date", "outcome", "destination"), "diagnostic_waits": ("assessment_start_date", "closed_date")}


def invented_area(seed: int, children: int) -> Tables:
    """An invented area of so many children."""
    tables = invent(seed, children, MONTHS[-1]).tables
    return {name: list(rows) for name, rows in tables.items() if name != "attendance"}


def area_of_small_groups(seed: int) -> Tables:
    """An area in which most groups have a child or a few, and one has nearly all: where hidden numbers are easiest to work out."""
    random = Random(seed)  # noqa: S311 - not a secret: the same seed makes the same area
    few = random.choice((0.6, 0.8, 0.95))

    def word(words: Sequence[str], blank: float = 0.02) -> str | None:
        if random.random() < blank:
            return None
        return words[0] if random.random() < few else random.choice(list(words))

    def day(least: int, most: int) -> date:
        return MONTHS[-1] - timedelta(days=random.randint(least, most))

    def later(since: date, most: int, often: float) -> date | None:
        on = since + timedelta(days=random.randint(0, most))
        return on if on <= MONTHS[-1] and random.random() < often else None

    listed: list[Row] = [
        {
            "child_id": f"C{number}",
            "date_of_birth": day(5 * 366, 16 * 365),
            "sen_status": word(("E", "K", "N"), 0),
            "sex": word(("M", "F", "U")),
            "primary_need": word(tuple(codes.PRIMARY_NEED.labels)[:6]),
            "locality": word(("North", "South", "East", "West")),
            "social_care": word(tuple(codes.SOCIAL_CARE.labels)),
            "school_name": None if random.random() < 0.05 else "A school",
        }
        for number in range(random.choice((15, 40, 90, 160)))
    ]
    names = [str(row["child_id"]) for row in listed] + ["X1", "X2"]
    spells: list[Row] = []
    for name in names:
        for _ in range(random.choice((0, 1, 1, 1, 2, 3))):
            start = day(1, 600)
            end = later(start, 300, 0.6)
            back = end is not None and random.random() < 0.8
            spells.append(
                {
                    "child_id": name,
                    "category": word(tuple(codes.CATEGORY.labels)[:5], 0),
                    "start_date": start,
                    "end_date": end,
                    "outcome": None if end is None else "returned_to_school" if back else "moved_away",
                    "destination": word(tuple(codes.DESTINATION.labels)) if back else None,
                    "reason": word(tuple(codes.REASON.labels)[:6]),
                }
            )
    waits: list[Row] = []
    for name in [*names, "X3", "X4", "X5"]:
        for _ in range(random.choice((0, 0, 1, 1, 2))):
            received = day(1, 800)
            assessed = later(received, 500, 0.5)
            waits.append(
                {
                    "child_id": name,
                    "assessment": word(tuple(codes.ASSESSMENT.labels)[:4], 0),
                    "referral_received_date": received,
                    "assessment_start_date": assessed,
                    "closed_date": later(assessed or received, 200, 0.3),
                    "provider": word(("Trust A", "Trust B", "Trust C")),
                }
            )
    statuses = tuple(codes.ACCESS_STATUS.labels)
    access: list[Row] = [
        {
            "child_id": name,
            "service": service,
            "status": status,
            "barrier": word(tuple(codes.BARRIER.labels)[:4], 0.3) if status == "cannot_access" else None,
            "provider": word(("Trust A", "Trust B")),
        }
        for name in names
        for service in tuple(codes.SERVICE.labels)[:3]
        if random.random() < 0.5
        for status in [word(statuses, 0)]
    ]
    surveyed = _answers(random, word)
    _look_after(random, spells, word, day)
    return {"children": listed, "spells": spells, "diagnostic_waits": waits, "health_access": access, "survey_responses": surveyed}


def _look_after(random: Random, spells: list[Row], word: Word, day: Callable[[int, int], date]) -> None:
    """Tell of each period who leads, when the child was seen, what was checked, decided and agreed, and how many hours there are."""
    for row in spells:
        seldom = random.random() < 0.3
        row["lead_professional"] = word(("A worker", "Unallocated", "Another worker"), 0.3)
        row["last_seen_date"] = None if seldom else day(0, 150)
        row["next_review_date"] = None if random.random() < 0.3 else MONTHS[-1] + timedelta(days=random.randint(-90, 90))
        row["hours_per_week"] = random.choice((None, 0.0, 0.0, 5.0, 12.5))
        row["agreed_full_time_date"] = None if random.random() < 0.4 else MONTHS[-1] + timedelta(days=random.randint(-60, 60))
        row["suitability_checked_date"] = None if random.random() < 0.4 else day(0, 700)
        row["section_61_decision_date"] = None if random.random() < 0.4 else day(0, 900)


def _answers(random: Random, word: Word) -> list[Row]:
    """Surveys that a few people answered, or some more, of whom most gave one answer to a statement and not all gave one to each."""
    return [
        {
            "respondent_group": group,
            "question": statement,
            "answer": word(turned, 0),
            "answered_on": None if random.random() < 0.1 else MONTHS[-1] - timedelta(days=random.randint(0, 90)),
        }
        for group in RESPONDENT_GROUP.labels
        for many in [random.choice((0, 1, 4, 9, 12, 25, 40))]
        for statement in ("I am heard.", "I know who to ask.", "I was asked.")[: random.randint(1, 3)]
        for turned in [random.sample(tuple(SURVEY_ANSWER.labels), random.randint(1, 7))]
        for _ in range(max(many - random.choice((0, 0, 1, 3, 8)), 0))
    ]


def as_known_on(tables: Tables, day: date) -> Tables:
    """The area as its files told of it on an earlier day: what had begun, without what had not yet ended."""
    known = {}
    for name, rows in tables.items():
        begins = _BEGINS.get(name)
        kept = [row for row in rows if begins is None or row[begins] is None or _is_by(row[begins], day)]
        known[name] = [_without_ends(name, row, day) for row in kept]
    return known


def _is_by(when: object, day: date) -> bool:
    assert isinstance(when, date)
    return when <= day


def _without_ends(name: str, row: Row, day: date) -> Row:
    ends = _ENDS.get(name, ())
    if name == "spells":
        ended = row["end_date"] is not None and _is_by(row["end_date"], day)
        return row if ended else {**row, **dict.fromkeys(ends)}
    return {**row, **{column: None for column in ends if row[column] is not None and not _is_by(row[column], day)}}


def kept(months: Sequence[tuple[Tables, date]]) -> Store:
    """A store in memory that holds an area as its partners' files would bring it, month after month."""
    store = Store.open()
    for tables, day in months:
        store.keep([_prepared(name, rows, day) for name, rows in tables.items() if rows], by="the attack")
    return store


def _prepared(name: str, rows: Sequence[Row], day: date) -> Prepared:
    declared = BY_NAME[name]
    columns = [column for column in declared.columns if any(column.name in row for row in rows)]
    data = {column.name: pa.array([row.get(column.name) for row in rows], _ARROW.get(column.kind, pa.string())) for column in columns}
    data["source"] = pa.array([f"{name}.csv"] * len(rows))
    data["source_row"] = pa.array(range(2, len(rows) + 2), pa.int32())
    partner = _PARTNERS.get(name, "A council")
    return Prepared(name, partner, day, (f"{name}.csv",), tuple(column.name for column in columns), pa.table(data))
