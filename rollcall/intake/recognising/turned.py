"""Tells labels that name a list of children from those that turn it round: 'Ex-EHE', 'EHE enquiries', 'No longer CME'."""

from __future__ import annotations

from collections.abc import Sequence

from rollcall.definitions.table import Codes
from rollcall.intake.values.words import turning_words

_AS_FAR_AS = 2  # words before and after a name
_OF_FILES = frozenset(("draft", "return", "my", "n", "pre", "if", "then", "assessment", "assessments"))  # in the names of lists of any kind
_MORE = frozenset(("requests", "refusals", "closures", "returners", "archive", "archived", "historic", "historical", "old"))
_BOTH = frozenset(("open", "new", "current", "active", "starters", "started", "opened"))  # beside 'closed' the list holds all of them
_OVER = frozenset(("closed", "ended", "ceased", "leavers", "leaver", "finished", "previous", "former", "returned", "closures"))
_PERIODS = frozenset(("month", "week", "year", "quarter", "term", "period", "half"))
_PLACES = frozenset(("in", "on", "at", "attending", "accessing", "receiving", "registered", "enrolled"))
_WHERE = frozenset(("school", "education", "roll", "a", "full", "provision", "learning"))


def is_turned_round(codes: Codes, tokens: Sequence[str], spans: Sequence[range]) -> bool:
    """Whether a word beside one of the names, which stand at `spans`, makes another thing of it."""
    named = {place for span in spans for place in span}
    beside = {
        place
        for span in spans
        for place in (*range(span.start - _AS_FAR_AS, span.start), *range(span.stop, span.stop + _AS_FAR_AS))
        if 0 <= place < len(tokens) and place not in named
    }
    turning = (turning_words(codes) - _OF_FILES) | _MORE
    return any(tokens[place] in turning and not _means_something_else(tokens, place) for place in beside)


def _means_something_else(tokens: Sequence[str], place: int) -> bool:
    """'month ended', 'table no 2', 'not in school', and 'open and closed' turn nothing round."""
    before, word = tokens[place - 1] if place else "", tokens[place]
    after = [*tokens[place + 1 : place + 3], "", ""]
    if word in _OVER and set(tokens) & _BOTH:
        return True
    if word in ("ended", "ends") and before in _PERIODS:
        return True
    if word == "no" and after[0].isdigit():
        return True
    return word == "not" and after[0] in _PLACES and (after[1] in _WHERE or after[0].endswith("ing"))
