"""NHS numbers, UPNs and the partner's own references: cleaned, checked, and hashed with the store's key."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

NHS_LENGTH, UPN_LENGTH = 10, 13
_HMAC_BLOCK = 64  # bytes, for SHA-256
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"  # no I, O or S
_UPN = re.compile(r"[A-Z]\d{11}[A-Z0-9]")
_UPN_VALUE = {letter: index for index, letter in enumerate(_UPN_LETTERS)} | {digit: int(digit) for digit in "0123456789"}
_NOT_IN_IDENTIFIER = re.compile(r"[\s\-–—.,'/]+")
_NO_IDENTIFIER = frozenset(
    ("", "NA", "NK", "NONE", "NULL", "UNKNOWN", "NOTKNOWN", "TBC", "NOUPN", "NONHSNUMBER", "NONHS", "BLANK", "NIL", "?", "0", "0000000000")
)
_UPN_UNKNOWN = re.compile(r"UN(?:\d{1,2})?")  # SEN2's codes for a UPN that is not known

# DfE's three-digit council codes: the list in python-stdnum, with the councils made since (Dorset, BCP, Northamptonshire, Cumbria).
_LA_RANGES = (
    (201, 213),
    (301, 320),
    (330, 336),
    (340, 344),
    (350, 359),
    (370, 373),
    (380, 384),
    (390, 394),
    (420, 420),
    (800, 803),
    (805, 808),
    (810, 813),
    (815, 816),
    (821, 823),
    (825, 826),
    (830, 831),
    (835, 841),
    (845, 846),
    (850, 852),
    (855, 857),
    (860, 861),
    (865, 874),
    (876, 896),
    (908, 909),
    (916, 916),
    (919, 919),
    (921, 921),
    (925, 926),
    (928, 929),
    (931, 931),
    (933, 933),
    (935, 943),
)
_LA_CODES = frozenset(code for first, last in _LA_RANGES for code in range(first, last + 1))


class Check(Enum):
    """What the check of one identifier found."""

    GOOD = "good"
    BLANK = "blank"
    WRONG = "wrong"  # the check digit or letter, or the length, does not fit
    UNKNOWN_COUNCIL = "unknown council"  # well formed, from a council code that is not on the list


@dataclass(frozen=True, slots=True)
class Checked:
    """An identifier in its plain form with what the check found."""

    plain: str
    check: Check


def check_nhs_number(text: str) -> Checked:
    """Ten digits whose last is 11 less the weighted sum of the others, modulo 11 (11 counts as 0, 10 never occurs)."""
    plain = text if text.isdecimal() else _NOT_IN_IDENTIFIER.sub("", _WRITTEN_AS_DECIMAL.sub(r"\1", text)).upper()
    if plain in _NO_IDENTIFIER:
        return Checked("", Check.BLANK)
    if len(plain) != NHS_LENGTH or not (plain.isascii() and plain.isdecimal()) or len(set(plain)) == 1:
        return Checked(plain, Check.WRONG)
    a, b, c, d, e, f, g, h, i, last = map(int, plain)
    digit = 11 - (10 * a + 9 * b + 8 * c + 7 * d + 6 * e + 5 * f + 4 * g + 3 * h + 2 * i) % 11
    return Checked(plain, Check.GOOD if digit % 11 == last and digit != 10 else Check.WRONG)


def good_nhs_numbers(texts: Sequence[str]) -> np.ndarray:
    """Which of many texts are ten digits with the right check digit, worked out all at once."""
    plain = np.array([text.isascii() and text.isdecimal() and len(text) == NHS_LENGTH for text in texts], bool)
    if not plain.any():
        return plain
    joined = "".join(text for text, ten in zip(texts, plain.tolist(), strict=True) if ten)
    digits = np.frombuffer(joined.encode("ascii"), np.uint8).reshape(-1, NHS_LENGTH).astype(np.int32) - ord("0")
    check = 11 - (digits[:, :9] @ np.arange(10, 1, -1)) % 11
    good = (check % 11 == digits[:, 9]) & (check != 10) & (digits != digits[:, :1]).any(axis=1)
    plain[plain] = good
    return plain


def check_upn(text: str) -> Checked:
    """A check letter, council, school, year and serial; the last character of a temporary one is a letter."""
    plain = _NOT_IN_IDENTIFIER.sub("", text).upper()
    if plain in _NO_IDENTIFIER or _UPN_UNKNOWN.fullmatch(plain):
        return Checked("", Check.BLANK)
    if not _UPN.fullmatch(plain):
        return Checked(plain, Check.WRONG)
    value = _UPN_VALUE
    try:
        total = sum(weight * value[letter] for weight, letter in enumerate(plain[1:], 2))
    except KeyError:
        return Checked(plain, Check.WRONG)
    if _UPN_LETTERS[total % 23] != plain[0]:
        return Checked(plain, Check.WRONG)
    return Checked(plain, Check.GOOD if int(plain[1:4]) in _LA_CODES else Check.UNKNOWN_COUNCIL)


def says_upn_is_unknown(text: str) -> bool:
    """Whether a code stands in the place of a UPN and says that it is not known: UN1, UN2 and so on."""
    return _UPN_UNKNOWN.fullmatch(text.strip().upper()) is not None


def good_upns(texts: Sequence[str]) -> np.ndarray:
    """Which of many texts are permanent UPNs of known councils with the right check letter, worked out all at once."""
    plain = np.array([len(text) == UPN_LENGTH and text.isascii() and text[1:].isdecimal() for text in texts], bool)
    if not plain.any():
        return plain
    joined = "".join(text for text, sound in zip(texts, plain.tolist(), strict=True) if sound)
    codes = np.frombuffer(joined.encode("ascii"), np.uint8).reshape(-1, UPN_LENGTH)
    digits = codes[:, 1:].astype(np.int32) - ord("0")
    letters = np.frombuffer(_UPN_LETTERS.encode("ascii"), np.uint8)
    right = letters[digits @ np.arange(2, 14) % 23] == codes[:, 0]
    plain[plain] = right & np.isin(digits[:, :3] @ np.array((100, 10, 1)), list(_LA_CODES))
    return plain


def hashed(kind: str, plain: str, key: bytes) -> str:
    """A keyed hash, 32 hexadecimal characters: the same identifier always gives the same hash in one store, and no way back."""
    return hmac.digest(key, f"{kind}:{plain}".encode(), "sha256").hex()[:32]


def hashed_all(kind: str, plains: Sequence[str], key: bytes) -> list[str]:
    """`hashed` of many, in a third of the time: HMAC's two beginnings depend on the key alone, so they are made once (RFC 2104).
    A key that is longer than a block is hashed first, as the same RFC says."""
    padded = (hashlib.sha256(key).digest() if len(key) > _HMAC_BLOCK else key).ljust(_HMAC_BLOCK, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in padded) + f"{kind}:".encode())
    outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in padded))
    hashes = []
    for plain in plains:
        inside, outside = inner.copy(), outer.copy()
        inside.update(plain.encode())
        outside.update(inside.digest())
        hashes.append(outside.hexdigest()[:32])
    return hashes


_WRITTEN_AS_DECIMAL = re.compile(r"^(\d+)\.0+$")  # 1001.0, as programs write whole numbers
_LOCAL_BLANK = frozenset(("-", "n/a", "na", "none", "null", "unknown", "not known", "tbc", "?", "#n/a", "nil"))


def clean_local_id(text: str) -> str | None:
    """A partner's own reference as typed, with spaces tidied; None when it says that there is none."""
    plain = text if text.isalnum() else _WRITTEN_AS_DECIMAL.sub(r"\1", " ".join(text.split()))
    return None if not plain or plain.lower() in _LOCAL_BLANK else plain
