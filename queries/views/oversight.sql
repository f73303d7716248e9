-- View:  Each child not in school on a day, once, with who leads, when they were last seen, the next review and the hours they get
-- Notes: Over all of a child's open spells. Dates after the day say nothing of it; the earliest review counts, as in the list of children
-- Reads: not_in_school, names_nobody
CREATE MACRO oversight(as_at, filters) AS TABLE
SELECT
    child,
    any_value(child_id) AS child_id,
    any_value(social_care) AS social_care,
    list(DISTINCT category) AS categories,
    min(start_date) AS since,
    CASE
        WHEN bool_or(lead_professional IS NOT NULL AND NOT names_nobody(lead_professional)) THEN 'named'
        WHEN bool_or(names_nobody(lead_professional)) THEN 'nobody'
        ELSE 'not_recorded'
    END AS lead,
    as_at - max(last_seen_date) FILTER (last_seen_date <= as_at) AS days_unseen,
    min(next_review_date) AS next_review_date,
    bool_or(category = 'part_time') AS part_time,
    bool_or(category = 'part_time' AND end_date IS NULL) AS part_time_no_end_date,
    as_at - min(start_date) FILTER (category = 'part_time') AS part_time_days,
    bool_or(category = 'unregistered_ap') AS unregistered,
    sum(hours_per_week) FILTER (category = 'unregistered_ap') AS unregistered_hours,
    CASE
        WHEN bool_or(hours_per_week > 0) THEN 'some'
        WHEN bool_or(category = 'ehe') THEN 'by_parents'
        WHEN bool_or(hours_per_week = 0) THEN 'nothing'
        ELSE 'not_recorded'
    END AS provision,
    as_at - min(start_date) FILTER (hours_per_week = 0) AS days_without
FROM not_in_school(as_at, filters)
GROUP BY child;
