-- Question: How many children with SEND are not in school, by category?
-- Notes:    A child in several categories is counted in each, so the categories add to more than the total.
-- Reads:    not_in_school, recorded
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- Gives:    category (text), children (people)
SELECT
    recorded(category) AS category,
    count(DISTINCT child) AS children
FROM not_in_school($as_at, $filters) AS not_in_school
GROUP BY ALL
ORDER BY min(category) NULLS LAST;
