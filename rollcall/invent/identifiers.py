"""Identifiers that pass their checks and can belong to nobody: NHS's own test range, and council codes and school numbers nobody has."""

from __future__ import annotations

from collections.abc import Iterator

from stdnum.gb import upn

COUNCIL_CODE = "199"  # never given to a council
REAL_COUNCIL_CODE = "909"  # Cumbria's, which gave no more of them from 2023


def nhs_numbers(first: int = 1) -> Iterator[str]:
    """NHS numbers from 999 000 0018 on, the range that the NHS keeps for testing, each with its check digit."""
    for middle in range(first, 1_000_000):
        stem = f"999{middle:06d}"
        check = -sum(int(digit) * weight for digit, weight in zip(stem, range(10, 1, -1), strict=True)) % 11
        if check < 10:
            yield f"{stem}{check}"


def wrong_nhs_number(right: str) -> str:
    """The same number with a check digit that is one out."""
    return right[:-1] + str((int(right[-1]) + 1) % 10)


def unique_pupil_number(school: int, year: int, serial: int) -> str:
    """A UPN with its check letter: council, school, year of entry, serial."""
    body = f"{COUNCIL_CODE}{school:04d}{year % 100:02d}{serial:03d}"
    return upn.calc_check_digit("A" + body) + body


def pupil_number_of_a_real_council(invented: str) -> str:
    """An invented UPN with the code of a real council and its check letter. DfE numbers no school from 0, so it can belong to nobody."""
    school, rest = int(invented[4:8]), invented[8:]
    body = f"{REAL_COUNCIL_CODE}0{school // 1000}{school % 100:02d}{rest}"
    return upn.calc_check_digit("A" + body) + body


def wrong_pupil_number(right: str) -> str:
    """The same UPN with the next check letter."""
    letters = "ABCDEFGHJKLMNPQRTUVWXYZ"
    return letters[(letters.index(right[0]) + 1) % len(letters)] + right[1:]
