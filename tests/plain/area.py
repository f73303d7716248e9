"""An area as plain rows, as the partners would have written them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

NEVER = date(9999, 12, 31)
SETTINGS = ["OLA", "OPA", "EHE", "OTH", "NIEC", "NIEO", "NONE"]


@dataclass(frozen=True)
class Child:
    child_id: str
    date_of_birth: date
    sen_status: str
    upn: str | None = None
    nhs_number: str | None = None
    sex: str | None = None
    primary_need: str | None = None
    locality: str | None = None
    social_care: str | None = None
    school_urn: str | None = None
    school_name: str | None = None
    home_educated_flag: bool | None = None
    sen_setting: str | None = None
    sen_setting_since: date | None = None
    early_help_offered: str | None = None
    ethnicity: str | None = None
    partner: str = "Council"


@dataclass(frozen=True)
class Spell:
    child_id: str | None
    category: str
    start_date: date
    end_date: date | None = None
    outcome: str | None = None
    destination: str | None = None
    reason: str | None = None
    last_school: str | None = None
    hours_per_week: float | None = None
    lead_professional: str | None = None
    last_seen_date: date | None = None
    next_review_date: date | None = None
    upn: str | None = None
    nhs_number: str | None = None
    partner: str = "Council"
    la_notified_date: date | None = None
    health_notified_date: date | None = None
    social_care_notified_date: date | None = None
    suitability_checked_date: date | None = None
    section_61_decision_date: date | None = None
    agreed_full_time_date: date | None = None

    @property
    def until(self) -> date:
        return self.end_date or NEVER


@dataclass(frozen=True)
class Attendance:
    child_id: str | None
    term: str
    sessions_possible: int
    sessions_missed: int
    upn: str | None = None
    nhs_number: str | None = None
    partner: str = "Council"
    sessions_part_time_timetable: int | None = None
    suspensions: int | None = None
    permanent_exclusions: int | None = None


@dataclass(frozen=True)
class Wait:
    child_id: str | None
    assessment: str
    referral_received_date: date
    assessment_start_date: date | None = None
    closed_date: date | None = None
    provider: str | None = None
    support_while_waiting: str | None = None
    upn: str | None = None
    nhs_number: str | None = None
    partner: str = "Trust"

    @property
    def until(self) -> date:
        return min(self.assessment_start_date or NEVER, self.closed_date or NEVER)


@dataclass(frozen=True)
class Access:
    child_id: str | None
    service: str
    status: str
    referred_date: date | None = None
    barrier: str | None = None
    provider: str | None = None
    upn: str | None = None
    nhs_number: str | None = None
    partner: str = "Trust"
    first_seen_date: date | None = None


@dataclass(frozen=True)
class Application:
    child_id: str | None
    application_received_date: date
    school_applied_for: str | None = None
    decision: str | None = None
    decision_date: date | None = None
    place_lost_date: date | None = None
    admitted_date: date | None = None
    upn: str | None = None
    nhs_number: str | None = None
    partner: str = "Council"


@dataclass(frozen=True)
class Service:
    service: str
    provider: str
    open_to_children_not_on_a_roll: str
    commissioner: str | None = None
    route_in: str | None = None
    partner: str = "Board"


@dataclass(frozen=True)
class Population:
    children: int
    locality: str | None
    sen_status: str | None
    as_at: date | None
    partner: str = "Council"


@dataclass(frozen=True)
class SurveyAnswer:
    respondent_group: str
    question: str
    answer: str
    answered_on: date | None = None
    response: str | None = None
    partner: str = "Council"


@dataclass(frozen=True)
class Published:
    month: date
    organisation: str
    service: str
    band: str
    waiting: int | None
    why_blank: str | None
    level: str = "National"
    organisation_code: str | None = None
    partner: str = "NHS England"


@dataclass(frozen=True)
class HomeEducation:
    academic_year: str
    level: str
    area: str
    measure: str
    value: float | None
    why_blank: str | None
    area_code: str | None = None
    partner: str = "DfE"


@dataclass(frozen=True)
class Figure:
    data_set: str
    period: str
    area: str
    measure: str
    value: float | None
    why_blank: str | None
    breakdown: str = "Total"
    sen_group: str | None = None
    phase: str = "Total"
    other_groups: str | None = None
    term: str | None = "Autumn term"
    level: str = "National"
    series: str = "One"
    area_code: str | None = None
    partner: str = "DfE"


@dataclass(frozen=True)
class Area:
    """Every row that was kept, and the date that each partner's files speak for."""

    children: tuple[Child, ...] = ()
    spells: tuple[Spell, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    diagnostic_waits: tuple[Wait, ...] = ()
    health_access: tuple[Access, ...] = ()
    in_year_admissions: tuple[Application, ...] = ()
    services: tuple[Service, ...] = ()
    population: tuple[Population, ...] = ()
    survey_responses: tuple[SurveyAnswer, ...] = ()
    published_community_waits: tuple[Published, ...] = ()
    published_home_education: tuple[HomeEducation, ...] = ()
    published_figures: tuple[Figure, ...] = ()
    told_at: tuple[tuple[str, date], ...] = ()
    school_columns: tuple[str, ...] = ("Council", "Trust")  # partners whose list of children has columns for the school

    def date_of(self, partner: str) -> date:
        return dict(self.told_at)[partner]
