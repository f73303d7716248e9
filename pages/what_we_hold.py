"""What we hold: of whom and for how long, how it is kept, and how it is deleted for good."""

from rollcall.show import screen
from rollcall.show.screen import holding

visit = screen.open_page("what_we_hold")
holding.tell(visit)
