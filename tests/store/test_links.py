"""What is remembered of children who were compared: with the upload, as long as something of it stands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rollcall.store import LinkRecord, Store
from tests.show.area import child, prepared

SURE = LinkRecord("A trust", "mark-of-one", "mark-of-c1", "sure", 0.999)
NOT_LISTED = LinkRecord("A trust", "mark-of-other", None, "none", None)


@pytest.fixture
def store() -> Iterator[Store]:
    one = Store.open()
    yield one
    one.close()


def kept(store: Store, *links: LinkRecord) -> int:
    return store.keep([prepared("children", [child(1), child(2)])], "a test", links).upload_id


def test_links_are_found_by_the_mark_of_the_child(store: Store) -> None:
    kept(store, SURE, NOT_LISTED)
    assert store.links(["mark-of-one", "mark-of-nobody"]) == (SURE,)
    assert store.links(["mark-of-other"]) == (NOT_LISTED,)
    assert store.links([]) == ()


def test_the_latest_answer_counts(store: Store) -> None:
    kept(store, SURE)
    later = LinkRecord("A trust", "mark-of-one", "mark-of-c1", "said_different", 0.999)
    kept(store, later)
    assert store.links(["mark-of-one"]) == (later,)


def test_an_upload_that_is_undone_takes_its_links_with_it_and_brings_them_back(store: Store) -> None:
    kept(store, NOT_LISTED)
    upload = kept(store, SURE)
    store.undo(upload)
    assert store.links(["mark-of-one"]) == ()
    store.put_back(store.versions()[0].version_id)
    assert store.links(["mark-of-one"]) == (SURE,)


def test_deleting_deletes_links(store: Store) -> None:
    store.delete_upload(kept(store, SURE))
    assert store.query("SELECT count(*) FROM kept.links").rows == [(0,)]
    kept(store, SURE)
    store.delete_everything()
    assert store.query("SELECT count(*) FROM kept.links").rows == [(0,)]


def test_listed_children_leave_some_partners_lists_aside(store: Store) -> None:
    store.keep([prepared("children", [child(1)], "A council"), prepared("children", [child(2)], "B (from its registers)")], "a test")
    assert [row[0] for row in store.listed_children(besides=(), ending=" (from its registers)")] == ["C1"]
    assert [row[0] for row in store.listed_children(besides=("A council",), ending="none")] == ["C2"]
