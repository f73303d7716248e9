-- Question: What stands in the way of health services?
-- Notes:    Children in scope with a barrier recorded.
-- Reads:    health_access_in_scope, official, recorded
-- Takes:    $as_at (date), $filters (filters), $words (official words)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care, service, provider
-- Gives:    service (text), barrier (text), children (people)
WITH records AS (
    SELECT
        child,
        service,
        official(($words).barrier, barrier, 'other') AS barrier,
        repeated
    FROM health_access_in_scope($as_at, $filters)
    WHERE barrier IS NOT NULL
),
-- few children have two rows for a service: only those have to be told apart
once_each AS (
    SELECT service, barrier
    FROM records
    WHERE NOT repeated
    UNION ALL
    SELECT service, barrier
    FROM (SELECT DISTINCT child, service, barrier FROM records WHERE repeated) AS repeats
)
SELECT
    recorded(service) AS service,
    barrier,
    count(*) AS children
FROM once_each
GROUP BY ALL
ORDER BY min(once_each.service), barrier;
