"""Audit log: who did what and when, and was the record changed since?"""

from rollcall.export.download import to_csv
from rollcall.show import screen
from rollcall.show.screen.audit_log import audit_log

visit = screen.open_page("audit_log")
audit_log(visit, to_csv)
