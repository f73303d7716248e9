"""Partners' words and numbers in code columns: what each word stands for, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from rapidfuzz import fuzz, process

from rollcall.definitions import codes as lists
from rollcall.definitions.table import Codes, fold
from rollcall.intake.choices import word_key
from rollcall.intake.values.numerals import real_number

NOTHING_SAID: Mapping[str, str | None] = MappingProxyType({})

BLANK_WORDS = frozenset(
    (
        "", "-", "--", "?", ".", "..", "n/a", "na", "n.a.", "#n/a", "n/k", "nk", "null", "nil", "nan", "blank", "tbc", "tba", "tbd",
        "to be confirmed", "unknown", "not known", "not recorded", "not applicable", "(blank)", "not stated", "no data", "missing",
        "none", "none recorded"
    )
)  # fmt: skip
_TURNS_ROUND = frozenset(
    (
        "no", "not", "non", "never", "without", "ex", "former", "formerly", "previous", "previously", "ceased", "refused",
        "declined", "pending", "awaiting", "requested", "request", "applied", "application", "draft", "un", "unable", "cannot",
        "possible", "query", "considered", "considering", "needs", "assessment", "assessments", "needed", "required", "closed",
        "rejected", "unregistered", "n", "ehcna", "discharged", "was", "ended", "ends", "lapsed", "discontinued", "transferred",
        "transferring", "pre", "my", "resolved", "enquiry", "enquiries", "potential", "potentially", "planned", "expected",
        "proposed", "intended", "then", "if", "unless", "except", "withdrawn", "cancelled", "stopped", "finished", "leaver",
        "leavers", "deceased", "discharge"
    )
)  # fmt: skip
_STILL_ON = frozenset(("awaiting", "pending", "needs", "needed", "required", "requested", "request", "assessment", "assessments"))
_WITH_A_DOUBT = frozenset(("query", "possible", "application", "applied", "cannot", "unable"))
_TURNS_A = {
    lists.CATEGORY: (_TURNS_ROUND - _STILL_ON) | {"return", "returned", "returning", "found", "checks", "complaint", "complaints", "risk"},
    lists.ASSESSMENT: (_TURNS_ROUND - _STILL_ON - _WITH_A_DOUBT - {"n", "pre", "my"})
    | {"review", "reviews", "medication", "titration", "follow", "adult", "adults"},
    lists.PRIMARY_NEED: (_TURNS_ROUND - {"needs", "n", "my", "assessment", "assessments"}),
    lists.SERVICE: (_TURNS_ROUND - _STILL_ON - {"n", "my", "if"}) | {"adult", "adults"},
    lists.OUTCOME: _TURNS_ROUND | {"left", "home", "ehe", "eotas", "cme", "tuition"},
}
_TURNS_LITTLE = frozenset(("no", "not", "non", "never", "without", "unregistered"))
_TURNS_MUCH = (lists.SEN_STATUS, lists.ACCESS_STATUS, lists.SOCIAL_CARE, lists.YES_NO_SOME, lists.WAIT_OUTCOME)
_ANOTHER_THING = {lists.SERVICE: ("occupational health",)}
_HARMLESS = frozenset(
    (
        "service", "services", "team", "the", "and", "of", "for", "in", "a", "an", "on", "at", "with", "to", "by", "or", "child",
        "children", "childrens", "north", "south", "east", "west", "central", "pathway", "clinic", "list", "community", "nhs",
        "trust", "therapy", "therapist", "therapies", "assessment", "assessments", "referral", "referrals", "register", "registered",
        "type", "status", "category", "level", "school", "schools", "age", "aged", "young", "people", "person", "cyp", "paediatric",
        "paediatrics", "specialist", "only", "plan", "plans", "order", "group", "support", "needs", "need", "send", "sen", "code",
        "provision", "programme", "package", "diagnosis", "diagnostic", "waiting", "education", "educated", "educational",
        "timetable", "disorder", "condition", "spectrum", "difficulties", "difficulty", "disability", "health", "care", "social",
        "term", "week", "weeks", "years", "year", "current", "currently", "place", "query", "suspected", "awaiting"
    )
)  # fmt: skip
LONGEST_WORD = 300  # characters: what is longer is a text and no word of a list
HELD_INSIDE = 0.8  # how sure a word is that holds a known one among words that are not known
_PARTS = re.compile(r"\s*(?:\s[-–—:/|]+\s|[-–—:|(=)\[\];]\s*)\s*")
_CLOSE_ENOUGH = 88.0  # rapidfuzz ratio out of 100 between a typed word and a known one
_YES = frozenset(("yes", "y", "true", "1", "x", "t", "tick", "✓", "✔"))
_NO = frozenset(("no", "n", "false", "0", "f"))


@dataclass(frozen=True)
class ValueMatch:
    """What one typed word of a code column was taken for: the code, or None when it is not known."""

    column: str
    typed: str
    code: str | None
    confidence: float
    rows: int
    unknown: bool = False  # the list does not know it: without a code it says that the cell is empty


@cache
def _words(codes: Codes) -> tuple[dict[str, str], tuple[str, ...]]:
    known = {word: code for word, code in codes.by_word.items() if word}
    return known, tuple(word for word in known if len(word) >= 5)


def _code_of_parts(codes: Codes, text: str) -> tuple[str, float] | None:
    """'E - EHC plan', 'Autism (ASD)': each part that is known stands for one and the same code."""
    parts = [fold(part) for part in _PARTS.split(text)]
    known, _ = _words(codes)
    found = _but_other({known[part] for part in parts if part in known})
    if any(len(part) > 2 and any(letter.isdigit() for letter in part) for part in parts if part not in known):
        return None  # 'EHC-00417' is a reference
    rest = {token for part in parts if part not in known for token in part.split()}
    if len(found) != 1 or rest & turning_words(codes) or rest & _TURNS_ROUND & {part.split()[0] for part in parts if part}:
        return None
    return found.pop(), _how_sure(rest)


def turning_words(codes: Codes) -> frozenset[str]:
    """Words beside a known one that make another thing of it: 'previously', 'enquiry', 'closed'."""
    return frozenset(_TURNS_A.get(codes, _TURNS_ROUND if codes in _TURNS_MUCH else _TURNS_LITTLE))


def _how_sure(rest: set[str]) -> float:
    return 0.95 if all(token in _HARMLESS or token.isdigit() or len(token) == 1 for token in rest) else HELD_INSIDE


def _code_inside(codes: Codes, folded: str) -> tuple[str, float] | None:
    """'Speech and language therapy service (North)' holds the words of one code, and no word that turns it round."""
    known, _ = _words(codes)
    tokens = folded.split()
    if len(tokens) < 2 or len(tokens) > 12 or any(thing in folded for thing in _ANOTHER_THING.get(codes, ())):
        return None
    found: dict[str, set[str]] = {}
    taken: set[int] = set()
    for size in range(min(len(tokens), 7), 0, -1):
        for start in range(len(tokens) - size + 1):
            phrase = " ".join(tokens[start : start + size])
            span = set(range(start, start + size))
            if (
                len(phrase) >= 3
                and phrase in known
                and not span & taken
                and not phrase.isdigit()
                and phrase not in _YES | _NO | {"other", "none", "support"}
            ):
                taken |= span
                found.setdefault(known[phrase], set()).add(phrase)
    rest = {token for place, token in enumerate(tokens) if place not in taken}
    if codes is lists.ASSESSMENT and {"autism", "adhd"} <= set(found) <= {"autism", "adhd", "neurodevelopmental"}:
        return "neurodevelopmental", HELD_INSIDE if rest & turning_words(codes) else 0.95
    codes_found = _but_other(set(found))
    return (codes_found.pop(), min(0.9, _how_sure(rest))) if len(codes_found) == 1 and not rest & turning_words(codes) else None


def _but_other(found: set[str]) -> set[str]:
    """'Closed - moved out of area' is the more telling of the two."""
    return found - {"other"} if len(found) > 1 else found


def _code_close(codes: Codes, folded: str) -> tuple[str, float] | None:
    """The code of the word that is a slip of the finger away, when no word of another code is as close."""
    if len(folded) < 5:
        return None
    known, long_words = _words(codes)
    near = process.extract(folded, long_words, scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH, limit=4)
    tokens = set(folded.split())
    same_way = [(word, score) for word, score, _ in near if tokens & _TURNS_ROUND == set(word.split()) & _TURNS_ROUND]
    if not same_way or len({known[word] for word, score in same_way if score >= same_way[0][1] - 2}) > 1:
        return None
    word, score = same_way[0]
    return known[word], round(score / 100 * 0.95, 2)


@lru_cache(maxsize=20_000)
def code_of(codes: Codes, text: str) -> tuple[str | None, float]:
    """The code that a typed word stands for and how sure that is, 0 to 1; no code when the list does not know the word."""
    if len(text) > LONGEST_WORD:
        return None, 0.0
    text = " ".join(text.split())
    folded = fold(text)
    known, _ = _words(codes)
    if codes in _TURNS_A and codes is not lists.ASSESSMENT and len(folded) > 1 and text.rstrip().endswith("?"):
        return None, 0.0  # 'EHE?' asks
    if folded in known:
        return known[folded], 1.0
    if len(folded) > 3 and all(len(token) == 1 for token in folded.split()) and (letters := folded.replace(" ", "")) in known:
        return known[letters], 0.95
    if folded.isdigit() and folded.zfill(2) in known:
        return known[folded.zfill(2)], 0.95
    if found := _code_of_parts(codes, text) or _code_close(codes, folded) or _code_inside(codes, folded):
        return found
    return None, 0.0


def is_blank_word(text: str) -> bool:
    """Whether a cell says in a word that it is empty."""
    return text.strip().lower() in BLANK_WORDS


@cache
def vocabulary() -> frozenset[str]:
    """The single words that coded lists are made of: nobody's name."""
    return frozenset(token for codes in lists.ALL_CODES for word in codes.by_word for token in word.split()) | _HARMLESS | _TURNS_ROUND


def yes_or_no(text: str) -> bool | None:
    """Yes, no, or neither: Y, TRUE, 1, a tick."""
    word = text.strip().lower().rstrip(".")
    return True if word in _YES else False if word in _NO else None


@dataclass(frozen=True)
class ReadWords:
    """The codes of the distinct values of a column; `unknown` tells a word the list does not know from a blank one."""

    codes: tuple[str | None, ...]
    unknown: tuple[bool, ...]
    confidence: tuple[float, ...]


def read_codes(
    codes: Codes, words: Sequence[str], heading: str, keeps_unknown: bool, chosen: Mapping[str, str | None] = NOTHING_SAID
) -> ReadWords:
    """Translate the distinct values of a coded column. With `keeps_unknown`, a word outside the list stays as typed."""
    found: list[str | None] = []
    unknown: list[bool] = []
    confidence: list[float] = []
    yes = _what_yes_means(codes, heading)
    receives = codes is lists.ACCESS_STATUS and bool(
        set(fold(heading).split()) & {"receiving", "receipt", "place", "accessing", "receives"}
    )
    for word in words:
        if chosen and (key := word_key(word)) in chosen:
            found.append(chosen[key])
            unknown.append(False)
            confidence.append(1.0)
            continue
        code, sure = code_of(codes, word)
        if receives and yes_or_no(word) is False:  # not receiving: not needed, not referred or waiting is not said
            code, sure = None, 0.0
        if yes and (answer := yes_or_no(word)) is not None:
            code, sure = (yes if answer else "N"), 0.9
        if code is None and is_blank_word(word):
            found.append(None)
            unknown.append(False)
        elif code is None and keeps_unknown:
            found.append(" ".join(word.split()))
            unknown.append(False)
        else:
            found.append(code)
            unknown.append(code is None)
        confidence.append(sure)
    return ReadWords(tuple(found), tuple(unknown), tuple(confidence))


def _what_yes_means(codes: Codes, heading: str) -> str | None:
    """Under the heading 'EHCP', yes is a plan; under 'SEN support', yes is support. Under 'SEN' alone it is not known which."""
    if codes is not lists.SEN_STATUS:
        return None
    folded = set(fold(heading).split())
    plan, support = bool(folded & {"ehcp", "ehc", "plan", "ehcps"}), bool(folded & {"support", "k", "sens"})
    return "E" if plan and not support else "K" if support and not plan else None


_NUMBER = re.compile(
    r"(?:£|~|c\.?)?\s*(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?|-?\.\d+)\s*(?:h|hr|hrs|hours?|sessions?|sess|%|pw|"
    r"per week|p/w|a week|hrs pw|hours pw|hours per week|days?|children|pupils)?\.?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(\d{1,3}):(\d{2})(?::\d{2})?")


_NOT_HOURS = re.compile(r"\d\s*(?:sessions?|sess|%|days?|children|pupils)\.?$", re.IGNORECASE)


def counts_something_else(text: str) -> bool:
    """Whether a number under a heading of hours says that it is of days, sessions or per cent."""
    return _NOT_HOURS.search(text.strip()) is not None


def read_number(text: str) -> float | None:
    """A number as people type it: 1,840 and 12.5 hrs and 12:30 for hours and minutes; None when it is not one."""
    plain = text.strip()[:LONGEST_WORD]
    if found := _NUMBER.fullmatch(plain):
        return real_number(found[1].replace(",", ""))
    if found := _CLOCK.fullmatch(plain):
        return int(found[1]) + int(found[2]) / 60 if int(found[2]) < 60 else None
    return None
