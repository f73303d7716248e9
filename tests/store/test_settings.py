"""What an area sets for itself stays, and is its own."""

from __future__ import annotations

from pathlib import Path

from rollcall.store import Store


def test_what_is_set_is_there_when_the_store_is_opened_again(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "data")
    store.set_setting("disclosure rule", "under 10")
    store.set_setting("disclosure rule", "under 5")
    store.close()
    again = Store.open(tmp_path / "data")
    assert again.setting("disclosure rule") == "under 5"
    again.close()


def test_nothing_set_is_none_and_what_is_taken_back_is_too() -> None:
    store = Store.open()
    assert store.setting("disclosure rule") is None
    store.set_setting("disclosure rule", "under 5")
    store.set_setting("disclosure rule", None)
    assert store.setting("disclosure rule") is None


def test_deleting_everything_that_is_kept_leaves_the_settings() -> None:
    store = Store.open()
    store.set_setting("disclosure rule", "under 5")
    store.delete_everything()
    assert store.setting("disclosure rule") == "under 5"
