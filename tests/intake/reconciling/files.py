"""Published files as their publishers make them, whole, with numbers that add up; a test then puts one cell wrong."""

from __future__ import annotations

from rollcall.intake.reconciling.comparison import Reconciled
from rollcall.intake.reconciling.reconcile import reconcile
from tests.intake.workbooks import Cell, examined, sheet

AREA = ["time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code", "region_name", "new_la_code",
        "la_name"]  # fmt: skip
REGIONS, COUNCILS = 10, 15  # in each region
_ENGLAND = ["E92000001", "England"]


def areas() -> list[list[Cell]]:
    """England, ten regions and 150 councils, as the first columns of a data file have them, without the period."""
    rows: list[list[Cell]] = [["National", *_ENGLAND, "", "", "", ""]]
    for region in range(REGIONS):
        of = [f"E1200000{region}" if region != 7 else "E12000010", f"Region {region}"]
        rows.append(["Regional", *_ENGLAND, *of, "", ""])
        rows += [
            ["Local authority", *_ENGLAND, *of, f"E06000{region}{council:02}", f"Council {region}-{council}"] for council in range(COUNCILS)
        ]
    return rows


def summed(council: int) -> list[int]:
    """A number for each of those areas: one of a council, times its councils."""
    return [council * {"National": REGIONS * COUNCILS, "Regional": COUNCILS, "Local authority": 1}[str(row[0])] for row in areas()]


def place_of(area: str) -> int:
    """The place of an area in `areas`, from 0."""
    return next(place for place, row in enumerate(areas()) if area in row[-1:] or (row[0] == "Regional" and area == row[4]))


def data_file(period: list[Cell], heads: list[str], rows: list[list[Cell]], file: str) -> Reconciled:
    """The totals of a data file, of which each row is an area's place and its cells."""
    named = areas()
    whole = [[*period, *named[int(str(row[0]))], *row[1:]] for row in rows]
    return reconciled([[*AREA, *heads], *whole], file)


def reconciled(rows: list[list[Cell]], file: str, name: str = "data") -> Reconciled:
    """The totals of a file of one sheet."""
    (found,) = reconcile(examined(sheet(rows, name, file)).prepared)
    return found
