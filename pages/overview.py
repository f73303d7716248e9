"""Overview: how are we doing?"""

from rollcall.export import download
from rollcall.show import overview, screen
from rollcall.show.parts import Counted, Part, Story

visit = screen.open_page("overview")
screen.tell(
    visit,
    "overview",
    Story(
        headline=overview.headline,
        parts=(
            Part("attention", "Look here first", overview.what_needs_attention, wide=True),
            Part("categories", "How has each category moved?", overview.by_category, wide=True),
            Part("fresh", "How fresh and how complete is the data?", overview.how_fresh, wide=True),
        ),
        filters=("locality", "sen_status", "year_group", "primary_need", "social_care", "sex"),
        counted=Counted("not_in_school_total", "children", "child", "children"),
    ),
    download,
)
