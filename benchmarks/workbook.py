"""Makes the workbook that intake is timed on: 10,000 children in 30 columns, with the ordinary mess."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta

import xlsxwriter

ROWS = 10_000
HEADINGS = (
    *("Child ID", "Surname", "Forename", "Date of Birth", "Gender", "Ethnicity", "UPN", "NHS Number", "SEN Status", "Primary Need"),
    *("Locality", "Social Care Status", "School URN", "School", "Address", "Postcode", "Telephone", "Plan issued", "Plan reviewed"),
    *(
        "Next review",
        "Case officer",
        "Team",
        "Hours funded",
        "Band",
        "Transport",
        "Tribunal",
        "Notes",
        "Created on",
        "Updated on",
        "System",
    ),
)
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def upn(number: int) -> str:
    """A UPN whose check letter is right, in a council code that was never issued."""
    digits = f"801{number:09d}"
    return _UPN_LETTERS[sum(int(digit) * weight for weight, digit in enumerate(digits, start=2)) % 23] + digits


def nhs_number(number: int) -> str:
    """An NHS number from the range that is kept for tests (999), with its check digit."""
    digits = f"999{number:06d}"
    check = -sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=True)) % 11
    return digits + str(check) if check != 10 else ""


def register(rows: int = ROWS) -> bytes:
    """The same table as a register of children who are not in school: four of its columns tell the category, the days and the reason."""
    places = [HEADINGS.index(heading) for heading in ("Transport", "Created on", "Updated on", "Notes")]
    told = ("Category", "Start date", "End date", "Reason")
    headings = [told[places.index(place)] if place in places else heading for place, heading in enumerate(HEADINGS)]

    def row(number: int) -> tuple[object, ...]:
        cells = list(_row(number))
        start = date(2024, 1, 1) + timedelta(days=random.randrange(1_000))
        spell = (
            random.choice(("EHE", "CME", "EOTAS", "Part-time timetable")),
            start,
            start + timedelta(90) if number % 3 else "",
            "Mental health",
        )
        for place, cell in zip(places, spell, strict=True):
            cells[place] = cell
        if number % 500 != 3:
            cells[HEADINGS.index("Date of Birth")] = date(2012, 9, 1) + timedelta(days=random.randrange(6 * 365))
        return tuple(cells)

    return _book("Not in school register", headings, rows, row)


def workbook(rows: int = ROWS) -> bytes:
    """An .xlsx as a case system exports it: a title, a heading row, real dates, a few wrong values and a total row."""
    return _book("EHCP caseload", HEADINGS, rows, _row)


def _book(name: str, headings: Sequence[str], rows: int, row: Callable[[int], Sequence[object]], seed: int = 7) -> bytes:
    random.seed(seed)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet(name)
    sheet.write(0, 0, "Children with SEND as at 31 October 2026")
    sheet.write_row(2, 0, headings)
    for number in range(rows):
        for column, value in enumerate(row(number)):
            if isinstance(value, date):
                sheet.write_datetime(number + 3, column, value, day)
            else:
                sheet.write(number + 3, column, value)
    sheet.write(rows + 3, 0, "Total")
    sheet.write(rows + 3, 3, rows)
    book.close()
    return out.getvalue()


def _row(number: int) -> tuple[object, ...]:
    pick = random.choice
    born = date(2010, 9, 1) + timedelta(days=random.randrange(11 * 365))
    plan = date(2020, 1, 1) + timedelta(days=random.randrange(2_400))
    wrong = number % 500 == 3
    who = (f"C{number:05d}", f"Surname{number % 900}", f"Forename{number % 400}", "31/02/2014" if wrong else born, pick("FM"))
    known_as = (
        pick(("WBRI", "APKN", "BCRB", "MWBC", "WOTH")),
        upn(number),
        nhs_number(number),
        pick(("EHC Plan", "E", "K", "SEN Support")),
    )
    need = "Not in the list" if wrong else pick(("ASD", "SEMH", "SLCN", "MLD", "SPLD", "HI", "VI", "PD"))
    place = (pick(("North", "South", "East", "West")), pick(("None", "Child in need", "CP", "LAC", "")), str(100_000 + number % 90))
    home = (f"School {number % 90}", f"{number % 200} High Street", f"AB{number % 20} {number % 9}CD", f"01632 9{number:05d}")
    dates = (plan, plan + timedelta(days=365), plan + timedelta(days=730))
    local = (f"Officer {number % 40}", f"Team {number % 6}", number % 25, pick("ABCDEF"), pick(("Yes", "No")), pick(("Yes", "No", "")))
    note = "Reviewed with family" if number % 7 == 0 else ""
    return (*who, *known_as, need, *place, *home, *dates, *local, note, plan, plan + timedelta(days=30), "Case system")
