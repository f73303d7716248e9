"""Returns to school: who came back, how soon, where to, and did it last?"""

from rollcall.export import download
from rollcall.show import published, returns_to_school, screen, time_to_return
from rollcall.show.parts import Counted, Listing, Part, Story

visit = screen.open_page("returns_to_school")
screen.tell(
    visit,
    "returns_to_school",
    Story(
        headline=returns_to_school.headline,
        parts=(
            Part("lately", "Who came back in the last six months?", returns_to_school.lately),
            Part("lasted", "Did it last?", returns_to_school.lasted),
            Part("curve", "How soon do children come back after they leave?", returns_to_school.curve, wide=True),
            Part(
                "until_return",
                "How soon do children come back, with all who are still out?",
                time_to_return.until_return,
                wide=True,
                only_if=time_to_return.for_whoever_sees_exact_numbers,
            ),
            Part(
                "until_any_ending",
                "How long are children out?",
                time_to_return.until_any_ending,
                wide=True,
                only_if=time_to_return.for_whoever_sees_exact_numbers,
            ),
            Part("where", "Where did they return to?", returns_to_school.where_to),
            Part("out", "How long had they been out?", returns_to_school.by_time_out),
            Part(
                "published",
                "What does DfE publish of home education?",
                published.home_education,
                wide=True,
                in_meetings=False,
                only_if=published.has("published_home_education"),
            ),
        ),
        filters=("locality", "category", "sen_status", "primary_need", "year_group", "social_care", "sex"),
        counted=Counted("returned_in_last_six_months", "children", "child who came back", "children who came back"),
        listing=Listing("returns_list", "The children behind this number", "Those who are out again first."),
    ),
    download,
)
