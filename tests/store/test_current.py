"""The tables that the answers read: who a row is about, one child from several rows, and dates worked out in SQL."""

from __future__ import annotations

from datetime import date

import pytest

from rollcall.definitions import calendar
from rollcall.definitions.codes import DURATION_BANDS, WAITING_BANDS
from rollcall.store import Store
from rollcall.store.terms import term_starts
from tests.plain.area import Area, Child, Spell, Wait
from tests.plain.keep import keep

DAY = date(2026, 10, 31)
BORN = date(2014, 5, 5)
TOLD = (("Council", DAY), ("Trust", date(2026, 11, 15)), ("School", DAY))
HASH = "0123456789abcdef0123456789abcdef"


@pytest.fixture(scope="module")
def store() -> Store:
    return Store.open()


def test_school_age_and_year_groups_in_sql_are_those_of_the_calendar(store: Store) -> None:
    rows = store.query(
        """SELECT born, school_age_starts(born), school_age_ends(born), year_group(DATE '2026-10-31', school_year_born(born))
           FROM (SELECT DATE '1999-01-01' + range::INTEGER AS born FROM range(9000)) AS births"""
    ).rows
    for born, starts, ends, group in rows:
        assert (starts, ends) == (calendar.school_age_starts(born), calendar.school_age_ends(born)), born
        number = calendar.year_group(born, DAY)
        assert group == ("Before Reception" if number < 0 else "Reception" if number == 0 else f"Year {number}"), born


def test_months_in_sql_are_those_of_the_calendar(store: Store) -> None:
    for day in (DAY, date(2026, 10, 30), date(2024, 2, 29), date(2026, 2, 28), date(2025, 12, 31), date(2026, 1, 1)):
        assert tuple(
            end for (end,) in store.query("SELECT month_end FROM months($day) ORDER BY number", {"day": day}).rows
        ) == calendar.month_ends(day, 36)
        for months in (-18, -6, 6):
            later = store.query("SELECT months_after($day, $months)", {"day": day, "months": months}).rows[0][0]
            assert later == calendar.add_months(day, months)


def test_bands_are_those_of_the_definitions(store: Store) -> None:
    waiting = store.query("SELECT band, days_from, days_to FROM waiting_bands ORDER BY position").rows
    assert waiting == [(band.label, band.days_from, band.days_to) for band in WAITING_BANDS]
    lengths = store.query("SELECT band, days_from, days_to FROM duration_bands ORDER BY position").rows
    assert lengths[:-1] == [(band.label, band.days_from, band.days_to) for band in DURATION_BANDS]


def test_a_row_is_joined_by_reference_then_by_nhs_number_then_by_upn(store: Store) -> None:
    area = Area(
        children=(Child("a", BORN, "E", nhs_number="n1", upn="p1"), Child("b", BORN, "K", nhs_number="n2", upn="p2")),
        spells=(
            Spell("a", "ehe", DAY, nhs_number="n2"),
            Spell(None, "cme", DAY, nhs_number="n2", upn="p1"),
            Spell("T-9", "eotas", DAY, upn="p1"),
            Spell("nobody", "part_time", DAY),
        ),
        told_at=TOLD,
    )
    keep(store, area)
    joined = dict(store.query("SELECT category::VARCHAR, child_id FROM spells").rows)
    assert joined == {"ehe": "a", "cme": "b", "eotas": "a", "part_time": None}
    assert store.query("SELECT unknown_child FROM spells WHERE child IS NULL").rows == [("nobody",)]


def test_a_child_in_two_lists_is_one_child_with_the_later_words_and_no_gaps(store: Store) -> None:
    area = Area(
        children=(
            Child("a", BORN, "K", sex="F", locality="North", partner="Council"),
            Child("a", BORN, "E", locality="South", school_name="Hill School", partner="Trust"),
        ),
        told_at=TOLD,
    )
    keep(store, area)
    assert store.query("SELECT child_id, sen_status::VARCHAR, sex::VARCHAR, locality, school_name FROM children").rows == [
        ("a", "E", "F", "South", "Hill School")
    ]


def test_a_child_named_only_by_a_hash_is_the_child_that_has_both(store: Store) -> None:
    area = Area(
        children=(Child("a", BORN, "E", upn=HASH), Child(f"upn-{HASH[:12]}", BORN, "E", upn=HASH, sex="F", partner="Trust")),
        spells=(Spell(f"upn-{HASH[:12]}", "ehe", DAY),),
        told_at=TOLD,
    )
    keep(store, area)
    assert store.query("SELECT child_id, sex::VARCHAR FROM children").rows == [("a", "F")]
    assert store.query("SELECT child_id FROM spells").rows == [("a",)]


def test_rows_join_children_that_come_later(store: Store) -> None:
    keep(store, Area(diagnostic_waits=(Wait("a", "autism", DAY),), told_at=TOLD))
    assert store.query("SELECT child_id FROM diagnostic_waits").rows == [(None,)]
    from tests.store.rows import children

    store.keep([children("a")], by="Ann")
    assert store.query("SELECT child_id FROM diagnostic_waits").rows == [("a",)]


def test_known_identifiers_are_those_that_children_carry(store: Store) -> None:
    keep(store, Area(children=(Child("a", BORN, "E", nhs_number="n1"), Child("b", BORN, "E", upn="p1")), told_at=TOLD))
    assert store.known_identifiers("child_id", ["a", "b", "c"]) == {"a", "b"}
    assert store.known_identifiers("nhs_number", ["n1", "n2"]) == {"n1"}
    assert store.known_identifiers("upn", []) == frozenset()


@pytest.mark.parametrize(
    ("words", "starts"),
    [
        ("Autumn 2025/26", date(2025, 9, 1)),
        ("Autumn Term 2025-26", date(2025, 9, 1)),
        ("Autumn 2025", date(2025, 9, 1)),
        ("2025/26 Spring", date(2026, 1, 1)),
        ("Spring 2026", date(2026, 1, 1)),
        ("Summer 2025/2026", date(2026, 4, 1)),
        ("summer 2 2025/26", date(2026, 5, 1)),
        ("202526 Autumn", date(2025, 9, 1)),
        ("Term 5 2025/26", date(2026, 4, 1)),
        ("whole year", None),
        ("2025/26", None),
    ],
)
def test_a_term_starts_when_its_words_say(words: str, starts: date | None) -> None:
    assert term_starts(words) == starts
