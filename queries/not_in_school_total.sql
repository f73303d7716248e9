-- Question: How many children with SEND are not in school?
-- Reads:    not_in_school
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- Gives:    children (people), in_more_than_one_category (people)
WITH children_out AS (
    SELECT
        child,
        min(category) <> max(category) AS in_more_than_one
    FROM not_in_school($as_at, $filters) AS not_in_school
    GROUP BY child
)
SELECT
    count(*) AS children,
    count(*) FILTER (in_more_than_one) AS in_more_than_one_category
FROM children_out;
