"""Names and titles that turn a category round say nothing of the rows under them."""

from __future__ import annotations

import pytest

from rollcall.definitions import codes as lists
from rollcall.intake.recognising.labels import Labels
from tests.intake.workbooks import examined, kept, sheet

ROWS = [["Ref", "Start date", "End date"], ["C1", "04/09/2025", None], ["C2", "14/09/2025", None]]


@pytest.mark.parametrize(
    "name",
    [
        "Ex-EHE", "Not EHE", "No longer EHE", "EHE leavers", "EHE closed", "EHE returned to school", "EHE enquiries", "EHE complaints",
        "CME found", "CME checks", "Former EHE", "EHE closed cases"
    ],
)  # fmt: skip
def test_a_name_that_turns_a_category_round_says_none(name: str) -> None:
    found = examined(sheet(ROWS, name, "Vale EHE 31-10-2026.xlsx"))
    assert not kept(found, "spells")
    assert [ask for ask in found.files[0].sheets[0].asks if ask in ("column:category", "table")]


@pytest.mark.parametrize(
    "name",
    [
        "EHE", "Children not in school: EHE", "Not in school EHE", "EHE register - new and closed cases", "EHE open and closed",
        "EHE month ended 31 October 2026", "EHE return", "Table no 2 EHE", "Current EHE"
    ],
)  # fmt: skip
def test_a_name_with_other_words_beside_it_still_says_its_category(name: str) -> None:
    said = Labels(name, (), "file.xlsx").implied(lists.CATEGORY)
    assert said is not None
    assert said.value == "ehe"


def test_a_lower_table_of_closed_cases_is_not_taken_for_open_ones() -> None:
    rows = [["EHE"], *ROWS, [], ["EHE closed cases"], ROWS[0], ["C3", "04/09/2024", "04/09/2025"], ["C4", "04/09/2024", "04/09/2025"]]
    assert [row["child_id"] for row in kept(examined(sheet(rows, "List")), "spells")] == ["C1", "C2"]


def test_a_title_between_the_rows_that_turns_a_category_round_ends_the_section_before() -> None:
    rows = [ROWS[0], ["EHE"], ["C1", "04/09/2025", None], ["EHE closed"], ["C2", "14/09/2025", None], ["CME"], ["C3", "14/09/2025", None]]
    assert [row["child_id"] for row in kept(examined(sheet(rows)), "spells")] == ["C1", "C3"]
