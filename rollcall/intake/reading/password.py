"""Opens workbooks that Excel locks with its own well-known password; those with a person's password are refused."""

import io
import struct

import msoffcrypto
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

from rollcall.errors import FileRefused

DAMAGED = (DecryptionError, FileFormatError, InvalidKeyError, ParseError, OSError, ValueError, LookupError, struct.error)
EXCELS_OWN = "VelvetSweatshop"
NEEDS_ITS_KEY = (
    "This workbook is protected with a password, so it cannot be read. "
    "Open it in Excel, choose File, Info, Protect Workbook, Encrypt with Password, clear the password, save, and bring it in again."
)


def unlock(data: bytes) -> bytes:
    """Give the workbook as it is inside; FileRefused when it needs a password that only a person knows."""
    unlocked = io.BytesIO()
    try:
        locked = msoffcrypto.OfficeFile(io.BytesIO(data))
        locked.load_key(password=EXCELS_OWN)
        locked.decrypt(unlocked)
    except DAMAGED as problem:
        raise FileRefused(NEEDS_ITS_KEY) from problem
    return unlocked.getvalue()


def is_locked(data: bytes) -> bool:
    """Whether an older workbook (.xls) is encrypted."""
    try:
        return bool(msoffcrypto.OfficeFile(io.BytesIO(data)).is_encrypted())
    except DAMAGED:
        return False
