"""Since last time: who joined the children not in school, who left, and what changed for the others?"""

from rollcall.export import download
from rollcall.show import screen, since_last_time
from rollcall.show.parts import Counted, Listing, Part, Story

visit = screen.open_page("since_last_time")
screen.tell(
    visit,
    "since_last_time",
    Story(
        headline=since_last_time.headline,
        parts=(Part("changes", "What has changed?", since_last_time.changes, wide=True),),
        filters=("locality", "sen_status", "primary_need", "year_group", "social_care", "sex"),
        counted=Counted("not_in_school_total", "children", "child", "children"),
        listing=Listing("since_last_time_list", "The children behind these numbers", "Those for whom nothing changed are left out."),
        between_days=True,
    ),
    download,
)
