"""What the words mean: every term on the pages, with its source."""

from rollcall.show import screen

visit = screen.open_page("what_the_words_mean")
screen.explain()
