-- Question: Which children are not in school?
-- Notes:    Overdue reviews first, then no review date, then the longest out.
-- Reads:    school_year, not_in_school, children, recorded
-- Takes:    $as_at (date), $filters (filters), $most_rows (whole number)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- Gives:    child_id (child), categories (text), since (date), weeks (number), sen_status (text), year_group (text), primary_need
--           (text), locality (text), social_care (text), school (text), hours_per_week (number), lead_professional (text),
--           last_seen_date (date), next_review_date (date), review_overdue (text)
WITH children_out AS (
    SELECT
        child,
        array_to_string(list_sort(list_distinct(list(category)))::VARCHAR[], ', ') AS categories,
        min(start_date) AS since,
        arg_max(last_school, (start_date, last_school)) AS last_school,
        min(hours_per_week) AS hours_per_week,
        arg_max(lead_professional, (start_date, lead_professional)) AS lead_professional,
        max(last_seen_date) AS last_seen_date,
        min(next_review_date) AS next_review_date
    FROM not_in_school($as_at, $filters) AS not_in_school
    GROUP BY child
)
SELECT
    children.child_id,
    children_out.categories,
    children_out.since,
    ($as_at - children_out.since) // 7 AS weeks,
    recorded(children.sen_status) AS sen_status,
    recorded(year_group($as_at, children.school_year_born)) AS year_group,
    recorded(children.primary_need) AS primary_need,
    recorded(children.locality) AS locality,
    recorded(children.social_care) AS social_care,
    recorded(coalesce(children.school_name, children_out.last_school)) AS school,
    children_out.hours_per_week,
    recorded(children_out.lead_professional) AS lead_professional,
    children_out.last_seen_date,
    children_out.next_review_date,
    coalesce(children_out.next_review_date < $as_at, FALSE) AS review_overdue
FROM children_out
JOIN children ON children.child = children_out.child
ORDER BY review_overdue DESC, children_out.next_review_date NULLS FIRST, children_out.since, children.child_id
LIMIT $most_rows;
