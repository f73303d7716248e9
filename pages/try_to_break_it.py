"""Try to break it: can a small number be worked out from all that boards and commissioners see?"""

from rollcall.attack.rule import Rule
from rollcall.attack.session import Area, attack_sessions
from rollcall.export.download import to_csv
from rollcall.show import screen
from rollcall.show.screen import breaking, small_numbers

visit = screen.open_page("try_to_break_it")
rule = visit.kept_visit.rule
breaking.tell(visit, lambda visits, sessions, done: attack_sessions(Area(visits, Rule(rule.fewest, rule.nearest), to_csv), sessions, done))
small_numbers.choose_rule(visit)
