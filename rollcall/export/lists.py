"""The lists of children in scope, one sheet for each category, with how complete they are: a workbook for the lead alone."""

from __future__ import annotations

import io
from collections.abc import Sequence

import xlsxwriter

from rollcall.answers.answer import Answer
from rollcall.answers.case_sample import CaseSample
from rollcall.export import plain
from rollcall.export.download import IN_MEMORY, WORKBOOK_TYPE, write_rows

__all__ = ["LISTS_TYPE", "to_lists", "to_sample"]

LISTS_TYPE = WORKBOOK_TYPE
_SHEET_NAME_LENGTH = 31  # Excel's limit
_FOR_WHOM = "Lists of children in scope, for the lead alone: they name children. Hand them on only as the partnership's agreement says."
_INVENTED = "These children are made up. No row here is about a real child."

Table = tuple[Sequence[str], Sequence[Sequence[str]]]


def to_lists(lists: Sequence[tuple[str, Answer]], completeness: Table, notes: Sequence[str], invented: bool) -> bytes:
    """A sheet that says what is in the workbook and how complete it is, and one sheet for each list by its title."""
    day = f"{lists[0][1].as_at:%d/%m/%Y}" if lists else ""
    counted = [(title, f"{len(answer.rows):,} rows") for title, answer in lists]
    meanings = {word: meaning for _, answer in lists for word, meaning in plain.meanings(answer).items()}
    footnotes = dict.fromkeys(note for _, answer in lists for note in answer.footnotes)
    several = "A child in several categories is in the list of each, so the lists add to more than the number of children."
    about = [("For whom", _FOR_WHOM), ("As at", day), *counted, ("To know", several)]
    about += [("To know", note) for note in (*footnotes, *notes)]
    headings, rows = completeness
    statement = [tuple(headings), *map(tuple, rows)] if rows else []
    return _workbook(about, statement, lists, meanings, invented)


def to_sample(sample: CaseSample, invented: bool) -> bytes:
    """The case sample with how it was drawn and who was eligible."""
    answer = sample.children
    about = [
        ("For whom", _FOR_WHOM),
        ("As at", f"{answer.as_at:%d/%m/%Y}"),
        ("Seed", str(sample.seed)),
        ("How it was drawn", sample.how),
    ]
    strata = [("Category", "Eligible", "Drawn"), *((one.category, str(one.eligible), str(one.drawn)) for one in sample.strata)]
    lists = [("Case sample", answer), ("Eligible", sample.eligible)]
    return _workbook(about, strata, lists, plain.meanings(answer), invented)


def _workbook(
    about: Sequence[tuple[str, str]],
    statement: Sequence[Sequence[str]],
    lists: Sequence[tuple[str, Answer]],
    meanings: dict[str, str],
    invented: bool,
) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, IN_MEMORY)
    sheet = book.add_worksheet("About")
    bold, wrapped = book.add_format({"bold": True, "valign": "top"}), book.add_format({"text_wrap": True, "valign": "top"})
    lines: list[Sequence[str]] = [*([("Invented", _INVENTED)] if invented else []), *about]
    lines += [("",), *statement, ("",), *meanings.items()]
    for down, line in enumerate(lines):
        for across, text in enumerate(line):
            sheet.write_string(down, across, plain.harmless(str(text)), wrapped if across else bold)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 80)
    sheet.set_column(2, 8, 24)
    taken = {"about"}
    for title, answer in lists:
        name = "".join(" " if letter in "[]:*?/\\'" else letter for letter in title)[:_SHEET_NAME_LENGTH].strip()
        assert name.lower() not in taken, name
        taken.add(name.lower())
        write_rows(book, name, plain.headings(answer), plain.rows(answer))
    book.close()
    return file.getvalue()
