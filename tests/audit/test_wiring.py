"""What is done at the one door in and the one door out is in the audit log, and what cannot be written there is not done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from rollcall.access import Role, Viewer
from rollcall.answers import noting
from rollcall.answers.ask import Visit
from rollcall.answers.holding import What, open_holding
from rollcall.answers.rule import RULES
from rollcall.audit import Action, Leaves, read_entries, record
from rollcall.errors import AccessRefused, AuditRefused, StoreRefused
from rollcall.intake.desk import Desk, Drop, open_desk
from rollcall.store import Store, looked_after
from tests.answers.test_accept import AREA, START
from tests.audit.writing import Log
from tests.intake.test_mapping import told as mapping
from tests.plain.keep import keep, prepared
from tests.store.rows import spells

REGISTER = b"Child ID,Category,Start date\nC1,EHE,05/01/2026\nC2,EHE,06/01/2026\n"
LEAD, BOARD = Viewer("Ada Example", Role.LEAD), Viewer("Bo Example", Role.BOARD)


@pytest.fixture
def store(log: Log) -> Iterator[Store]:
    """An empty store in the data folder."""
    noting.forget_viewings()
    opened = Store.open(log.folder)
    yield opened
    opened.close()


@pytest.fixture
def desk(store: Store) -> Iterator[Desk]:
    """The lead's desk over it."""
    made = open_desk(LEAD, store)
    yield made
    made.throw_away()


@pytest.fixture
def visit(store: Store) -> Visit:
    """The lead's visit to an area that is kept there."""
    keep(store, AREA)
    return Visit(LEAD, store)


def told() -> list[tuple[str, dict]]:
    """Each action in the log with what is said about it."""
    return [(entry.action, dict(entry.about)) for entry in read_entries()]


def dropped(desk: Desk) -> Drop:
    """A register that was read and waits."""
    drop = desk.look([("Zebedee Canary of North Council EHE 31-10-2026.csv", REGISTER)])
    assert drop.wait(60)
    return drop


def fill_the_log_s_place(log: Log) -> None:
    """Make the log impossible to write: a folder stands where its file belongs."""
    log.path.unlink(missing_ok=True)
    log.path.mkdir()


def test_an_upload_is_written_down_by_its_number_and_its_kind(desk: Desk, log: Log) -> None:
    upload = desk.keep(dropped(desk))
    assert told() == [("uploaded", {"upload": upload.upload_id, "kinds": ["spells"]})]
    assert (read_entries()[0].who, read_entries()[0].role) == ("Ada Example", "lead")
    assert b"Canary" not in log.path.read_bytes()


def test_what_is_done_about_what_is_kept_is_written_down(desk: Desk) -> None:
    upload = desk.keep(dropped(desk))
    desk.undo(upload.upload_id)
    desk.put_back(upload.versions[0].version_id)
    desk.delete_everything()
    assert told()[1:] == [
        ("undone", {"upload": upload.upload_id}),
        ("put back", {"version": upload.versions[0].version_id}),
        ("deleted", {"uploads": 1, "why": "everything"}),
    ]


def test_findings_and_mappings_that_are_taken_away_are_written_down_first(desk: Desk, log: Log) -> None:
    assert desk.written_down(Leaves.FINDINGS, lambda: b"a file")() == b"a file"
    desk.export_mappings()
    assert told() == [("exported", {"what": "findings"}), ("exported", {"what": "mappings"})]
    fill_the_log_s_place(log)
    with pytest.raises(AuditRefused):
        desk.written_down(Leaves.FINDINGS, lambda: b"a file")()


def test_an_upload_that_cannot_be_written_down_is_not_kept_and_still_waits(desk: Desk, log: Log) -> None:
    drop = dropped(desk)
    fill_the_log_s_place(log)
    with pytest.raises(AuditRefused):
        desk.keep(drop)
    assert desk.store.is_empty
    assert desk.store.uploads() == ()
    log.path.rmdir()
    assert desk.keep(drop).rows == 2


def test_nothing_is_undone_put_back_or_deleted_that_cannot_be_written_down(desk: Desk, log: Log) -> None:
    upload = desk.keep(dropped(desk))
    fill_the_log_s_place(log)
    for deed in (lambda: desk.undo(upload.upload_id), lambda: desk.put_back(upload.versions[0].version_id), desk.delete_everything):
        with pytest.raises(AuditRefused):
            deed()
    assert not desk.store.is_empty
    assert not desk.store.uploads()[0].undone


def test_what_is_done_about_what_is_held_is_written_down_without_a_partner_s_name(visit: Visit, log: Log) -> None:
    holding = open_holding(visit)
    partner = holding.held[0].partner
    holding.hold_for("spells", 24)
    holding.back_up()
    holding.delete(What.PARTNER, partner)
    assert told() == [
        ("retention changed", {"kind": "spells", "months": 24}),
        ("backed up", {}),
        ("deleted", {"uploads": 1, "why": "by partner"}),
    ]
    fill_the_log_s_place(log)
    for deed in (lambda: holding.hold_for("spells", 12), holding.back_up, lambda: holding.delete(What.EVERYTHING)):
        with pytest.raises(AuditRefused):
            deed()
    assert holding.retention["spells"] == 24


def two_uploads(store: Store) -> None:
    """One of each of two partners."""
    store.keep([spells("abc", partner="Council")], by="Ann")
    store.keep([spells("de", partner="Trust")], by="Ann")


@pytest.mark.parametrize("area", ["", "east"])
def test_what_is_deleted_by_itself_is_written_down_as_rollcall_s_own_or_it_stays(area: str, log: Log) -> None:
    store = Store.open(log.folder / area)
    two_uploads(store)
    store.set_retention("spells", 12)
    later = datetime.now(UTC).date() + timedelta(days=370)
    log.path.mkdir()
    with pytest.raises(AuditRefused):
        store.look(later)
    assert len(store.held()) == 2
    log.path.rmdir()
    store.look(later)
    store.look(later)
    assert [(entry.who, entry.area, entry.action, entry.about) for entry in read_entries()] == [
        ("Rollcall", area, "deleted", {"uploads": 2, "why": "kept long enough"})
    ]
    assert not store.held()
    store.close()


def test_a_deletion_counts_the_uploads_that_it_takes(store: Store) -> None:
    two_uploads(store)
    open_holding(Visit(Viewer("Ada Example", Role.LEAD, alone=True), store)).delete(What.PARTNER, "Trust")
    assert [about["uploads"] for action, about in told() if action == "deleted"] == [1]


@pytest.mark.parametrize("error", [StoreRefused("The disk is full."), OSError(28, "No space left on device")])
def test_a_deletion_whose_bytes_could_not_be_removed_yet_is_not_said_to_be_undone(
    error: Exception, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_uploads(store)
    holding = open_holding(Visit(Viewer("Ada Example", Role.LEAD, alone=True), store))

    def full(*_: object) -> None:
        raise error

    with monkeypatch.context() as disk:
        disk.setattr(looked_after, "write_anew", full)
        with pytest.raises(StoreRefused, match=r"It is deleted.* within a day"):
            holding.delete(What.PARTNER, "Trust")
        assert [one.partner for one in holding.held] == ["Council"]
        with pytest.raises(type(error)):
            store.look()
    store.look()
    store.look()
    assert [(entry.who, entry.action, entry.about.get("why")) for entry in read_entries()] == [
        ("Ada Example", "deleted", "by partner"),
        ("Ada Example", "done, not yet finished", None),
        ("Rollcall", "deleted", "broken off before"),
        ("Rollcall", "not done after all", None),
        ("Rollcall", "deleted", "broken off before"),
    ]


def test_a_deletion_that_failed_before_anything_went_was_not_done_after_all(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    two_uploads(store)
    holding = open_holding(Visit(Viewer("Ada Example", Role.LEAD, alone=True), store))

    def full(*_: object) -> None:
        raise StoreRefused("The disk is full.")

    monkeypatch.setattr(looked_after, "refresh", full)
    with pytest.raises(StoreRefused):
        holding.delete(What.PARTNER, "Trust")
    assert [action for action, _ in told()] == ["deleted", "not done after all"]
    assert len(holding.held) == 2


def test_a_retention_that_was_set_is_not_said_to_be_undone_when_what_is_past_it_stays(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_uploads(store)
    store.query("UPDATE kept.uploads SET kept_at = '2020-01-31'")

    def full(*_: object) -> None:
        raise StoreRefused("The disk is full.")

    monkeypatch.setattr(looked_after, "refresh", full)
    holding = open_holding(Visit(Viewer("Ada Example", Role.LEAD, alone=True), store))
    with pytest.raises(StoreRefused):
        holding.hold_for("spells", 12)
    assert holding.retention["spells"] == 12
    assert [(entry.who, entry.action, entry.about.get("what")) for entry in read_entries()] == [
        ("Ada Example", "retention changed", None),
        ("Rollcall", "deleted", None),
        ("Rollcall", "not done after all", "deleted"),
    ]


def test_another_rule_for_small_numbers_is_written_down(visit: Visit) -> None:
    other = next(rule for name, rule in RULES.items() if rule is not visit.rule)
    visit.choose_rule(next(name for name, rule in RULES.items() if rule is other))
    assert told() == [("settings changed", {"fewest": other.fewest, "nearest": other.nearest})]
    assert visit.rule is other


def test_imported_mappings_are_counted(desk: Desk) -> None:
    desk.import_mappings(mapping())
    assert told() == [("mapping imported", {"mappings": 1})]


def test_a_mapping_that_is_forgotten_is_written_down_or_it_stays(desk: Desk, log: Log) -> None:
    desk.import_mappings(mapping())
    number = desk.mappings()[0].mapping_id
    desk.forget_mapping(number)
    assert told()[-1] == ("mapping forgotten", {"mapping": number})
    assert not desk.mappings()
    desk.import_mappings(mapping())
    fill_the_log_s_place(log)
    with pytest.raises(AuditRefused):
        desk.forget_mapping(desk.mappings()[0].mapping_id)
    assert desk.mappings()


def test_a_list_of_children_is_written_down_once_however_often_its_page_is_run(visit: Visit) -> None:
    for _ in range(3):
        visit.ask("candidates_list")
    visit.ask("not_in_school_total")
    assert told() == [("list viewed", {"question": "candidates_list", "filtered": False})]
    Visit(Viewer("Another lead", Role.LEAD), visit.store).ask("candidates_list")
    assert [entry.who for entry in read_entries()] == ["Ada Example", "Another lead"]


def test_a_list_is_written_down_again_when_the_data_has_changed(visit: Visit) -> None:
    visit.ask("candidates_list")
    visit.store.keep(prepared(AREA), by="A lead")
    visit.ask("candidates_list")
    assert len(told()) == 2


def test_a_list_that_cannot_be_written_down_is_not_shown(visit: Visit, log: Log) -> None:
    fill_the_log_s_place(log)
    with pytest.raises(AuditRefused):
        visit.ask("candidates_list")
    assert visit.ask("not_in_school_total").rows  # numbers are not written down


def test_a_refused_list_is_written_down(visit: Visit) -> None:
    with pytest.raises(AccessRefused):
        Visit(BOARD, visit.store).ask("candidates_list")
    with pytest.raises(AccessRefused):
        open_desk(BOARD, visit.store)
    assert told() == [("refused", {"question": "candidates_list"}), ("refused", {"page": "bring_in_spreadsheets"})]


def test_what_is_taken_away_is_written_down_before_it_leaves(visit: Visit, log: Log) -> None:
    lists, total = visit.ask("candidates_list"), visit.ask("not_in_school_total")
    assert noting.taken_away(visit, [lists, total]) == [lists, total]
    assert told()[-1] == (
        "exported",
        {"questions": ["candidates_list", "not_in_school_total"], "protected": False, "of_children": True},
    )
    fill_the_log_s_place(log)
    with pytest.raises(AuditRefused):
        noting.taken_away(visit, [total])


def test_accepted_candidates_are_written_down_and_never_named(visit: Visit, log: Log) -> None:
    upload = visit.accept_candidates(["absent", "home"], "ehe", START)
    assert told()[-1] == ("candidates accepted", {"upload": upload.upload_id})
    fill_the_log_s_place(log)
    noting.forget_viewings()
    with pytest.raises(AuditRefused):
        visit.accept_candidates(["no school"], "cme", START)
    assert visit.ask("not_in_school_total").rows == ((2, 0),)


def test_nothing_in_the_log_tells_how_many_children_somebody_brought_saw_took_or_deleted(desk: Desk, log: Log) -> None:
    visit = Visit(Viewer("Ada Example", Role.LEAD, alone=True), desk.store)
    desk.keep(dropped(desk))
    noting.taken_away(visit, [visit.ask("children_not_in_school_list")])
    open_holding(visit).delete(What.EVERYTHING)
    assert {name for _, about in told() for name in about} == {
        *("upload", "kinds"),
        *("question", "filtered"),
        *("questions", "protected", "of_children"),
        *("uploads", "why"),
    }


def test_a_number_of_children_that_stands_in_an_older_entry_is_shown_to_no_administrator(store: Store) -> None:
    record(Action.LIST_VIEWED, "Ada Example", "lead", question="candidates_list", rows=48)
    record(Action.CANDIDATES_ACCEPTED, "Ada Example", "lead", upload=7, children=3)
    _, entries = Visit(Viewer("An administrator", Role.ADMINISTRATOR), store).audit_log()
    assert [entry.about for entry in entries] == [{"question": "candidates_list"}, {"upload": 7}]


def test_a_store_in_memory_writes_no_audit(log: Log) -> None:
    store = Store.open()
    keep(store, AREA)
    visit = Visit(LEAD, store)
    noting.taken_away(visit, [visit.ask("candidates_list")])
    with pytest.raises(AccessRefused):
        Visit(BOARD, store).ask("candidates_list")
    desk = open_desk(LEAD, store)
    upload = desk.keep(dropped(desk))
    desk.undo(upload.upload_id)
    assert not log.path.exists()


def test_a_refusal_before_anything_is_kept_is_written_down_all_the_same(log: Log) -> None:
    store = Store.open()
    keep(store, AREA)
    with pytest.raises(AccessRefused):
        Visit(BOARD, store, invented=True).ask("candidates_list")
    assert told() == [(Action.REFUSED, {"question": "candidates_list"})]


def test_the_day_of_the_data_is_no_part_of_the_log(visit: Visit, tmp_path: Path) -> None:
    visit.ask("candidates_list", as_at=date(2026, 10, 30))
    assert "2026-10-30" not in str(told())


def test_the_day_from_which_the_register_is_in_force_is_written_down(visit: Visit) -> None:
    visit.set_register_in_force_from(date(2027, 9, 1))
    visit.set_register_in_force_from(None)
    assert [facts for _, facts in told()] == [{"register_in_force_from": 20270901}, {"register_in_force_from": 0}]
