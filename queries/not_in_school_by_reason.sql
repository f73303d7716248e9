-- Question: How many children with SEND are not in school, by reason?
-- Notes:    From DfE's lists. A child with several open spells is counted under the reason of each.
-- Reads:    not_in_school, official
-- Takes:    $as_at (date), $filters (filters), $words (official words)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- Gives:    reason (text), children (people)
SELECT
    official(($words).reason, reason, 'Other') AS reason,
    count(DISTINCT child) AS children
FROM not_in_school($as_at, $filters) AS not_in_school
GROUP BY ALL
ORDER BY ALL;
