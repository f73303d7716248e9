"""What is kept stays as dated versions: replaced, put back, undone and deleted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pyarrow as pa
import pytest

from rollcall.errors import StoreRefused
from rollcall.store import Prepared, Store
from tests.store.rows import DECEMBER, NOVEMBER, OCTOBER, attendance, children, spells


@pytest.fixture
def store() -> Iterator[Store]:
    opened = Store.open()
    yield opened
    opened.close()


def counted(store: Store, table: str = "spells") -> int:
    """Rows that the answers read."""
    return store.query(f"SELECT count(*) FROM {table}").rows[0][0]


def test_an_empty_store_says_so(store: Store) -> None:
    assert store.is_empty
    assert store.as_at is None
    assert store.uploads() == ()


def test_a_later_upload_of_the_same_partner_replaces_the_one_before(store: Store) -> None:
    store.keep([spells("abc")], by="Ann")
    store.keep([spells("ab", as_at=NOVEMBER)], by="Ann")
    assert counted(store) == 2
    assert [version.active for version in store.versions()] == [True, False]
    assert store.as_at == NOVEMBER


def test_an_upload_of_the_same_date_replaces_too(store: Store) -> None:
    store.keep([spells("abc")], by="Ann")
    store.keep([spells("a")], by="Ann")
    assert counted(store) == 1


def test_an_upload_for_an_earlier_date_is_kept_as_history(store: Store) -> None:
    store.keep([spells("abc", as_at=NOVEMBER)], by="Ann")
    kept = store.keep([spells("a", as_at=OCTOBER)], by="Ann")
    assert counted(store) == 3
    assert [version.active for version in kept.versions] == [False]
    assert store.as_at == NOVEMBER


def test_partners_stand_side_by_side(store: Store) -> None:
    store.keep([spells("abc")], by="Ann")
    store.keep([spells("de", partner="Academy trust", as_at=NOVEMBER)], by="Ann")
    assert counted(store) == 3 + 2


def test_sheets_of_one_drop_are_one_version(store: Store) -> None:
    kept = store.keep([spells("abc"), spells("de", category="cme", as_at=NOVEMBER)], by="Ann")
    assert [(version.rows, version.as_at) for version in kept.versions] == [(3 + 2, NOVEMBER)]
    assert counted(store) == 5


def test_terms_stand_side_by_side_and_each_is_replaced_by_itself(store: Store) -> None:
    store.keep([attendance("Summer 2025/26", "abc")], by="Ann")
    store.keep([attendance("Autumn 2026/27", "ab", as_at=NOVEMBER)], by="Ann")
    store.keep([attendance("Autumn 2026/27", "a", as_at=DECEMBER)], by="Ann")
    assert counted(store, "attendance") == 3 + 1
    assert sum(version.active for version in store.versions()) == 2


def test_an_earlier_version_is_put_back(store: Store) -> None:
    first = store.keep([spells("abc")], by="Ann").versions[0]
    store.keep([spells("a", as_at=NOVEMBER)], by="Ann")
    store.put_back(first.version_id)
    assert counted(store) == 3
    assert store.as_at == OCTOBER


def test_after_putting_back_a_later_upload_replaces_again(store: Store) -> None:
    first = store.keep([spells("abc")], by="Ann").versions[0]
    store.keep([spells("a", as_at=NOVEMBER)], by="Ann")
    store.put_back(first.version_id)
    store.keep([spells("ab", as_at=DECEMBER)], by="Ann")
    assert counted(store) == 2


def test_undo_brings_back_what_the_upload_replaced(store: Store) -> None:
    store.keep([children("abc"), spells("abc")], by="Ann")
    wrong = store.keep([spells("a", as_at=NOVEMBER)], by="Ben")
    store.undo(wrong.upload_id)
    assert counted(store) == 3
    assert [upload.undone for upload in store.uploads()] == [True, False]


def test_undo_of_the_only_upload_leaves_an_empty_store(store: Store) -> None:
    kept = store.keep([children("abc"), spells("abc")], by="Ann")
    store.undo(kept.upload_id)
    assert store.is_empty
    assert counted(store) == 0
    assert counted(store, "children") == 0


def test_undo_brings_back_the_version_that_was_put_back_and_not_a_later_one(store: Store) -> None:
    first = store.keep([spells("abc")], by="Ann").versions[0]
    store.keep([spells("a", as_at=NOVEMBER)], by="Ann")
    store.put_back(first.version_id)
    wrong = store.keep([spells("abcde", as_at=DECEMBER)], by="Ann")
    store.undo(wrong.upload_id)
    assert counted(store) == 3


def test_an_upload_that_was_undone_can_be_put_back(store: Store) -> None:
    kept = store.keep([spells("abc")], by="Ann")
    store.undo(kept.upload_id)
    store.put_back(kept.versions[0].version_id)
    assert counted(store) == 3
    assert not store.versions()[0].undone


def test_a_deleted_upload_is_gone_for_good(store: Store) -> None:
    store.keep([spells("abc")], by="Ann")
    wrong = store.keep([spells("a", as_at=NOVEMBER)], by="Ann")
    store.delete_upload(wrong.upload_id)
    assert counted(store) == 3
    assert store.query("SELECT count(*) FROM kept.spells").rows == [(3,)]
    assert len(store.uploads()) == 1


def test_everything_can_be_deleted(store: Store) -> None:
    store.keep([children("abc"), spells("abc"), attendance("Autumn 2026/27", "a")], by="Ann")
    store.delete_everything()
    assert store.is_empty
    assert store.uploads() == ()
    for table in ("kept.children", "kept.spells", "children", "spells", "attendance", "child_identifiers"):
        assert counted(store, table) == 0


def test_an_upload_remembers_who_kept_what(store: Store) -> None:
    kept = store.keep([children("abc"), spells("ab")], by="Ann")
    assert store.uploads() == (kept,)
    assert (kept.by, kept.files, kept.rows) == ("Ann", ("send.xlsx", "register.xlsx"), 3 + 2)
    assert kept.kept_at.tzinfo is not None


def test_every_change_gives_the_data_a_new_number(store: Store) -> None:
    numbers = [store.data_version]
    upload = store.keep([spells("abc")], by="Ann")
    numbers.append(store.data_version)
    store.undo(upload.upload_id)
    numbers.append(store.data_version)
    store.put_back(upload.versions[0].version_id)
    numbers.append(store.data_version)
    assert len(set(numbers)) == 4


def test_nothing_of_an_upload_is_kept_when_a_part_of_it_cannot_be(store: Store) -> None:
    store.keep([spells("abc")], by="Ann")
    number = store.data_version
    broken = Prepared(
        "children", "Council", NOVEMBER, ("x.csv",), ("child_id",), pa.table({"child_id": ["a"], "date_of_birth": ["not a date"]})
    )
    with pytest.raises(Exception, match="not a date"):
        store.keep([spells("a", as_at=NOVEMBER), broken], by="Ann")
    assert counted(store) == 3
    assert len(store.uploads()) == 1
    assert (store.as_at, store.data_version) == (OCTOBER, number)


def test_nothing_to_keep_is_said(store: Store) -> None:
    with pytest.raises(StoreRefused, match="nothing to keep"):
        store.keep([], by="Ann")
    with pytest.raises(StoreRefused, match="nothing to keep"):
        store.keep([spells("")], by="Ann")


def test_what_is_not_there_cannot_be_undone_or_put_back(store: Store) -> None:
    with pytest.raises(StoreRefused, match="no upload 7"):
        store.undo(7)
    with pytest.raises(StoreRefused, match="no upload 7"):
        store.delete_upload(7)
    with pytest.raises(StoreRefused, match="no version 7"):
        store.put_back(7)


def test_published_months_that_come_together_each_speak_for_themselves(store: Store) -> None:
    months = [date(2023, 1, 1), date(2023, 6, 1)]
    rows = pa.table(
        {
            "month": pa.array(months, pa.date32()),
            "organisation": ["England"] * 2,
            "service": ["All"] * 2,
            "band": ["total"] * 2,
            "waiting": [1, 2],
        }
    )
    kept = store.keep(
        [Prepared("published_community_waits", "NHS England", date(2023, 6, 30), ("chs.xlsx",), tuple(rows.column_names), rows)], by="Ann"
    )
    assert [version.as_at for version in kept.versions] == [date(2023, 1, 31), date(2023, 6, 30)]
