-- Question: Who has a lead professional, was seen lately, has a review to come and gets any education, by category?
-- Notes:    A child in several categories is counted in each, with what all the child's open periods say together.
-- Reads:    oversight
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- For:      the lead alone
-- Gives:    category (text), children (people), lead_named (people), lead_nobody (people), lead_not_recorded (people),
--           seen_within_4_weeks (people), seen_within_6_weeks (people), seen_within_12_weeks (people), seen_not_recorded (people),
--           review_to_come (people), review_overdue (people), review_no_date (people), with_provision (people), by_parents (people),
--           without_provision (people), hours_not_recorded (people)
WITH each_category AS (
    SELECT
        *,
        unnest(categories) AS category
    FROM oversight($as_at, $filters) AS children_out
)
SELECT
    category::VARCHAR AS category,
    count(*) AS children,
    count(*) FILTER (COLUMNS('^(lead|seen|review)_')),
    count(*) FILTER (COLUMNS('^(with_provision|by_parents|without_provision|hours_not_recorded)$'))
FROM each_category
GROUP BY ALL
ORDER BY min(each_category.category);
