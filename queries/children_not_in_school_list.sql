-- Question: Which children are not in school?
-- Notes:    Overdue reviews first, then no review date, then the longest out.
-- Reads:    not_in_school, school_year, recorded
-- Takes:    $as_at (date), $filters (filters), $most_rows (whole number)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- Gives:    child_id (child), categories (text), since (date), weeks (number), sen_status (text), year_group (text),
--           primary_need (text), locality (text), social_care (text), school (text), hours_per_week (number),
--           lead_professional (text), last_seen_date (date), next_review_date (date), review_overdue (text)
WITH listed AS (
    SELECT
        child,
        min(start_date) AS since,
        min(next_review_date) AS next_review_date,
        coalesce(min(next_review_date) < $as_at, FALSE) AS review_overdue
    FROM not_in_school($as_at, $filters)
    GROUP BY child
    ORDER BY review_overdue DESC, next_review_date NULLS FIRST, since, child
    LIMIT $most_rows
),
-- the rest is looked up for the children that are listed
details AS (
    SELECT
        spells.child,
        any_value(spells.child_id) AS child_id,
        array_to_string(list_sort(list(DISTINCT spells.category))::VARCHAR[], ', ') AS categories,
        any_value(spells.sen_status) AS sen_status,
        any_value(spells.school_year_born) AS school_year_born,
        any_value(spells.primary_need) AS primary_need,
        any_value(spells.locality) AS locality,
        any_value(spells.social_care) AS social_care,
        any_value(spells.school_name) AS school_name,
        arg_max(spells.last_school, (spells.start_date, spells.last_school)) AS last_school,
        min(spells.hours_per_week) AS hours_per_week,
        arg_max(spells.lead_professional, (spells.start_date, spells.lead_professional)) AS lead_professional,
        max(spells.last_seen_date) AS last_seen_date
    FROM not_in_school($as_at, $filters) AS spells
    SEMI JOIN listed ON listed.child = spells.child
    GROUP BY spells.child
)
SELECT
    details.child_id,
    details.categories,
    listed.since,
    ($as_at - listed.since) // 7 AS weeks,
    recorded(details.sen_status) AS sen_status,
    recorded(year_group($as_at, details.school_year_born)) AS year_group,
    recorded(details.primary_need) AS primary_need,
    recorded(details.locality) AS locality,
    recorded(details.social_care) AS social_care,
    recorded(coalesce(details.school_name, details.last_school)) AS school,
    details.hours_per_week,
    recorded(details.lead_professional) AS lead_professional,
    details.last_seen_date,
    listed.next_review_date,
    listed.review_overdue
FROM listed
JOIN details ON details.child = listed.child
ORDER BY listed.review_overdue DESC, listed.next_review_date NULLS FIRST, listed.since, listed.child;
