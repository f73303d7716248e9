"""Not in school: who, how many, for how long, and why?"""

from rollcall.export import download
from rollcall.show import compared, not_in_school, published, screen
from rollcall.show.parts import Counted, Listing, Part, Story

visit = screen.open_page("not_in_school")
screen.tell(
    visit,
    "not_in_school",
    Story(
        headline=not_in_school.headline,
        parts=(
            Part("categories", "How many, by category?", not_in_school.by_category),
            Part("duration", "How long have they been out?", not_in_school.by_duration),
            Part("time", "Are there more or fewer over time?", not_in_school.through_time, wide=True),
            Part("reasons", "Why?", not_in_school.by_reason),
            Part("who", "Who are they?", not_in_school.who, switches=not_in_school.WHO_SWITCHES),
            Part("overlap", "Which categories are children in at the same time?", not_in_school.overlap, wide=True),
            Part(
                "census",
                "What does DfE publish of home education and missing education?",
                published.census_day,
                in_meetings=False,
                only_if=published.has("published_census_day", "children"),
            ),
            Part(
                "compared",
                "How does DfE's rate compare with other places?",
                compared.rates,
                switches=compared.SWITCHES,
                several=compared.SEVERAL,
                wide=True,
                in_meetings=False,
                only_if=compared.has_rates,
            ),
            Part(
                "absence",
                "What does DfE publish of severe absence?",
                published.severe_absence,
                in_meetings=False,
                only_if=published.has("published_absence_by_sen"),
            ),
            Part(
                "plans",
                "What does DfE publish of plans placed elsewhere?",
                published.plans_elsewhere,
                in_meetings=False,
                only_if=published.has("published_plans_elsewhere"),
            ),
        ),
        filters=("locality", "category", "sen_status", "primary_need", "year_group", "social_care", "sex"),
        counted=Counted("not_in_school_total", "children", "child", "children"),
        listing=Listing("children_not_in_school_list", "The children behind this number", "Overdue reviews first, then the longest out."),
    ),
    download,
)
