"""Whatever is chosen for a sheet, it is read without a fault, every row is accounted for, and no name is kept."""

from __future__ import annotations

from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from rollcall.definitions.tables import BY_NAME
from rollcall.intake.changes import rows_read_otherwise, sentence_of
from rollcall.intake.choices import LEFT, NOTHING_CHOSEN, Choices, DateOrder, SheetKey
from rollcall.intake.intake import NOTHING_SAID, Said, find_file, put_together
from rollcall.intake.memory import Memories
from rollcall.intake.reading.read import ReadFile
from tests.intake.workbooks import TODAY, Rows, a_store, sheet

HEAD = ["Child ID", "Surname", "Category", "Start date", "End date", "Reason"]
ROWS: Rows = [
    ["Our register", None, None, None, None, None],
    HEAD,
    ["C1", "Ashworth", "EHE", "05/01/2026", None, "Bullying"],
    ["C2", "Bellamy", "PRU link", "06/01/2026", date(2026, 2, 3), "Their own word"],
    ["C2", "Bellamy", "PRU link", "06/01/2026", date(2026, 2, 3), "Their own word"],
    [None, None, None, None, None, None],
    ["Total", None, 3, None, None, None],
    ["CME", None, None, None, None, None],
    HEAD,
    ["C4", "Castell", "CME", "13/14/2026", "ongoing", None],
]
READ = ReadFile("North.xlsx", None, (sheet(ROWS, "Register", "North.xlsx"),))
TABLES = sorted(BY_NAME)
COLUMNS = sorted({column.name for table in BY_NAME.values() for column in table.columns})
CODES = sorted({code for table in BY_NAME.values() for column in table.columns if column.codes for code in column.codes.labels})
KEYS = ["child id", "surname", "category", "start date", "end date", "reason", "column C", "no such heading"]
WORDS = ["ehe", "pru link", "their own word", "bullying", "total", ""]

choices = st.builds(
    Choices,
    header_row=st.none() | st.integers(1, 12),
    table=st.none() | st.sampled_from([*TABLES, LEFT, "no such table"]),
    columns=st.dictionaries(st.sampled_from(KEYS), st.none() | st.sampled_from(COLUMNS), max_size=4),
    values=st.dictionaries(
        st.sampled_from(COLUMNS), st.dictionaries(st.sampled_from(WORDS), st.none() | st.sampled_from(CODES), max_size=3), max_size=2
    ),
    date_orders=st.dictionaries(st.sampled_from(COLUMNS), st.sampled_from(list(DateOrder)), max_size=2),
    every=st.dictionaries(st.sampled_from(COLUMNS), st.sampled_from([*CODES, "Autumn 2025/26", "no such code"]), max_size=3),
    month=st.none() | st.just(date(2026, 1, 1)),
)


@settings(max_examples=100)
@given(choices, st.integers(0, 2))
@example(Choices(columns={"child id": "start_date", "start date": "start_date", "surname": "child_id"}), 0)
@example(Choices(values={"category": {"pru link": "no such code"}}), 0)
def test_any_choice_is_read_and_accounted_for(chosen: Choices, number: int) -> None:
    store, memories = a_store(), Memories(())
    key = SheetKey("North.xlsx", "Register", number)
    plain = find_file(READ, NOTHING_SAID, memories, store.key, TODAY)
    said = Said({key: chosen})
    found = find_file(READ, said, memories, store.key, TODAY)
    examined = put_together([found], said, store, TODAY)
    for shown in examined.files[0].sheets:
        assert shown.rows_read == shown.rows_kept + shown.rows_refused + shown.rows_not_data
        assert 0 <= shown.rows_repeated <= shown.rows_refused
        assert sentence_of(NOTHING_CHOSEN, chosen, shown).endswith(".")
    assert 0 <= rows_read_otherwise(plain.sheets[0], found.sheets[0]) <= len(ROWS)
    assert rows_read_otherwise(found.sheets[0], found.sheets[0]) == 0
    kept = str([part.rows.to_pydict() for part in examined.prepared])
    assert not any(name in kept for name in ("Ashworth", "Bellamy", "Castell"))
