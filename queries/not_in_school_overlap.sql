-- Question: Which categories are children in at the same time?
-- Notes:    Every pair is given both ways round.
-- Reads:    not_in_school
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- Gives:    category (text), other_category (text), children (people)
WITH pairs AS (
    SELECT DISTINCT
        child,
        category
    FROM not_in_school($as_at, $filters) AS not_in_school
)
SELECT
    one.category::VARCHAR AS category,
    other.category::VARCHAR AS other_category,
    count(*) AS children
FROM pairs AS one
JOIN pairs AS other ON other.child = one.child AND other.category <> one.category
GROUP BY ALL
ORDER BY min(one.category), min(other.category);
