"""Month two: a sheet of the same shape is read as the last one was, and what moved since is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import pytest

from rollcall.access import Role, Viewer
from rollcall.intake.choices import LEFT, Choices
from rollcall.intake.desk import Desk, Drop, open_desk
from rollcall.intake.examined import ExaminedSheet, Memory
from rollcall.intake.memory import label_of
from rollcall.store import Store
from tests.intake.workbooks import sheet

HEADINGS = ["Child ID", "Category", "Start date"]
Row = Sequence[str]


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = open_desk(Viewer("A lead who remembers", Role.LEAD), Store.open())
    yield made
    made.throw_away()


def csv(rows: Sequence[Row], headings: Sequence[str] = HEADINGS, titles: Sequence[str] = ()) -> bytes:
    return "\n".join([*titles, *(",".join(row) for row in [headings, *rows])]).encode()


def ehe(count: int, word: str = "EHE") -> list[Row]:
    return [(f"C{number}", word, f"{date(2025, 9, 13) + timedelta(number % 14):%d/%m/%Y}") for number in range(count)]


def dropped(desk: Desk, month: str, data: bytes, name: str = "North Council EHE register") -> Drop:
    drop = desk.look([(f"{name} {month}.csv", data)])
    assert drop.wait(60)
    return drop


def only(drop: Drop) -> ExaminedSheet:
    ((sheet),) = [sheet for file in drop.examined.files for sheet in file.sheets]
    return sheet


def memory(drop: Drop) -> Memory:
    told = only(drop).memory
    assert told is not None
    return told


def choose(desk: Desk, drop: Drop, choices: Choices) -> None:
    (file,) = drop.examined.files
    desk.choose(drop, file.key_of(file.sheets[0]), choices)


def test_the_first_month_remembers_nothing(desk: Desk) -> None:
    assert only(dropped(desk, "30-09-2026", csv(ehe(30)))).memory is None


def test_the_same_shape_next_month_leaves_nothing_to_do(desk: Desk) -> None:
    desk.keep(dropped(desk, "30-09-2026", csv(ehe(30))))
    drop = dropped(desk, "31-10-2026", csv(ehe(33)))
    assert memory(drop) == Memory("Same shape as last month: nothing to do.", date(2026, 9, 30))


def test_a_month_that_was_left_out_is_named(desk: Desk) -> None:
    desk.keep(dropped(desk, "31-07-2026", csv(ehe(30))))
    drop = dropped(desk, "31-10-2026", csv(ehe(33)))
    assert memory(drop).said == "Same shape as on 31 July 2026: nothing to do."


def test_what_was_chosen_last_month_is_chosen_again(desk: Desk) -> None:
    drop = dropped(desk, "30-09-2026", csv([*ehe(30), *ehe(9, "PRU link")]))
    choose(desk, drop, Choices().word_read_as("category", "PRU link", "unregistered_ap"))
    desk.keep(drop)
    drop = dropped(desk, "31-10-2026", csv([*ehe(30), *ehe(10, "pru  LINK")]))
    assert only(drop).rows_kept == 30 + 10
    assert memory(drop) == Memory("Same shape as last month, and 1 choice of then is used again: nothing to do.", date(2026, 9, 30), 1)
    assert drop.changes == ()


def test_what_is_said_now_goes_before_what_was_remembered(desk: Desk) -> None:
    drop = dropped(desk, "30-09-2026", csv([*ehe(30), *ehe(9, "PRU link")]))
    choose(desk, drop, Choices().word_read_as("category", "PRU link", "unregistered_ap"))
    desk.keep(drop)
    drop = dropped(desk, "31-10-2026", csv([*ehe(30), *ehe(10, "PRU link")]))
    choose(desk, drop, only(drop).choices.word_read_as("category", "PRU link", "ehe"))
    assert set(drop.examined.prepared[0].rows["category"].to_pylist()) == {"ehe"}
    choose(desk, drop, Choices())
    assert only(drop).rows_kept == 30
    desk.undo_change(drop)
    desk.undo_change(drop)
    assert set(drop.examined.prepared[0].rows["category"].to_pylist()) == {"ehe", "unregistered_ap"}


def test_a_new_word_is_asked_about_though_the_shape_is_the_same(desk: Desk) -> None:
    desk.keep(dropped(desk, "30-09-2026", csv(ehe(30))))
    drop = dropped(desk, "31-10-2026", csv([*ehe(30), ("C99", "PRU link", "14/09/2025")]))
    assert only(drop).asks == ("values:category",)
    assert memory(drop).said == "Same shape as last month."


def test_dates_that_could_be_either_are_read_as_last_months_proved(desk: Desk) -> None:
    rows = [("C1", "EHE", "09/14/2025"), ("C2", "EHE", "09/15/2025")]
    desk.keep(dropped(desk, "30-09-2026", csv(rows)))
    drop = dropped(desk, "31-10-2026", csv([("C1", "EHE", "09/10/2025"), ("C2", "EHE", "09/11/2025")]))
    assert only(drop).asks == ()
    assert drop.examined.prepared[0].rows["start_date"].to_pylist() == [date(2025, 9, 10), date(2025, 9, 11)]


def test_a_header_that_was_chosen_is_found_by_its_headings_on_whatever_row(desk: Desk) -> None:
    headings = ["Code", "What", "Begins"]
    chosen = Choices(header_row=2, table="spells", columns={"code": "child_id", "what": "category", "begins": "start_date"})
    drop = dropped(desk, "30-09-2026", csv(ehe(20), headings, ["Our own list,,"]))
    choose(desk, drop, chosen)
    assert only(drop).rows_kept == 20
    desk.keep(drop)
    drop = dropped(desk, "31-10-2026", csv(ehe(22), headings, ["Our own list,,", "as it stands,,", ",,"]))
    assert (only(drop).header_row, only(drop).rows_kept) == (4, 22)
    assert memory(drop).applied == 1 + 1 + 3


def test_a_sheet_that_was_left_is_left_again(desk: Desk) -> None:
    data = csv([(f"C{number}", "EHE", "14/09/2025", "1") for number in range(5)], [*HEADINGS, "Draft"])
    drop = desk.look([("North plan 30-09-2026.csv", data), ("North EHE register 30-09-2026.csv", csv(ehe(20)))])
    assert drop.wait(60)
    desk.choose(drop, drop.examined.files[0].key_of(drop.examined.files[0].sheets[0]), Choices(table=LEFT))
    desk.keep(drop)
    drop = dropped(desk, "31-10-2026", data, "North plan")
    assert only(drop).table is None
    assert memory(drop).said == "Same shape as the last time, and 1 choice of then is used again: nothing to do."


def test_nearly_the_same_shape_says_which_headings_are_new_and_which_are_gone(desk: Desk) -> None:
    rows = [(*row, "x", "y") for row in ehe(30)]
    drop = dropped(desk, "30-09-2026", csv([*rows, ("C99", "PRU link", "14/09/2025", "x", "y")], [*HEADINGS, "Officer", "Team"]))
    choose(desk, drop, Choices().word_read_as("category", "PRU link", "unregistered_ap"))
    desk.keep(drop)
    rows = [("C98", "PRU link", "14/09/2025", "x", "y"), *rows]
    drop = dropped(desk, "31-10-2026", csv(rows, [*HEADINGS, "Officer", "Area of work"]))
    assert only(drop).rows_kept == 31
    assert memory(drop) == Memory(
        "Nearly the same shape as last month, and 1 choice of then is used again.",
        date(2026, 9, 30),
        1,
        ("“area of work” is new among the headings.", "“team” is gone from the headings."),
    )


def test_rows_that_halve_are_told(desk: Desk) -> None:
    desk.keep(dropped(desk, "30-09-2026", csv(ehe(80))))
    drop = dropped(desk, "31-10-2026", csv(ehe(40)))
    assert memory(drop).drift == ("40 rows, where it was 80 the last time.",)
    assert memory(drop).said == "Same shape as last month."


def test_blanks_that_grow_are_told(desk: Desk) -> None:
    headings = [*HEADINGS, "Reason"]
    desk.keep(dropped(desk, "30-09-2026", csv([(*row, "Mental health") for row in ehe(40)], headings)))
    drop = dropped(desk, "31-10-2026", csv([(*row, "Mental health" if n < 20 else "") for n, row in enumerate(ehe(40))], headings))
    assert memory(drop).drift == ("Reason is blank in 50% of the rows, where it was 0% the last time.",)


def test_a_mix_of_categories_that_moves_is_told(desk: Desk) -> None:
    desk.keep(dropped(desk, "30-09-2026", csv([*ehe(30), *ehe(10, "CME")])))
    drop = dropped(desk, "31-10-2026", csv([*ehe(10), *[(f"D{n}", "CME", "14/09/2025") for n in range(30)]]))
    assert memory(drop).drift == (
        "“Elective home education” is 25% of category, where it was 75% the last time.",
        "“Children missing education” is 75% of category, where it was 25% the last time.",
    )


def test_a_few_more_rows_are_nothing_to_speak_of(desk: Desk) -> None:
    desk.keep(dropped(desk, "30-09-2026", csv(ehe(12))))
    assert memory(dropped(desk, "31-10-2026", csv(ehe(18)))).drift == ()


def test_after_six_months_the_usual_steps_say_what_is_unusual(desk: Desk) -> None:
    for month, count in enumerate((100, 104, 100, 104, 100, 104), 3):
        desk.keep(dropped(desk, f"{28}-{month:02d}-2026", csv(ehe(count))))
    drop = dropped(desk, "28-09-2026", csv(ehe(118)))
    low, high = 102 - 2.66 * 4, 102 + 2.66 * 4
    assert memory(drop).drift == (f"118 rows, where the last 6 lead one to expect {low:.0f} to {high:.0f}.",)


def test_a_choice_is_used_for_another_partner_with_the_same_shape(desk: Desk) -> None:
    drop = dropped(desk, "30-09-2026", csv([*ehe(30), *ehe(9, "PRU link")]))
    choose(desk, drop, Choices().word_read_as("category", "PRU link", "unregistered_ap"))
    desk.keep(drop)
    drop = dropped(desk, "31-10-2026", csv([*ehe(3), *ehe(2, "PRU link")]), "Westshire CME")
    assert only(drop).rows_kept == 3 + 2
    assert memory(drop).said == "The mapping of North Council EHE fits this shape: 1 choice is used."
    assert memory(drop).drift == ()


def test_who_sent_a_file_decides_which_memory_is_its_own(desk: Desk) -> None:
    desk.keep(dropped(desk, "30-09-2026", csv(ehe(30))))
    drop = dropped(desk, "31-10-2026", csv(ehe(30)))
    desk.say_partner(drop, drop.examined.files[0].file, "Somebody else")
    assert only(drop).memory is None


def test_the_second_memory_of_a_month_that_is_kept_again_is_of_the_months_before(desk: Desk) -> None:
    desk.keep(dropped(desk, "30-09-2026", csv(ehe(80))))
    desk.keep(dropped(desk, "31-10-2026", csv(ehe(40))))
    drop = dropped(desk, "31-10-2026", csv(ehe(80)))
    assert memory(drop) == Memory("Same shape as last month.", date(2026, 9, 30))
    assert only(drop).asks == ("as_at",)


@pytest.mark.parametrize(
    ("september", "october"),
    [
        ("EHE Sept 2026.xlsx", "EHE Oct 2026.xlsx"),
        ("EHE_30092026.xlsx", "EHE_31102026 v2 FINAL.xlsx"),
        ("EHE Autumn HT1.xlsx", "EHE Autumn HT2.xlsx"),
    ],
)
def test_the_name_of_a_sheet_is_the_same_month_after_month(september: str, october: str) -> None:
    assert label_of(sheet([["x"]], "Register", september), 0) == label_of(sheet([["x"]], "Register", october), 0)
    assert label_of(sheet([["x"]], "Register", september), 1) != label_of(sheet([["x"]], "Register", september), 0)


def test_who_was_said_to_have_sent_it_is_remembered(desk: Desk) -> None:
    drop = dropped(desk, "30-09-2026", csv(ehe(30)), "register")
    desk.say_partner(drop, drop.examined.files[0].file, "North Council")
    desk.keep(drop)
    drop = dropped(desk, "31-10-2026", csv(ehe(33)), "register")
    assert drop.examined.files[0].partner == "North Council"
    assert memory(drop).said == "Same shape as last month: nothing to do."
    desk.say_partner(drop, drop.examined.files[0].file, "South Council")
    assert drop.examined.files[0].partner == "South Council"


def test_a_name_that_two_partners_give_their_sheets_says_nothing_of_the_third(desk: Desk) -> None:
    for month, partner in (("30-08-2026", "North Council"), ("30-09-2026", "South Council")):
        drop = dropped(desk, month, csv(ehe(30)), "register")
        desk.say_partner(drop, drop.examined.files[0].file, partner)
        desk.keep(drop)
    assert dropped(desk, "31-10-2026", csv(ehe(33)), "register").examined.files[0].partner == "register"


def test_a_month_without_a_day_of_its_own_is_compared_all_the_same(desk: Desk) -> None:
    desk.keep(dropped(desk, "", csv(ehe(80))))
    assert memory(dropped(desk, "", csv(ehe(40)))).drift == ("40 rows, where it was 80 the last time.",)


def test_a_month_before_all_that_are_kept_is_compared_and_is_not_said_to_be_settled(desk: Desk) -> None:
    desk.keep(dropped(desk, "31-10-2026", csv(ehe(80))))
    told = memory(dropped(desk, "30-09-2026", csv(ehe(40))))
    assert told == Memory("Same shape as on 31 October 2026.", date(2026, 10, 31), 0, ("40 rows, where it was 80 the last time.",))


def test_a_mapping_that_fits_a_sheet_of_a_shape_that_never_came_is_said_to_be_another_partners(desk: Desk) -> None:
    drop = dropped(desk, "30-09-2026", csv([*ehe(30), *ehe(9, "PRU link")]))
    choose(desk, drop, Choices().word_read_as("category", "PRU link", "unregistered_ap"))
    desk.keep(drop)
    assert memory(dropped(desk, "31-10-2026", csv([*ehe(3), *ehe(2, "PRU link")]))).mapping_of == ""
    assert memory(dropped(desk, "31-10-2026", csv([*ehe(3), *ehe(2, "PRU link")]), "Westshire CME")).mapping_of == "North Council EHE"
