-- Question: How many children not in school have a lead professional, were seen lately, have a review to come and get any education?
-- Notes:    Children, each once. Over so many weeks is more than so many times 7 days. Without provision: hours recorded as 0, none above 0, and
--           not home educated. A part-time timetable has no end date when none is planned; the day agreed for full time is another date.
--           A check or a decision after the day asked about says nothing of that day. Not recorded is not the same as none.
-- Reads:    oversight
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- Gives:    children (people), lead_named (people), lead_nobody (people), lead_not_recorded (people), seen_within_4_weeks (people),
--           seen_within_6_weeks (people), seen_within_12_weeks (people), seen_not_recorded (people), review_to_come (people),
--           review_overdue (people), review_no_date (people), part_time (people), part_time_no_end_date (people),
--           part_time_over_6_weeks (people), part_time_over_8_weeks (people), part_time_over_12_weeks (people), part_time_day_passed (people),
--           part_time_day_to_come (people), part_time_no_day_agreed (people), home_educated (people),
--           suitability_within_12_months (people), suitability_longer_ago (people), suitability_not_recorded (people), eotas (people),
--           section_61_recorded (people), section_61_not_recorded (people), unregistered (people),
--           unregistered_hours_recorded (people), with_provision (people), by_parents (people), without_provision (people),
--           without_provision_over_3_weeks (people), hours_not_recorded (people)
SELECT
    count(*) AS children,
    count(*) FILTER (COLUMNS(* EXCLUDE (social_care, categories, unregistered_hours, days_without, section_61_decision_date, open)))
FROM oversight($as_at, $filters) AS children_out;
