-- Question: What stands in the way of health services, over all of them?
-- Notes:    Children in scope with the barrier recorded for any service, each once for each barrier.
-- Reads:    health_access_in_scope, official
-- Takes:    $as_at (date), $filters (filters), $words (official words)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care, service, provider
-- Gives:    barrier (text), children (people)
SELECT
    official(($words).barrier, barrier, 'other') AS barrier,
    count(DISTINCT child) AS children
FROM health_access_in_scope($as_at, $filters)
WHERE barrier IS NOT NULL
GROUP BY ALL
ORDER BY 1;
