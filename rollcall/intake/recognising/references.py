"""Whether a column that nothing else names could hold the partner's own references to the child, by its heading and all of its values."""

from __future__ import annotations

import re

from rollcall.intake.recognising.columns import Coded
from rollcall.intake.recognising.hints import looks_like_a_reference

_OFFICIAL = r"(?:upn|unique pupil number|nhs(?: no| num| number)?)"
_OWN = (
    r"(?:(?:local|other|our|own|child|childs|pupil|patient|client|hospital|system|la) )?"
    r"(?:id|ids|ref|refs|reference|number|no|code|identifier)"
)
_EITHER = re.compile(rf"{_OFFICIAL}(?: or| and)? {_OWN}|{_OWN}(?: or| and)? {_OFFICIAL}")
_SPACES = re.compile(r"[\s\-–—.,'/]+")
_LIKE_AN_OFFICIAL_ONE = re.compile(r"\d{9,10}|[A-Za-z]\d{11}[A-Za-z0-9]|\d{12}[A-Za-z0-9]?")


def could_name_the_child(form: str, column: Coded) -> bool:
    """Whether a folded heading says that its column holds references; 'UPN / ID' does where nothing under it is like a UPN or NHS number.

    Every value is looked at, not a sample: a UPN that was taken for a reference would be kept as it is.
    """
    if looks_like_a_reference(form):
        return True
    return _EITHER.fullmatch(form) is not None and not any(_LIKE_AN_OFFICIAL_ONE.fullmatch(_SPACES.sub("", word)) for word in column.words)
