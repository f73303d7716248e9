"""Measures of the health services that children need and have, wait for, or cannot reach."""

from __future__ import annotations

from datetime import date

from rollcall.definitions.measures.measure import HEALTH, OUT_OF_SCHOOL, QUESTIONS_AGAINST_PLAIN, Better, Columns, Measure, Theme, named

_REVIEW = date(2027, 11, 30)
_BY_SERVICE = Columns("health_access_by_service", ("in_school", "in_place", "waiting", "not_referred", "cannot_access"))
_NEEDS = "Services needed by children not in school: in place, waiting, not referred or cannot access"
_NO_TARGET = "none was found in national guidance."
_NO_COMPARISON = "no published figure on the health needs of children who are not in school was found."
_LAST_RECORDED = "As last recorded: the files hold how things stand, and no earlier day."
_SEVERAL = "A child who needs several services is counted for each. Children on whom nothing is recorded are not among them."
_OF_NEEDS: tuple[tuple[str, str, str, str, Better], ...] = (
    (
        "needs_waiting",
        "Needs waiting to be met",
        "How often does a child who is not in school wait for a service they need?",
        "Those for which the child is waiting",
        "down",
    ),
    (
        "needs_never_referred",
        "Needs never referred",
        "How often has nobody asked for a service that a child who is not in school needs?",
        "Those for which nobody has referred the child",
        "down",
    ),
    (
        "needs_met",
        "Needs met",
        "How often does a child who is not in school have a service they need?",
        "Those that are in place",
        "up",
    ),
)

MEASURES: dict[str, Measure] = named(
    Measure(
        name="cannot_reach_a_health_service",
        title="Cannot reach a health service they need",
        asks="How many children who are not in school cannot reach a health service they need?",
        theme=Theme.HEALTH_SERVICES,
        numerator="Those recorded as unable to access one service or more, each once",
        denominator=OUT_OF_SCHOOL,
        unit="children",
        better="down",
        no_target_because=_NO_TARGET,
        no_comparison_because=_NO_COMPARISON,
        caveat=f"{_LAST_RECORDED} A child on whom nothing is recorded is not among them, which is not the same as having no need.",
        owner=HEALTH,
        questions=(Columns("not_in_school_needs", ("cannot_access_a_service", "children")),),
        review=_REVIEW,
    ),
    *(
        Measure(
            name=name,
            title=title,
            asks=asks,
            theme=Theme.HEALTH_SERVICES,
            numerator=numerator,
            denominator=_NEEDS,
            unit="needs",
            better=better,
            no_target_because=_NO_TARGET,
            no_comparison_because=_NO_COMPARISON,
            caveat=f"{_SEVERAL} {_LAST_RECORDED}",
            owner=HEALTH,
            questions=(_BY_SERVICE,),
            review=_REVIEW,
        )
        for name, title, asks, numerator, better in _OF_NEEDS
    ),
    Measure(
        name="health_access_gap",
        title="Gap in health access",
        asks="Do fewer of the children who are not in school have a service they need than of other children with SEND?",
        theme=Theme.HEALTH_SERVICES,
        numerator="The share that has the service: children not in school, against other children with SEND",
        denominator="Children not in school who need the service, and other children with SEND who need it",
        unit="percentage points, each share with Wilson's 95% interval, and about how many children that is",
        better="down",
        no_target_because=_NO_TARGET,
        no_comparison_because=_NO_COMPARISON,
        caveat="Left out where fewer than 10 on either side need the service. Where the two intervals overlap, the gap may be chance. "
        f"{_LAST_RECORDED}",
        owner=HEALTH,
        questions=(_BY_SERVICE,),
        review=_REVIEW,
    ),
    Measure(
        name="barriers_to_health_services",
        title="Barriers to health services",
        asks="What stands in the way of a health service for most children?",
        theme=Theme.HEALTH_SERVICES,
        numerator="Those for whom that barrier is recorded for any service, each once",
        denominator="Children with SEND of school age with a barrier recorded, in school or not",
        unit="children",
        better="down",
        no_target_because=_NO_TARGET,
        no_comparison_because="no published figure was found.",
        caveat="A child with two barriers is counted for each. A barrier that nobody wrote down is not among them.",
        owner=HEALTH,
        checked_by=QUESTIONS_AGAINST_PLAIN,
        questions=(Columns("health_access_by_barrier", ("barrier", "children")),),
        review=_REVIEW,
    ),
    Measure(
        name="services_open_to_children_not_on_a_roll",
        title="Services open to children on no roll",
        asks="How many commissioned services can a child use who is on no school's roll?",
        theme=Theme.HEALTH_SERVICES,
        numerator="Those that are said to be open to children not on a roll",
        denominator="Commissioned services in the list of services",
        unit="services",
        better="up",
        no_target_because=_NO_TARGET,
        no_comparison_because="no published figure was found.",
        caveat="What the list of services says, not whether anybody got in.",
        owner=HEALTH,
        checked_by=QUESTIONS_AGAINST_PLAIN,
        questions=(Columns("services_for_children_not_on_a_roll", ("open_to_children_not_on_a_roll",)),),
        review=_REVIEW,
    ),
)
