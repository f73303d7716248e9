"""Enablers and barriers: why are children not in school, which schools have they left, where are they now, and who may leave next?"""

from rollcall.export import download
from rollcall.show import enablers_and_barriers, screen, ways_out_of_school
from rollcall.show.parts import Counted, Listing, Part, Story

visit = screen.open_page("enablers_and_barriers")
screen.tell(
    visit,
    "enablers_and_barriers",
    Story(
        headline=enablers_and_barriers.headline,
        parts=(
            Part("ways", "Which way did children go who left school?", ways_out_of_school.ways, wide=True),
            Part("schools", "Which schools have more children left?", enablers_and_barriers.schools, wide=True),
            Part("at_risk", "Who may leave school next?", enablers_and_barriers.at_risk),
            Part("reasons", "Why are children not in school?", enablers_and_barriers.reasons),
        ),
        filters=("locality", "sen_status", "primary_need", "year_group", "social_care", "sex"),
        counted=Counted("at_risk_of_leaving_figures", "children", "child in school with attendance", "children in school with attendance"),
        listing=Listing("at_risk_of_leaving_list", "The children at risk of leaving", "Those who missed most of the latest term first."),
    ),
    download,
)
