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
    count(*) FILTER (lead = 'named') AS lead_named,
    count(*) FILTER (lead = 'nobody') AS lead_nobody,
    count(*) FILTER (lead = 'not_recorded') AS lead_not_recorded,
    count(*) FILTER (days_unseen <= 28) AS seen_within_4_weeks,
    count(*) FILTER (days_unseen <= 42) AS seen_within_6_weeks,
    count(*) FILTER (days_unseen <= 84) AS seen_within_12_weeks,
    count(*) FILTER (days_unseen IS NULL) AS seen_not_recorded,
    count(*) FILTER (next_review_date >= $as_at) AS review_to_come,
    count(*) FILTER (next_review_date < $as_at) AS review_overdue,
    count(*) FILTER (next_review_date IS NULL) AS review_no_date,
    count(*) FILTER (provision = 'some') AS with_provision,
    count(*) FILTER (provision = 'by_parents') AS by_parents,
    count(*) FILTER (provision = 'nothing') AS without_provision,
    count(*) FILTER (provision = 'not_recorded') AS hours_not_recorded
FROM each_category
GROUP BY ALL
ORDER BY min(each_category.category);
