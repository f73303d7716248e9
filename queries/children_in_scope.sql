-- Question: How many children are in scope, in school and not in school?
-- Notes:    The children that health access is measured over.
-- Reads:    in_scope, not_in_school
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care
-- Gives:    in_school (text), children (people)
WITH counted AS (
    SELECT
        (SELECT count(*) FROM in_scope($as_at, $filters)) AS in_scope,
        (SELECT count(DISTINCT out.child) FROM not_in_school($as_at, $filters) AS out) AS out_of_school
),
by_place AS (
    SELECT FALSE AS in_school, out_of_school AS children
    FROM counted
    UNION ALL
    SELECT TRUE AS in_school, in_scope - out_of_school AS children
    FROM counted
)
SELECT
    in_school,
    children
FROM by_place
WHERE children > 0
ORDER BY in_school;
