-- Question: Where did children come back to?
-- Notes:    Over the returns of the last six months.
-- Reads:    returns, official
-- Takes:    $as_at (date), $filters (filters), $words (official words)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- Gives:    destination (text), children (people)
SELECT
    official(($words).destination, destination, 'other') AS destination,
    count(DISTINCT child) AS children
FROM returns($as_at, $filters) AS returns
GROUP BY ALL
ORDER BY ALL;
