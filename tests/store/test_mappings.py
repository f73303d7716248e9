"""How sheets are read is remembered with what is kept, and forgotten when that is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rollcall.store import SheetMapping, SheetProfile, Store
from tests.store.rows import NOVEMBER, OCTOBER, spells

MAPPING = SheetMapping("North Council", "ehe register", ("child id", "category", "start date"), "spells", "{}")


@pytest.fixture
def store() -> Iterator[Store]:
    opened = Store.open()
    yield opened
    opened.close()


def test_a_mapping_is_remembered_once_for_each_partner_label_and_shape(store: Store) -> None:
    store.remember([MAPPING])
    store.remember([SheetMapping(*MAPPING.__dict__.values()), SheetMapping("South Council", *list(MAPPING.__dict__.values())[1:])])
    assert sorted(record.mapping.partner for record in store.mappings()) == ["North Council", "South Council"]


def test_what_is_remembered_later_takes_the_place_of_what_was(store: Store) -> None:
    store.remember([MAPPING])
    (before,) = store.mappings()
    store.remember([SheetMapping(MAPPING.partner, MAPPING.label, MAPPING.headings, "spells", '{"table": "spells"}')])
    (after,) = store.mappings()
    assert (after.mapping_id, after.mapping.choices) == (before.mapping_id, '{"table": "spells"}')


def test_the_profiles_of_each_month_stand_with_the_mapping_earliest_first(store: Store) -> None:
    store.keep([spells("ab", as_at=NOVEMBER)], by="Ann", profiles=[SheetProfile(MAPPING, NOVEMBER, "of November")])
    store.keep([spells("abc", as_at=OCTOBER)], by="Ann", profiles=[SheetProfile(MAPPING, OCTOBER, "of October")])
    store.keep([spells("abc", as_at=OCTOBER)], by="Ann", profiles=[SheetProfile(MAPPING, OCTOBER, "of October, corrected")])
    (record,) = store.mappings()
    assert record.profiles == ((OCTOBER, "of October, corrected"), (NOVEMBER, "of November"))


def test_a_sheet_whose_shape_changed_goes_on_from_the_one_before(store: Store) -> None:
    store.keep([spells("ab", as_at=OCTOBER)], by="Ann", profiles=[SheetProfile(MAPPING, OCTOBER, "of October")])
    (record,) = store.mappings()
    wider = SheetMapping(MAPPING.partner, MAPPING.label, (*MAPPING.headings, "reason"), "spells", "{}")
    store.keep([spells("ab", as_at=NOVEMBER)], by="Ann", profiles=[SheetProfile(wider, NOVEMBER, "of November", record.mapping_id)])
    (after,) = store.mappings()
    assert after.mapping == wider
    assert [profile for _, profile in after.profiles] == ["of October", "of November"]


def test_the_profile_of_an_upload_that_is_undone_or_deleted_is_left_out(store: Store) -> None:
    first = store.keep([spells("ab", as_at=OCTOBER)], by="Ann", profiles=[SheetProfile(MAPPING, OCTOBER, "of October")])
    second = store.keep([spells("ab", as_at=NOVEMBER)], by="Ann", profiles=[SheetProfile(MAPPING, NOVEMBER, "of November")])
    store.undo(second.upload_id)
    assert [profile for _, profile in store.mappings()[0].profiles] == ["of October"]
    store.delete_upload(first.upload_id)
    assert store.mappings()[0].profiles == ()


def test_a_mapping_is_forgotten(store: Store) -> None:
    store.keep([spells("ab")], by="Ann", profiles=[SheetProfile(MAPPING, OCTOBER, "of October")])
    store.forget_mapping(store.mappings()[0].mapping_id)
    assert store.mappings() == ()
    assert store.query("SELECT count(*) FROM kept.profiles").rows == [(0,)]


def test_nothing_is_remembered_once_everything_is_deleted(store: Store) -> None:
    store.keep([spells("ab")], by="Ann", profiles=[SheetProfile(MAPPING, OCTOBER, "of October")])
    store.delete_everything()
    assert store.mappings() == ()


def test_a_mapping_does_not_change_the_data(store: Store) -> None:
    before = store.data_version
    store.remember([MAPPING])
    assert store.data_version == before
    assert store.is_empty


def test_mappings_outlive_a_restart(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    store.remember([MAPPING])
    store.close()
    store = Store.open(tmp_path)
    assert [record.mapping for record in store.mappings()] == [MAPPING]
    store.close()
