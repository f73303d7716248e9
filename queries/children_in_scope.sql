-- Question: How many children are in scope, in school and not in school?
-- Notes:    The children that health access is measured over.
-- Reads:    in_scope, is_out
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care
-- Gives:    in_school (text), children (people)
SELECT
    NOT is_out($as_at, child) AS in_school,
    count(*) AS children
FROM in_scope($as_at, $filters)
GROUP BY ALL
ORDER BY in_school;
