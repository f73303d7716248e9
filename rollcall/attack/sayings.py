"""The numbers in the sentences under an answer: each read as a number of the set that the sentence speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rollcall.answers.answer import Answer
from rollcall.attack.counts import Condition, Count, is_
from rollcall.attack.knowledge import OUT, SCOPE
from rollcall.attack.reading import Shown, place_of
from rollcall.attack.rule import MANY, Rule
from rollcall.definitions.tables import BY_NAME

_NUMBER = re.compile(r"(?P<fewer>fewer than )?(?<![\w.,])(?P<number>\d+(?:,\d{3})*)", re.IGNORECASE)
_SEVERAL = re.compile(r"^(.*?) child(?:ren)? (?:is|are) in more than one category, so the categories add to more than (.*)\.$")
_UNLISTED = re.compile(r"^(.*?) child(?:ren)? in (.+?) (?:is|are) not in the list of children")
_CANDIDATES = re.compile(r"^(.*?) child(?:ren)? who may be out of school (?:is|are) not counted: they (.+?)\. The lead")
_SOURCES = {
    "missed half": "attendance",
    "on no school": "no_establishment",
    "marked as home educated": "home_educated_flag",
    "other arrangements by the council": "sen2_eotas",
    "other arrangements by their parents": "sen2_ehe",
    "a plan and no placement": "sen2_cme",
}


def read_sayings(answer: Answer, rule: Rule, month: int) -> tuple[list[Shown], list[str]]:
    """What the sentences tell, and those that tell a number of nobody knows whom."""
    shown: list[Shown] = []
    strange = []
    for note in answer.footnotes:
        told = list(_told(note, answer, month))
        shown += [saying for count, words in told for saying in _shown(count, words, rule, f"{place_of(answer)}, under it: {note}")]
        placed = {match["number"] for _, words in told for match in _NUMBER.finditer(words)}
        of_the_rule = {str(rule.fewest_shown), str(rule.nearest), "92", "100"}
        if {match["number"] for match in _NUMBER.finditer(note)} - placed - of_the_rule:
            strange.append(f"{place_of(answer)}: a sentence under it tells a number that stands in no table: {note}")
    return shown, strange


def _told(note: str, answer: Answer, month: int) -> Iterator[tuple[Count, str]]:
    kept = f" (kept {month})"
    if found := _SEVERAL.match(note):
        out = Count(SCOPE, answer.as_at, frozenset([OUT]))
        yield out.with_(is_("in several categories", "yes")), found[1]
        yield out, found[2]
    elif found := _UNLISTED.match(note):
        table = next((name for name, table in BY_NAME.items() if table.title.lower() == found[2]), None)
        if table is not None:
            yield Count(f"children in no list{kept}", None, frozenset([is_("spreadsheet", table)])), found[1]
    elif found := _CANDIDATES.match(note):
        source: Condition | None = next((is_("source", name) for words, name in _SOURCES.items() if words in found[2]), None)
        if source is not None:
            yield Count(f"candidates{kept}", answer.as_at, frozenset([source])), found[1]


def _shown(count: Count, words: str, rule: Rule, place: str) -> Iterator[Shown]:
    match = _NUMBER.search(words)
    if match is None:
        yield Shown(count, None, 1, MANY, place)  # without anybody there would be no sentence
    elif match["fewer"]:
        yield Shown(count, None, 1, int(match["number"].replace(",", "")) - 1, place)
    else:
        value = int(match["number"].replace(",", ""))
        yield Shown(count, value, *rule.true_numbers(value), place)
