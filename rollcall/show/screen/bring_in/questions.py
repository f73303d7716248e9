"""What has to be settled before a drop is kept well: words that no list knows, dates that could be either way, sheets with no place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from rollcall.definitions.tables import BY_NAME

if TYPE_CHECKING:
    from rollcall.intake.choices import SheetKey
    from rollcall.intake.examined import Examined, ExaminedFile, ExaminedSheet


class Asks(Enum):
    """What a question is about, in the order in which the answers build on each other."""

    KIND = 1  # what the sheet is
    MONTH = 2
    COLUMN = 3  # which heading says something that every row needs, or what all of them have
    ORDER = 4  # whether the day or the month comes first
    WORD = 5


@dataclass(frozen=True)
class Question:
    """One thing to settle about one sheet."""

    key: SheetKey
    asks: Asks
    column: str = ""
    typed: str = ""


def questions_of(examined: Examined) -> Iterator[Question]:
    """Everything that is open now, sheet by sheet, the one for which most rows wait first."""
    sheets = [(file, sheet) for file in examined.files for sheet in file.sheets]
    for file, sheet in sorted(sheets, key=lambda one: -(one[1].rows_refused if one[1].table else one[1].rows_read)):
        first = next(one for one in file.sheets if "month" in one.asks or one is sheet)
        open_now = (question for question in _of_sheet(file, sheet) if question.asks is not Asks.MONTH or sheet is first)
        yield from (question for question in open_now if not _is_asked_of_an_earlier_part(question, file, sheet))


def parts_of(file: ExaminedFile, sheet: ExaminedSheet) -> Sequence[ExaminedSheet]:
    """The sheet, and what else is read out of the same rows under the same headings: a register in a column pair for each category."""
    return [one for one in file.sheets if (one.sheet, one.header_row, one.table) == (sheet.sheet, sheet.header_row, sheet.table)]


def _is_asked_of_an_earlier_part(question: Question, file: ExaminedFile, sheet: ExaminedSheet) -> bool:
    asked = f"column:{question.column}"
    return question.asks is Asks.COLUMN and any(asked in one.asks for one in parts_of(file, sheet) if one.number < sheet.number)


def is_settled(question: Question, sheet: ExaminedSheet) -> bool:
    """Whether the question is answered."""
    said = sheet.choices
    match question.asks:
        case Asks.KIND:
            return said.table is not None
        case Asks.MONTH:
            return said.month is not None
        case Asks.COLUMN:
            is_read = question.column in said.every or any(heading.column == question.column for heading in sheet.headings)
            return is_read or f"column:{question.column}" not in sheet.asks
        case Asks.ORDER:
            return question.column in said.date_orders
        case Asks.WORD:
            return said.says_word(question.column, question.typed)


def still_fits(question: Question, sheet: ExaminedSheet) -> bool:
    """Whether the sheet still has what was asked about: a choice may have made it another kind of thing."""
    match question.asks:
        case Asks.KIND | Asks.MONTH:
            return True
        case Asks.COLUMN:
            return sheet.table is not None and question.column in BY_NAME[sheet.table].by_name
        case Asks.ORDER:
            return any(evidence.column == question.column for evidence in sheet.dates)
        case Asks.WORD:
            return any((match.column, match.typed) == (question.column, question.typed) for match in sheet.values)


def _of_sheet(file: ExaminedFile, sheet: ExaminedSheet) -> Iterator[Question]:
    key = file.key_of(sheet)
    for asked in sheet.asks:
        kind, _, column = asked.partition(":")
        if kind in _BY_NAME:
            yield Question(key, _BY_NAME[kind], column)
    unknown = (match for match in sheet.values if match.unknown and not sheet.choices.says_word(match.column, match.typed))
    for match in sorted(unknown, key=lambda match: -match.rows):
        yield Question(key, Asks.WORD, match.column, match.typed)


_BY_NAME = {"table": Asks.KIND, "month": Asks.MONTH, "column": Asks.COLUMN, "date_order": Asks.ORDER}
