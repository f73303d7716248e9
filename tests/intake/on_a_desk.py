"""Short ways to look at the one sheet of a drop that waits on a desk."""

from rollcall.intake.choices import SheetKey
from rollcall.intake.drop import Drop
from rollcall.intake.examined import ExaminedSheet


def only(drop: Drop) -> tuple[SheetKey, ExaminedSheet]:
    """The only sheet, and the key of what is chosen for it."""
    ((file, sheet),) = [(file, sheet) for file in drop.examined.files for sheet in file.sheets]
    return file.key_of(sheet), sheet


def kept(drop: Drop, column: str) -> list[object]:
    """A column of every row that would be kept."""
    return [value for part in drop.examined.prepared for value in part.rows[column].to_pylist()]
