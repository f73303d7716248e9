"""National figures to read beside local ones: only those read in the publisher's own release, each with why it may differ."""

from __future__ import annotations

from dataclasses import dataclass

from rollcall.definitions.official_lists import official

# Who may be quoted: the department or NHS England itself. What others report of them is left out.
PUBLISHERS = ("DfE EES", "NHS England", "DfE answer")
_REPORTED = ("reported", "particle.news", "secondary", "tested in a public dashboard", "unverified", "derived here")


@dataclass(frozen=True)
class Benchmark:
    """One published figure. `why_differs` says in what its definition is not the local one."""

    measure: str
    value: float
    unit: str
    period: str
    geography: str
    source: str
    url: str
    why_differs: str

    @property
    def shown(self) -> str:
        """The value with its unit, as people read it."""
        number = f"{self.value:,.0f}" if self.value.is_integer() else f"{self.value:,.1f}"
        return {"percent": f"{number}%", "count": number}.get(self.unit, f"{number} {self.unit}")


def _published(measure: str, period: str, why_differs: str) -> Benchmark:
    row = next(row for row in official("benchmarks") if (row["measure"], row["period"]) == (measure, period))
    assert _is_release(row), measure
    return _benchmark(row, why_differs)


def in_release(measure: str, period: str, geography: str) -> Benchmark | None:
    """A figure as the publisher's own release gives it, or None when none was read there."""
    for row in official("benchmarks"):
        if (row["measure"], row["period"], row["geography"]) == (measure, period, geography) and _is_release(row):
            return _benchmark(row, "")
    return None


def _benchmark(row: dict[str, str], why_differs: str) -> Benchmark:
    geography, source, url = row["geography"], row["source_title"], row["source_url"]
    return Benchmark(row["measure"], float(row["value"]), row["unit"], row["period"], geography, source, url, why_differs)


def _is_release(row: dict[str, str]) -> bool:
    source = row["source_title"]
    return any(name in source for name in PUBLISHERS) and not any(word in source for word in _REPORTED)


_ALL_CHILDREN = "The national figure counts all children, with SEND or without; Rollcall counts children with SEND."

HOME_EDUCATED = _published("EHE children on census day", "autumn 2025/26", _ALL_CHILDREN)
HOME_EDUCATED_BEFORE = _published("EHE children on census day", "autumn 2024/25", _ALL_CHILDREN)
HOME_EDUCATION_RATE = _published("EHE rate", "autumn 2025/26", _ALL_CHILDREN)
MISSING_EDUCATION = _published("CME on census day", "autumn 2025/26", _ALL_CHILDREN)
MISSING_EDUCATION_BEFORE = _published("CME on census day", "autumn 2024/25", _ALL_CHILDREN)
MISSING_EDUCATION_RATE = _published("CME rate", "autumn 2025/26", _ALL_CHILDREN)
MISSING_EDUCATION_SUPPORT = _published(
    "CME with SEN support", "autumn 2023/24", "A share of all children missing education; autumn 2023, the latest answer that gives it."
)
MISSING_EDUCATION_PLAN = _published(
    "CME with EHC plan", "autumn 2023/24", "A share of all children missing education; autumn 2023, the latest answer that gives it."
)
OTHERWISE_THAN_AT_SCHOOL = _published(
    "EHC plans ages 5-15: other arrangements by LA (EOTAS)",
    "Jan 2025",
    "Children with an EHC plan aged 5 to 15 on 31 August, as near as the release comes to compulsory school age.",
)
PLAN_NOT_IN_EDUCATION = _published(
    "EHC plans ages 5-15: not in education or training",
    "Jan 2025",
    "Children with an EHC plan aged 5 to 15 only; Rollcall adds SEN support and children who wait for a diagnosis.",
)
AUTISM_OPEN = _published(
    "Patients with an open suspected-autism referral (ASD16), all ages",
    "Mar 2026",
    "All ages, adults too, and only referrals active in the month; Rollcall counts every open referral that partners list.",
)
ADHD_UP_TO = _published(
    "People who may be waiting for an ADHD assessment, all ages (up to)",
    "Sep 2025",
    "All ages, and an upper bound: people who may be waiting. There is no national waiting-time standard for ADHD.",
)


def _durations() -> dict[str, Benchmark]:
    start = "CME duration: "
    why = "Children missing education only, with SEND or without; Rollcall counts every category of children with SEND."
    measures = [row["measure"] for row in official("benchmarks") if row["measure"].startswith(start)]
    return {measure.removeprefix(start): _published(measure, "autumn 2025/26", why) for measure in measures}


MISSING_EDUCATION_DURATIONS: dict[str, Benchmark] = _durations()
"""Share of children missing education in England by how long they have been missing it, by DfE's band."""

ALL: tuple[Benchmark, ...] = (
    HOME_EDUCATED, HOME_EDUCATED_BEFORE, HOME_EDUCATION_RATE, MISSING_EDUCATION, MISSING_EDUCATION_BEFORE, MISSING_EDUCATION_RATE,
    MISSING_EDUCATION_SUPPORT, MISSING_EDUCATION_PLAN, OTHERWISE_THAN_AT_SCHOOL, PLAN_NOT_IN_EDUCATION, AUTISM_OPEN, ADHD_UP_TO,
    *MISSING_EDUCATION_DURATIONS.values(),
)  # fmt: skip
