-- Question: Which health services do children need, and which can they not reach?
-- Notes:    Children in scope, not in school and in school. A child that two rows place differently is counted in each place.
-- Reads:    health_access_in_scope, is_out, recorded
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care, service, provider
-- Gives:    service (text), in_school (text), in_place (people), waiting (people), not_referred (people), cannot_access
--           (people), not_needed (people)
WITH records AS (
    SELECT
        child,
        service,
        status,
        repeated
    FROM health_access_in_scope($as_at, $filters)
),
-- few children have two rows for a service: only those have to be told apart
once_each AS (
    SELECT child, service, status
    FROM records
    WHERE NOT repeated
    UNION ALL
    SELECT DISTINCT child, service, status
    FROM records
    WHERE repeated
),
counted AS (
    SELECT
        service,
        NOT is_out($as_at, child) AS in_school,
        status,
        count(*) AS children
    FROM once_each
    GROUP BY ALL
)
SELECT
    recorded(service) AS service,
    in_school,
    coalesce(sum(children) FILTER (status = 'in_place'), 0)::BIGINT AS in_place,
    coalesce(sum(children) FILTER (status = 'waiting'), 0)::BIGINT AS waiting,
    coalesce(sum(children) FILTER (status = 'not_referred'), 0)::BIGINT AS not_referred,
    coalesce(sum(children) FILTER (status = 'cannot_access'), 0)::BIGINT AS cannot_access,
    coalesce(sum(children) FILTER (status = 'not_needed'), 0)::BIGINT AS not_needed
FROM counted
GROUP BY ALL
ORDER BY min(counted.service), in_school;
