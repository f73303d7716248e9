"""Every check, by its code, in four kinds: of one cell, of one row, of a whole sheet, and across rows, sheets, files and what is kept."""

from rollcall.definitions.check import Check
from rollcall.definitions.checks import across, cells, published, rows, sen2, sheets

KINDS: dict[str, tuple[Check, ...]] = {
    "One cell": cells.CHECKS,
    "One row": rows.CHECKS,
    "A whole sheet": sheets.CHECKS,
    "A SEN2 return": sen2.CHECKS,
    "A published statistic": published.CHECKS,
    "Across rows, sheets, files and what is kept": across.CHECKS,
}
CHECKS: dict[str, Check] = {check.code: check for checks in KINDS.values() for check in checks}
