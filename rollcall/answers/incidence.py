"""How soon periods end in one way, beside all other ways to end and those that go on: the Aalen-Johansen estimate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from typing import Any

from scipy.special import ndtri

# Endings of one week, in the order in which they are taken: what is asked about, other endings, and last of all what only stops being
# followed. lifelines would part endings of two kinds on one day at random; in this order the estimate is the product over the weeks itself.
_OTHERWISE, _GOES_ON = 0.25, 0.5
_ASKED_ABOUT, _COMPETING, _CENSORED = 1, 2, 0
_HALF = 0.5 - 1e-9

Endings = Sequence[tuple[int, str, int]]
"""Whole weeks that periods lasted, how they ended, and how many of them."""


@dataclass(frozen=True)
class Incidence:
    """The share that had ended in one way by the end of so many weeks, from none, with its interval and how many were still followed."""

    share: tuple[float, ...]
    low: tuple[float | None, ...]  # None where none has ended so, or all have
    high: tuple[float | None, ...]
    followed: tuple[int, ...]

    @property
    def half(self) -> tuple[int | None, int | None, int | None]:
        """By the end of how many weeks half had ended so, and the least and most that it could be; None where that is not reached."""
        return _reaches_half(self.share), _reaches_half(self.high), _reaches_half(self.low)


def cumulative_incidence(endings: Endings, weeks: int, of: str | None, goes_on: str, confidence: float = 0.95) -> Incidence:
    """The share that had ended `of` one way by the end of each week up to `weeks`; of None is any ending.

    What ends otherwise can no longer end so, and what goes on is followed for as long as it has lasted (Aalen and Johansen 1978). The
    interval is that of the log of the negative log (Collett, Modelling Survival Data in Medical Research, chapter 12).
    """
    followed = tuple(sum(number for lasted, _, number in endings if lasted >= week) for week in range(weeks + 1))
    if not any(ending != goes_on and of in (None, ending) for _, ending, _ in endings):
        none = (None,) * (weeks + 1)
        return Incidence((0.0,) * (weeks + 1), none, none, followed)
    import numpy as np
    from lifelines import AalenJohansenFitter  # slow to import, and few pages need it

    times, events, numbers = [], [], []
    for lasted, ending, number in endings:
        asked_about = ending != goes_on and of in (None, ending)
        after = _GOES_ON if ending == goes_on else 0 if asked_about else _OTHERWISE
        times.append(lasted + 1 + after)  # by the end of its week
        events.append(_CENSORED if ending == goes_on else _ASKED_ABOUT if asked_about else _COMPETING)
        numbers.append(number)
    fitter = AalenJohansenFitter(calculate_variance=False)  # its own interval breaks off where every period that is followed has ended
    fitter.fit(times, events, event_of_interest=_ASKED_ABOUT, weights=numbers)
    share = fitter.cumulative_density_.iloc[:, 0].to_numpy()
    spread = _deviate(confidence) * np.sqrt(_variance(share, fitter.event_table))
    at = np.searchsorted(fitter.cumulative_density_.index, range(weeks + 1), side="right") - 1
    bounds = [_around(float(share[place]), float(spread[place])) for place in at]
    return Incidence(
        tuple(float(share[place]) for place in at), tuple(low for low, _ in bounds), tuple(high for _, high in bounds), followed
    )


def _variance(share: Any, table: Any) -> Any:
    """The variance of the share at each time, of Greenwood's kind (Collett, chapter 12), from lifelines' table of events."""
    import numpy as np

    at_risk, ended, so = (table[name].to_numpy(dtype=float) for name in ("at_risk", "observed", f"observed_{_ASKED_ABOUT}"))
    before = np.concatenate(([1.0], np.cumprod(1 - ended / at_risk)[:-1]))
    left = at_risk - ended
    of_ending = np.divide(ended, at_risk * left, out=np.zeros_like(left), where=left > 0)  # nothing comes after the last
    since = np.tril(share[:, None] - share[None, :])
    return np.maximum(
        (since**2 * of_ending).sum(axis=1)
        + np.cumsum(before**2 * so * (at_risk - so) / at_risk**3)
        - 2 * (since * (before * so / at_risk**2)).sum(axis=1),
        0,
    )


def _around(share: float, spread: float) -> tuple[float | None, float | None]:
    """The interval on the scale of the log of the negative log, which keeps it between none and all; there is none at either."""
    if not 1e-9 < share < 1 - 1e-9:
        return None, None
    middle, width = log(-log(share)), spread / (share * -log(share))
    return exp(-exp(middle + width)), exp(-exp(middle - width))


def _deviate(confidence: float) -> float:
    return float(ndtri(1 - (1 - confidence) / 2))


def _reaches_half(values: Sequence[float | None]) -> int | None:
    return next((week for week, value in enumerate(values) if value is not None and value >= _HALF), None)
