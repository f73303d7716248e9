"""Small invented areas for property tests, made by Hypothesis to sit on the edges, and how to put one into a store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pyarrow as pa
from hypothesis import strategies as st

from rollcall.store import Prepared, Store
from tests.plain import CATEGORIES, STATUSES, Access, Area, Child, Service, Spell, Wait, months_after

DAYS = (date(2026, 10, 31), date(2026, 9, 15), date(2026, 8, 31), date(2024, 2, 29), date(2026, 6, 26), date(2025, 12, 31))

IDS = tuple(f"C{number}" for number in range(6))
UNKNOWN = ("X1", "X2")  # in spells, waits and access, but in no list of children


def near(day: date) -> st.SearchStrategy[date]:
    """Days on which something tips over: the day itself, the ends of bands and windows, and the days beside them."""
    edges = [day, *(day - timedelta(days=n) for n in (7, 8, 14, 28, 84, 90, 91, 126, 127, 364, 365, 366, 42, 84, 700))]
    edges += [months_after(day, -months) for months in (6, 12, 18)]
    tipping = st.builds(lambda edge, by: edge + timedelta(days=by), st.sampled_from(edges), st.integers(-1, 1))
    return st.one_of(tipping, st.dates(day - timedelta(days=1200), day + timedelta(days=20)))


def births(day: date) -> st.SearchStrategy[date]:
    """Birth dates about the ends of school age on the day, and anywhere between."""
    edges = [date(day.year - age, month, number) for age in (4, 5, 6, 15, 16, 17) for month, number in ((3, 31), (8, 31), (9, 1), (12, 31))]
    around = st.builds(lambda edge, by: edge + timedelta(days=by), st.sampled_from(edges), st.integers(-1, 1))
    return st.one_of(around, st.dates(date(day.year - 17, 1, 1), date(day.year - 4, 12, 31)), st.just(date(2016, 2, 29)))


@st.composite
def areas(draw: st.DrawFn) -> tuple[Area, date]:
    """An area of a few children, and a day to ask about."""
    day = draw(st.sampled_from(DAYS))
    maybe = st.one_of(st.none(), near(day))
    children = [
        Child(
            child_id,
            draw(births(day)),
            draw(st.sampled_from("EKN")),
            draw(st.sampled_from((None, "ASD", "SEMH"))),
            draw(st.sampled_from((None, "North", "South"))),
            draw(st.sampled_from((None, "F", "M"))),
            draw(st.sampled_from((None, "none", "looked_after"))),
        )
        for child_id in IDS[: draw(st.integers(1, len(IDS)))]
    ]
    ids = st.sampled_from([child.child_id for child in children] * 3 + list(UNKNOWN))
    spells = {}
    for _ in range(draw(st.integers(0, 9))):
        start, end = draw(near(day)), draw(maybe)
        outcome = draw(st.sampled_from(("returned_to_school", "returned_to_school", "moved_away", None))) if end else None
        spell = Spell(
            draw(ids), draw(st.sampled_from(CATEGORIES)), start, end, outcome,
            draw(st.sampled_from((None, "Mental health", "Lifestyle"))), draw(st.sampled_from((None, "mainstream", "special"))),
        )  # fmt: skip
        spells[spell.child_id, spell.category, spell.start] = spell
    waits = {}
    for _ in range(draw(st.integers(0, 7))):
        wait = Wait(
            draw(ids),
            draw(st.sampled_from(("autism", "adhd"))),
            draw(near(day)),
            draw(maybe),
            draw(maybe),
            draw(st.sampled_from((None, "A", "B"))),
        )
        waits[wait.child_id, wait.assessment, wait.received] = wait
    access = {}
    for _ in range(draw(st.integers(0, 8))):
        record = Access(
            draw(ids), draw(st.sampled_from(("slt", "ot"))), draw(st.sampled_from(STATUSES)),
            draw(st.sampled_from((None, "needs_school_place", "travel"))), draw(st.sampled_from((None, "A", "B"))),
        )  # fmt: skip
        access[record.child_id, record.service] = record
    services = (Service("slt", "A"), Service("ot", "B"), Service("ot", "A"))
    return Area(tuple(children), tuple(spells.values()), tuple(waits.values()), tuple(access.values()), services), day


def _prepared(table: str, records: Sequence[dict[str, object]], dates: Sequence[str]) -> Prepared:
    names = list(records[0])
    arrays = [pa.array([record[name] for record in records], pa.date32() if name in dates else pa.string()) for name in names]
    rows = pa.table([*arrays, pa.array([f"{table}.xlsx · Sheet1"] * len(records)), pa.array(range(2, len(records) + 2), pa.int32())],
                    names=[*names, "source", "source_row"])  # fmt: skip
    return Prepared(table, "Test", date(2026, 10, 31), (f"{table}.xlsx",), tuple(names), rows)


def prepared(area: Area) -> list[Prepared]:
    """The area as intake would hand it to the store."""
    tables = (
        ("children", ("date_of_birth",), [
            {"child_id": c.child_id, "date_of_birth": c.born, "sen_status": c.sen_status, "primary_need": c.primary_need,
             "locality": c.locality, "sex": c.sex, "social_care": c.social_care} for c in area.children]),
        ("spells", ("start_date", "end_date"), [
            {"child_id": s.child_id, "category": s.category, "start_date": s.start, "end_date": s.end, "outcome": s.outcome,
             "reason": s.reason, "destination": s.destination} for s in area.spells]),
        ("diagnostic_waits", ("referral_received_date", "assessment_start_date", "closed_date"), [
            {"child_id": w.child_id, "assessment": w.assessment, "referral_received_date": w.received,
             "assessment_start_date": w.started, "closed_date": w.closed, "provider": w.provider} for w in area.waits]),
        ("health_access", (), [
            {"child_id": a.child_id, "service": a.service, "status": a.status, "barrier": a.barrier, "provider": a.provider}
            for a in area.access]),
        ("services", (), [
            {"service": s.service, "provider": s.provider, "open_to_children_not_on_a_roll": "yes"} for s in area.services]),
    )  # fmt: skip
    return [_prepared(table, records, dates) for table, dates, records in tables if records]


def kept(area: Area) -> Store:
    """A store in memory that holds the area."""
    store = Store.open()
    store.keep(prepared(area), by="test")
    return store
