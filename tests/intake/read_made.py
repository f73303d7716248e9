"""Short ways to read made files in the reading tests."""

from rollcall.intake.reading.limits import USUAL, Limits
from rollcall.intake.reading.read import Dropped, ReadFile, Sheet, read_files


def read_one(data: bytes, name: str = "register.xlsx", limits: Limits = USUAL) -> ReadFile:
    """Read one file."""
    return read_files([Dropped(name, data)], limits=limits)[0]


def only_sheet(data: bytes, name: str = "register.xlsx") -> Sheet:
    """Read one file that has one sheet and is not refused."""
    read = read_one(data, name)
    assert read.refused is None
    assert len(read.sheets) == 1
    return read.sheets[0]


def refusal(data: bytes, name: str = "register.xlsx", limits: Limits = USUAL) -> str:
    """Read one file that is refused, and give the sentence."""
    read = read_one(data, name, limits)
    assert read.refused is not None
    assert read.sheets == ()
    return read.refused


def cell(sheet: Sheet, address: str) -> str | None:
    """The text of the cell with an address like "B3"."""
    letters = address.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return sheet.row(int(address[len(letters) :]) - 1)[column - 1]
