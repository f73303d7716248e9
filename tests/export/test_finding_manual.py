"""The findings' manual page says what the checks say."""

from __future__ import annotations

import pytest

from rollcall.definitions.check import Check
from rollcall.definitions.checks import CHECKS
from rollcall.export.finding_manual import finding_manual


@pytest.mark.parametrize("check", CHECKS.values(), ids=lambda check: check.code)
def test_each_check_has_a_row_with_its_definition(check: Check) -> None:
    row = next(line for line in finding_manual().splitlines() if line.startswith(f"| `{check.code}` |"))
    assert row.count("|") == 7
    assert (check.definition or "Rollcall's own") in row


@pytest.mark.parametrize("rule", ["101a", "102a", "102b", "103", "105a", "106a", "107", "108a", "109", "207", "208a", "209"])
def test_the_rules_of_annex_a_that_rollcall_can_keep_are_named(rule: str) -> None:
    assert any(rule in check.definition for check in CHECKS.values())


def test_nothing_is_left_to_be_filled_in() -> None:
    assert "{" not in finding_manual()
