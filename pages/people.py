"""People: who is signed in, as what and since when; ending a session; and what the file of people says."""

from rollcall.show import screen
from rollcall.show.screen import people

visit = screen.open_page("people")
people.signed_in(visit)
people.let_in(visit)
