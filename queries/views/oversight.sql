-- View:  Each child not in school on a day, once, with whether somebody leads, saw them, reviews them and teaches them
-- Notes: Over all of a child's open spells. What happened after the day says nothing of it; the earliest review and the earliest day agreed
--        for full time count, as in the list of children. What is true or false of a child is counted by its own name in the questions
-- Reads: not_in_school, names_nobody, months_after
CREATE MACRO oversight(as_at, filters) AS TABLE
WITH each_child AS (
    SELECT
        any_value(social_care) AS social_care,
        list(DISTINCT category) AS categories,
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
        min(agreed_full_time_date) FILTER (category = 'part_time') AS agreed_full_time_date,
        bool_or(category = 'ehe') AS home_educated,
        max(suitability_checked_date) FILTER (category = 'ehe' AND suitability_checked_date <= as_at) AS suitability_checked_date,
        bool_or(category = 'eotas') AS eotas,
        max(section_61_decision_date) FILTER (category = 'eotas' AND section_61_decision_date <= as_at) AS section_61_decision_date,
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
    GROUP BY child
)
SELECT
    social_care,
    categories,
    unregistered_hours,
    days_without,
    section_61_decision_date,
    social_care NOT IN ('none', 'early_help') AS open,
    lead = 'named' AS lead_named,
    lead = 'nobody' AS lead_nobody,
    lead = 'not_recorded' AS lead_not_recorded,
    days_unseen <= 4 * 7 AS seen_within_4_weeks,
    days_unseen <= 6 * 7 AS seen_within_6_weeks,
    days_unseen <= 12 * 7 AS seen_within_12_weeks,
    days_unseen IS NULL AS seen_not_recorded,
    next_review_date >= as_at AS review_to_come,
    next_review_date < as_at AS review_overdue,
    next_review_date IS NULL AS review_no_date,
    part_time,
    part_time_no_end_date,
    part_time_days > 6 * 7 AS part_time_over_6_weeks,
    part_time_days > 8 * 7 AS part_time_over_8_weeks,
    part_time_days > 12 * 7 AS part_time_over_12_weeks,
    agreed_full_time_date < as_at AS part_time_day_passed,
    agreed_full_time_date >= as_at AS part_time_day_to_come,
    part_time AND agreed_full_time_date IS NULL AS part_time_no_day_agreed,
    home_educated,
    suitability_checked_date >= months_after(as_at, -12) AS suitability_within_12_months,
    suitability_checked_date < months_after(as_at, -12) AS suitability_longer_ago,
    home_educated AND suitability_checked_date IS NULL AS suitability_not_recorded,
    eotas,
    section_61_decision_date IS NOT NULL AS section_61_recorded,
    eotas AND section_61_decision_date IS NULL AS section_61_not_recorded,
    unregistered,
    unregistered_hours IS NOT NULL AS unregistered_hours_recorded,
    provision = 'some' AS with_provision,
    provision = 'by_parents' AS by_parents,
    provision = 'nothing' AS without_provision,
    provision = 'nothing' AND days_without > 3 * 7 AS without_provision_over_3_weeks,
    provision = 'not_recorded' AS hours_not_recorded
FROM each_child;
