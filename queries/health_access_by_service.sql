-- Question: Which health services do children need, and which can they not reach?
-- Notes:    Children in scope, not in school and in school. A child that two rows place differently is counted in each place.
-- Reads:    health_access, is_out, is_in_scope, keeps, recorded
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care, service, provider
-- Gives:    service (text), in_school (text), in_place (people), waiting (people), not_referred (people), cannot_access (people),
--           not_needed (people)
WITH children_in_scope AS (
    SELECT
        child,
        service,
        status,
        repeated
    FROM health_access
    WHERE
        is_in_scope($as_at, child, sen_status, school_age_from, school_age_until)
        AND keeps(($filters).service, service)
        AND keeps(($filters).provider, provider)
        AND keeps_child($filters, $as_at, locality, sen_status, primary_need, sex, social_care, school_year_born)
),
-- few rows repeat a child, service and status: only those have to be told apart
once_each AS (
    SELECT child, service, status
    FROM children_in_scope
    WHERE NOT repeated
    UNION ALL
    SELECT DISTINCT child, service, status
    FROM children_in_scope
    WHERE repeated
),
by_place AS (
    SELECT
        service,
        status,
        NOT is_out($as_at, child) AS in_school
    FROM once_each
)
SELECT
    recorded(service) AS service,
    in_school,
    count(*) FILTER (status = 'in_place') AS in_place,
    count(*) FILTER (status = 'waiting') AS waiting,
    count(*) FILTER (status = 'not_referred') AS not_referred,
    count(*) FILTER (status = 'cannot_access') AS cannot_access,
    count(*) FILTER (status = 'not_needed') AS not_needed
FROM by_place
GROUP BY ALL
ORDER BY min(by_place.service), in_school;
