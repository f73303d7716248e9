"""Columns that may say otherwise, row by row, than a sheet's name, title or file name says of them all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass

from rollcall.definitions import codes as lists
from rollcall.definitions.table import Codes, Column, fold
from rollcall.intake.recognising.shapes import Shape
from rollcall.intake.values.words import code_of

_MOST_WORDS, _MOST_AS_TYPED = 12, 24
_FILLED, _ENOUGH_UNDER_ITS_HEADING, _ENOUGH, _MOSTLY = 0.5, 0.25, 0.6, 0.5
_SURE_OF_READ = 0.6
_ASKED_ABOUT = ("category", "assessment", "service", "status", "sen_status")
_TELLS = {
    "category": "group kind type category cohort strand pathway register",
    "assessment": "strand pathway condition assessment diagnosis",
    "service": "strand discipline service therapy",
    "status": "stage status position state where",
}  # headings made of these words say what each row is, whatever words stand under them
_TELLS_WITH_A_WORD = {
    "category": "status stage position where kind type group category strand pathway register code state",
    "assessment": "kind type group category code",
    "service": "kind type group category pathway code where",
    "sen_status": "status stage kind type group category register code",
}  # and these when a word of the list stands under them
_SMALL_WORDS = "of the a in is are at on now they current child children pupil pupils case cases record list which what"
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:school\w*|setting\w*|placement\w*|officer\w*|worker\w*|lead|names?|referr\w*|source|reason\w*|outcome\w*|destination\w*|previous\w*|"
    r"former\w*|last|next|prior|other|existing|known|second\w*|dates?|by|from|to|needs?|parent\w*|sibling\w*|provider\w*|locality|area|ward|"
    r"ethnic\w*|sex|gender|language\w*|visit\w*|contact\w*|appointment\w*|review\w*|notes?|comments?|risk\w*|priority|years?|age|phase|"
    r"attend\w*|involved|consent\w*|ehcp?|transport|funding|flags?|barrier\w*|problem\w*|social)\b"
)
_SAYS_SOMETHING_ELSE = re.compile(
    r"\b(?:visits?|calls?|phone\w*|telephone|letters?|emails?|meetings?|virtual|online|video|face|high|medium|low|red|amber|green|urgent|"
    r"routine|new|existing|initial|follow|review|annual|open\w*|closed?|active|inactive|live|ended|ceased|complete\w*|pending|suitable|"
    r"unsuitable|satisfactory|unsatisfactory|boys?|girls?|male|female|primary|secondary|full|permanent|fixed|temporary|weekly|monthly|termly)\b"
)
_OTHER_LISTS = (lists.REASON, lists.OUTCOME, lists.DESTINATION, lists.SOCIAL_CARE, lists.PRIMARY_NEED, lists.SEX, lists.BARRIER)


@dataclass(frozen=True)
class Contradicted:
    """A column of the table that a label speaks for, and where the column stands that may say otherwise."""

    column: str
    place: int
    confidence: float  # with which it is read; 0 where it is not read, and asked about


def contradicted(
    column: Column, said: str, headings: Mapping[int, str], shapes: Mapping[int, Shape], not_these: Set[int]
) -> Contradicted | None:
    """The column, not read so far, that may say otherwise than the one code said of every row: the one that fits best."""
    codes = column.codes
    if codes is None or column.name not in _ASKED_ABOUT:
        return None
    found = [
        (_worth(column.name, codes, said, heading, shapes[place]), -place)
        for place, heading in headings.items()
        if place in shapes and place not in not_these and _could_say(shapes[place])
    ]
    worth, place = max(((worth, place) for worth, place in found if worth is not None), default=(None, 0))
    return None if worth is None else Contradicted(column.name, -place, _SURE_OF_READ if worth > 0 else 0.0)


def _could_say(shape: Shape) -> bool:
    """Whether a column holds few words, over and over, that are no dates, numbers, references, answers or sentences."""
    column = shape.column
    if len(column.dictionary) > _MOST_AS_TYPED or not 0 < shape.seen <= _MOST_WORDS or not shape.repeats:
        return False
    filled = int(column.filled.sum())
    other = max(shape.yes_or_no, shape.long_text, shape.identifiers)
    return filled >= _FILLED * len(column.rows) and other < _MOSTLY


def _worth(name: str, codes: Codes, said: str, heading: str, shape: Shape) -> float | None:
    """How well a column is read for the label's: the share of its rows that fit, 0 to ask about it; None when it is about another thing."""
    words = [(word, code) for word in shape.words if (code := code_of(codes, word)[0])]
    if len(words) == shape.seen and all(code == said for _, code in words):
        return None
    share, telling = shape.words_of(codes), shape.telling_words_of(codes)
    told = set(fold(heading).split()) - set(_SMALL_WORDS.split())
    if told and told <= set(_TELLS.get(name, "").split()):
        if telling and share >= _ENOUGH_UNDER_ITS_HEADING:
            return share
        return 0.0 if words or (shape.seen > 1 and not _speaks_of_something_else(shape)) else None
    if not telling:
        return None
    if told <= set(_TELLS_WITH_A_WORD.get(name, "").split()):
        return share if share >= _ENOUGH_UNDER_ITS_HEADING else 0.0
    otherwise = {code for _, code in words if code != said}
    if not otherwise or _OF_SOMETHING_ELSE.search(fold(heading)) or _speaks_another_list(shape):
        return None
    if name == "status" and (share < _MOSTLY or len({code for _, code in words}) < 2):
        return None
    return share if share >= _ENOUGH else 0.0


def _speaks_of_something_else(shape: Shape) -> bool:
    """Whether the words are those of visits, urgency, or how far a case is, or of a list about something else, or no words at all."""
    other = [word for word in shape.words if len(word) < 3 or _SAYS_SOMETHING_ELSE.search(fold(word))]
    return len(other) >= _MOSTLY * shape.seen or _speaks_another_list(shape)


def _speaks_another_list(shape: Shape) -> bool:
    known = (sum(code_of(codes, word)[1] >= 0.9 for word in shape.words) for codes in _OTHER_LISTS)
    return max(known) > _MOSTLY * shape.seen
