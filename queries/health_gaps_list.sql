-- Question: Which children who are not in school do not have a health service that they need?
-- Notes:    Those who cannot access a service first, then not referred, then waiting.
-- Reads:    health_access, not_in_school, school_year, keeps, recorded
-- Takes:    $as_at (date), $filters (filters), $most_rows (whole number)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care, service, provider
-- Gives:    child_id (child), service (text), status (text), barrier (text), provider (text), referred (date), weeks
--           (number), sen_status (text), year_group (text), primary_need (text), locality (text)
WITH listed AS (
    SELECT *
    FROM health_access
    WHERE
        status IN ('waiting'::status_code, 'not_referred'::status_code, 'cannot_access'::status_code)
        AND child IN (SELECT out.child FROM not_in_school($as_at, $filters) AS out)
        AND keeps(($filters).service, service)
        AND keeps(($filters).provider, provider)
    ORDER BY status DESC, referred_date NULLS LAST, child, service
    LIMIT $most_rows
),
-- the area's reference is looked up for the children that are listed
named AS (
    SELECT
        spells.child,
        any_value(spells.child_id) AS child_id
    FROM not_in_school($as_at, $filters) AS spells
    SEMI JOIN listed ON listed.child = spells.child
    GROUP BY spells.child
)
SELECT
    named.child_id,
    recorded(listed.service) AS service,
    recorded(listed.status) AS status,
    recorded(listed.barrier) AS barrier,
    recorded(listed.provider) AS provider,
    listed.referred_date AS referred,
    CASE WHEN listed.referred_date <= $as_at THEN ($as_at - listed.referred_date) // 7 END AS weeks,
    recorded(listed.sen_status) AS sen_status,
    recorded(year_group($as_at, listed.school_year_born)) AS year_group,
    recorded(listed.primary_need) AS primary_need,
    recorded(listed.locality) AS locality
FROM listed
JOIN named ON named.child = listed.child
ORDER BY listed.status DESC, referred NULLS LAST, listed.child, listed.service;
