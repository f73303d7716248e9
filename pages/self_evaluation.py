"""Self-evaluation: what does the data say, what do we judge, and what will we do?"""

from rollcall.export import lists, self_evaluation
from rollcall.show import screen
from rollcall.show.screen.self_evaluation import self_evaluate

visit = screen.open_page("self_evaluation")
self_evaluate(visit, self_evaluation, lists)
