"""Which pairs are one child for sure, which a person has to look at, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rollcall.intake.linkage.likeness import Likeness, are_one, births_compared, contradicts, likenesses
from rollcall.intake.linkage.records import ListedChild, Pair, UnlistedChild

SURE = 0.99  # from here on a pair is taken for one child, unless something speaks against it
POSSIBLE = 0.75  # from here on a person is asked
_TIMES_LIKELIER = 1000  # than any other child, or a person is asked
_TIMES_LIKELIER_BY_NAME = 20  # where only the one has the very same first name: brothers and sisters, twins among them


class Verdict(StrEnum):
    """What a pair is taken for."""

    SURE = "sure"
    POSSIBLE = "possible"
    SAID_SAME = "said_same"
    SAID_DIFFERENT = "said_different"


@dataclass(frozen=True, slots=True)
class Match:
    """A child whom no list has, a listed child, and what the two are taken for."""

    unlisted: UnlistedChild
    listed: ListedChild
    probability: float
    verdict: Verdict
    why: str = ""  # what keeps a pair that is likely enough from being taken for one child
    before: bool = False  # it was found or said when an earlier drop was kept

    @property
    def key(self) -> str:
        """What the answer about the pair is remembered by. It says nothing of either child."""
        return pair_key(self.unlisted.mark, self.listed.mark)

    @property
    def compared(self) -> dict[str, str]:
        """Each thing that both tell, and whether it is the same, nearly, or different."""
        return {thing: likeness.value for thing, likeness in likenesses(self.unlisted.told, self.listed.told).items()}

    @property
    def births(self) -> str:
        """How the two dates of birth agree, without saying either."""
        return births_compared(self.unlisted.told.born, self.listed.told.born)

    @property
    def is_linked(self) -> bool:
        """Whether the two are taken for one child."""
        return self.verdict in (Verdict.SURE, Verdict.SAID_SAME)


def pair_key(unlisted: str, listed: str) -> str:
    """What the answer about a pair is remembered by."""
    return f"{unlisted}-{listed}"


def decide(
    pairs: Sequence[Pair],
    unlisted: Sequence[UnlistedChild],
    listed: Sequence[ListedChild],
    said: Mapping[str, bool],
    already: Mapping[str, frozenset[str]],
    sure: float,
) -> list[Match]:
    """A match for each pair that is likely or was said something about, the likeliest first.

    `said` holds the answers by the pair's key; `already` the listed children whom each partner's rows name by a number.
    """
    found: dict[int, list[Match]] = {}
    for pair in sorted(pairs, key=lambda pair: -pair.probability):
        one, other = unlisted[pair.unlisted], listed[pair.listed]
        answer = said.get(pair_key(one.mark, other.mark))
        if answer is not None:
            verdict = Verdict.SAID_SAME if answer else Verdict.SAID_DIFFERENT
            found.setdefault(pair.unlisted, []).append(Match(one, other, pair.probability, verdict))
        elif pair.probability >= POSSIBLE:
            found.setdefault(pair.unlisted, []).append(Match(one, other, pair.probability, Verdict.POSSIBLE))
    matches = [match for of in found.values() for match in _of_one_child(of, sure, already)]
    return sorted(_one_each(matches), key=lambda match: -match.probability)


def _of_one_child(matches: list[Match], sure: float, already: Mapping[str, frozenset[str]]) -> list[Match]:
    """The best of the listed children who fit one unlisted child is taken when it is sure, and far likelier than the next."""
    if any(match.verdict is Verdict.SAID_SAME for match in matches):
        return [match for match in matches if match.verdict is not Verdict.POSSIBLE]
    open_, answered = ([match for match in matches if (match.verdict is Verdict.POSSIBLE) is wanted] for wanted in (True, False))
    sound = [match for match in open_ if not contradicts(match.unlisted.told, match.listed.told)]
    if not sound:
        return [*answered, *(_asked(match, _what_differs(match)) for match in open_)]
    best, *others = sound
    if best.probability < sure:
        return [*answered, *(_asked(match, "Less likely than is asked for") for match in sound)]
    if any(_odds(best) < _needed(best, other) * _odds(other) for other in others):
        return [*answered, *(_asked(match, "More than one listed child fits") for match in sound)]
    if best.listed.child_id in already.get(best.unlisted.partner, frozenset()):
        return [*answered, _asked(best, "Another row of this partner names the listed child by a number")]
    return [*answered, _with(best, Verdict.SURE, "")]


def _one_each(matches: Sequence[Match]) -> list[Match]:
    """Two children of one partner are not one and the same listed child, unless they are plainly one."""
    claims: dict[tuple[str, str], list[Match]] = {}
    for match in matches:
        if match.is_linked:
            claims.setdefault((match.unlisted.partner, match.listed.child_id), []).append(match)
    contested = {
        match.key
        for claimed in claims.values()
        for match in claimed
        if match.verdict is Verdict.SURE and not all(are_one(match.unlisted.told, other.unlisted.told) for other in claimed)
        if len(claimed) > 1
    }
    return [_asked(match, "More than one child of this partner fits") if match.key in contested else match for match in matches]


def _what_differs(match: Match) -> str:
    against = contradicts(match.unlisted.told, match.listed.told)
    return f"The {against} {'differ' if ' and ' in against else 'differs'}"


def _needed(best: Match, other: Match) -> int:
    by_name = best.compared.get("First name") == Likeness.SAME != other.compared.get("First name", Likeness.SAME)
    return _TIMES_LIKELIER_BY_NAME if by_name else _TIMES_LIKELIER


def _odds(match: Match) -> float:
    return match.probability / max(1 - match.probability, 1e-12)


def _asked(match: Match, why: str) -> Match:
    return _with(match, Verdict.POSSIBLE, why)


def _with(match: Match, verdict: Verdict, why: str) -> Match:
    return Match(match.unlisted, match.listed, match.probability, verdict, why, match.before)
