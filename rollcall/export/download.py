"""Answers as CSV, as a workbook and as aligned text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import xlsxwriter

from rollcall.answers.answer import Answer
from rollcall.export import plain

CSV_TYPE = "text/csv"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
IN_MEMORY = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""How every workbook is written: nothing beside it on the disk, and no text that becomes a formula or a link."""

# A spreadsheet asked to part at semicolons or tabs too, as some do unasked, begins a cell within a text, where a formula could stand.
_PARTED = re.compile(f"([;|\\t\\r\\n][\\s\"']*)(?=[{re.escape(''.join(plain.BEGINS_A_FORMULA))}])")
_SHEET_NAME_LENGTH = 31  # Excel's limit
_WIDEST = 60  # characters


@dataclass(frozen=True)
class About:
    """What a workbook says of itself beside its answers: the kept files, what the words mean, and whether the children are invented."""

    sources: Sequence[str] = ()
    meanings: Sequence[tuple[str, str]] = ()
    invented: bool = False


def file_name(answer: Answer, extension: str) -> str:
    """The download's file name: the question and the date, and never a value that a filter or a child has."""
    parts = [
        answer.question,
        answer.as_at.isoformat(),
        *(["filtered"] if answer.filters else []),
        *(["protected"] if answer.protected else []),
    ]
    return f"{'_'.join(parts)}.{extension.lstrip('.')}"


def to_csv(answer: Answer) -> bytes:
    """The rows as UTF-8 CSV with the mark that Excel needs to read it as such."""
    return csv_text(answer).encode("utf-8-sig")


def csv_text(answer: Answer) -> str:
    """The rows as CSV: ISO dates, true and false, `c` for a hidden number."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(plain.headings(answer))
    writer.writerows([_PARTED.sub(r"\1'", _text(value)) for value in row] for row in plain.rows(answer))
    return text.getvalue()


def to_text(answer: Answer) -> str:
    """The answer as a person reads it in a terminal: title, date, aligned rows, footnotes."""
    lines = [answer.title, f"As at {_day(answer.as_at)}" + _filtered(answer), ""]
    table = [plain.headings(answer), *([" ".join(_text(value).split()) for value in row] for row in plain.rows(answer))]
    numeric = [bool(answer.rows) and all(_is_numeric(row[index]) for row in plain.rows(answer)) for index in range(len(table[0]))]
    widths = [max(len(row[index]) for row in table) for index in range(len(table[0]))]
    for row in table:
        cells = (cell.rjust(width) if right else cell.ljust(width) for cell, width, right in zip(row, widths, numeric, strict=True))
        lines.append("  ".join(cells).rstrip())
    if not answer.rows:
        lines.append("(no rows)")
    lines.insert(4, "  ".join("-" * width for width in widths))
    return "\n".join([*lines, *(["", *answer.footnotes] if answer.footnotes else [])]) + "\n"


def to_workbook(answers: Sequence[Answer], about: About | None = None) -> bytes:
    """A workbook with one sheet for each answer, and a sheet that says what was asked, of what, and how it is protected."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, IN_MEMORY)
    names = _sheet_names(answers)
    for answer, sheet_name in zip(answers, names, strict=True):
        write_rows(book, sheet_name, plain.headings(answer), plain.rows(answer))
    _write_about(book, answers, names, about or About())
    book.close()
    return file.getvalue()


def write_rows(book: xlsxwriter.Workbook, name: str, headings: Sequence[str], rows: Sequence[Sequence[plain.Value]]) -> None:
    """A sheet of rows under their headings, dates as dates and numbers as numbers."""
    sheet = book.add_worksheet(name)
    bold, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
    right = book.add_format({"align": "right"})
    sheet.write_row(0, 0, headings, bold)
    for down, row in enumerate(rows, start=1):
        for across, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(down, across, value, day)
            elif value == plain.HIDDEN:
                sheet.write_string(down, across, plain.HIDDEN, right)
            else:
                sheet.write(down, across, value)
    for across, heading in enumerate(headings):
        longest = max((len(_text(row[across])) for row in rows), default=0)
        sheet.set_column(across, across, min(max(longest, len(heading)) + 2, _WIDEST))
    sheet.freeze_panes(1, 0)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(headings) - 1)


def _write_about(book: xlsxwriter.Workbook, answers: Sequence[Answer], names: Sequence[str], about: About) -> None:
    sheet = book.add_worksheet("About")
    bold, wrapped = book.add_format({"bold": True, "valign": "top"}), book.add_format({"text_wrap": True, "valign": "top"})
    lines: list[tuple[str, str]] = []
    for answer, name in zip(answers, names, strict=True):
        lines += [("Sheet", name), ("Question", answer.title), ("As at", _day(answer.as_at)), ("Only", _filters(answer) or "everything")]
        lines.append(("Numbers", _protection(answer)))
        lines += [("Footnote", note) for note in answer.footnotes]
        lines.append(("", ""))
    lines += [("Source", source) for source in about.sources]
    lines += {word: meaning for answer in answers for word, meaning in plain.meanings(answer).items()}.items()
    lines += about.meanings
    if about.invented:
        lines.insert(0, ("Invented", "These children are made up. No number here is about a real child."))
    for down, (what, text) in enumerate(lines):
        sheet.write_string(down, 0, plain.harmless(what), bold)
        sheet.write_string(down, 1, plain.harmless(text), wrapped)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)


def _protection(answer: Answer) -> str:
    if answer.protected:
        return answer.hidden_means
    return "Exact, and for the lead alone: small numbers can point to a child. Share the protected numbers instead."


def _sheet_names(answers: Sequence[Answer]) -> list[str]:
    names: list[str] = []
    for answer in answers:
        name = answer.question.replace("_", " ").capitalize()[:_SHEET_NAME_LENGTH]
        number = 2
        while name.lower() in {"about", *(taken.lower() for taken in names)}:
            name = f"{name[: _SHEET_NAME_LENGTH - 3].rstrip()} {number}"
            number += 1
        names.append(name)
    return names


def _filters(answer: Answer) -> str:
    return "; ".join(f"{name.replace('_', ' ')}: {', '.join(values)}" for name, values in answer.filters.items())


def _filtered(answer: Answer) -> str:
    return f", only {_filters(answer)}" if answer.filters else ""


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _text(value: plain.Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def _is_numeric(value: plain.Value) -> bool:
    return value is None or value == plain.HIDDEN or (isinstance(value, int | float) and not isinstance(value, bool))
