-- Question: How many children with SEND are not in school, by reason and SEN status?
-- Notes:    A child with several open spells is counted under the reason of each.
-- Reads:    not_in_school, recorded
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- For:      the lead alone
-- Gives:    sen_status (text), reason (text), children (people)
SELECT
    recorded(sen_status) AS sen_status,
    recorded(reason) AS reason,
    count(DISTINCT child) AS children
FROM not_in_school($as_at, $filters) AS not_in_school
GROUP BY ALL
ORDER BY ALL;
