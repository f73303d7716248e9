"""Links against an invented truth: how many are found, and that none of those made unasked is wrong."""

from __future__ import annotations

import pytest

from rollcall.intake.linkage.linkage import Linkage
from rollcall.store import Store
from tests.intake.linkage.made_up import TwoPartners, two_partners
from tests.intake.workbooks import examined, kept, sheet


def linked(made: TwoPartners) -> tuple[Linkage, dict[str, object]]:
    """What comes of linking, and the reference that each kept row of the trust has, in the order of its rows."""
    files = (sheet(made.children, "Children", "Vale Council SEND.xlsx"), sheet(made.waits, "Autism waits", "Vale Trust waits.xlsx"))
    found = examined(*files, store=Store.open())
    assert found.linkage
    return found.linkage, dict(zip(made.truth, (row["child_id"] for row in kept(found, "diagnostic_waits")), strict=True))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("names", "share"), [("both", 0.95), ("initials", 0.85)])
def test_no_link_that_is_made_unasked_is_wrong_and_most_are_found(seed: int, names: str, share: float) -> None:
    made = two_partners(seed, 1000, 300, 200, names=names, twins=20)
    _, given = linked(made)
    wrong = {ref for ref, child in given.items() if child != ref and child != made.truth[ref]}
    right = sum(child == made.truth[ref] for ref, child in given.items())
    assert wrong == set()
    assert right >= share * 300


def test_the_pairs_to_look_at_hold_nearly_all_the_others() -> None:
    made = two_partners(11, 1000, 300, 200, names="initials", twins=20)
    linkage, given = linked(made)
    row = {1 + number: ref for number, ref in enumerate(made.truth)}
    asked = {(row[match.unlisted.rows[0][1] + 1], match.listed.child_id) for match in linkage.asked}
    missed = [ref for ref, child in made.truth.items() if child and given[ref] != child and (ref, child) not in asked]
    assert len(missed) <= 0.05 * 300


def test_without_a_name_nothing_is_linked_unasked() -> None:
    linkage, _ = linked(two_partners(3, 1000, 300, 200, names="none"))
    assert linkage.linked == ()
    assert linkage.children_asked_about > 200


def test_twins_without_a_first_name_are_never_told_apart_unasked() -> None:
    made = two_partners(5, 60, 60, 0, names="initials", twins=30)
    _, given = linked(made)
    assert all(child in (ref, made.truth[ref]) for ref, child in given.items())
