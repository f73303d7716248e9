-- The day home education was checked, the day of a decision under section 61, and the day a part-time timetable was agreed to end.

ALTER TABLE kept.spells ADD COLUMN "suitability_checked_date" DATE;
ALTER TABLE kept.spells ADD COLUMN "section_61_decision_date" DATE;
ALTER TABLE kept.spells ADD COLUMN "agreed_full_time_date" DATE;
