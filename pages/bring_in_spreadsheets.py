"""Bring in spreadsheets: drop them, see what they are taken for, keep them; and undo what was kept."""

from rollcall.export.download import to_csv, to_workbook
from rollcall.intake.desk import Leaves, open_desk
from rollcall.intake.template import write_template
from rollcall.show import screen
from rollcall.show.screen import bring_in

visit = screen.open_page("bring_in_spreadsheets")
desk = bring_in.enter(visit, open_desk)
bring_in.confirmation(desk)
drop = bring_in.drop_box(desk)
if drop:
    bring_in.summary(drop)
    bring_in.first_look(desk, drop)
    bring_in.settle(desk, drop)
    bring_in.cards(desk, drop)
    bring_in.add(desk, drop)
    bring_in.findings(drop, desk.written_down(Leaves.FINDINGS, to_csv), desk.written_down(Leaves.FINDINGS, to_workbook))
    bring_in.decide(desk, drop)
else:
    bring_in.candidates(visit)
    bring_in.kept(desk)
    bring_in.remembered(desk)
    bring_in.what_to_ask_for(write_template, opened=visit.invented)
