-- Question: Which children who are not in school do not have a health service that they need?
-- Notes:    Those who cannot access a service first, then not referred, then waiting.
-- Reads:    health_access, children, is_out, is_in_scope, keeps, recorded
-- Takes:    $as_at (date), $filters (filters), $most_rows (whole number)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care, service, provider
-- Gives:    child_id (child), service (text), status (text), barrier (text), provider (text), referred (date), weeks (number),
--           sen_status (text), year_group (text), primary_need (text), locality (text)
SELECT
    children.child_id,
    recorded(health_access.service) AS service,
    recorded(health_access.status) AS status,
    recorded(health_access.barrier) AS barrier,
    recorded(health_access.provider) AS provider,
    health_access.referred_date AS referred,
    CASE WHEN health_access.referred_date <= $as_at THEN ($as_at - health_access.referred_date) // 7 END AS weeks,
    recorded(health_access.sen_status) AS sen_status,
    recorded(year_group($as_at, health_access.school_year_born)) AS year_group,
    recorded(health_access.primary_need) AS primary_need,
    recorded(health_access.locality) AS locality
FROM health_access
JOIN children ON children.child = health_access.child
WHERE
    health_access.status IN ('waiting'::status_code, 'not_referred'::status_code, 'cannot_access'::status_code)
    AND is_in_scope($as_at, health_access.child, health_access.sen_status, health_access.school_age_from, health_access.school_age_until)
    AND is_out($as_at, health_access.child)
    AND keeps(($filters).service, health_access.service)
    AND keeps(($filters).provider, health_access.provider)
    AND keeps_child(
        $filters, $as_at, health_access.locality, health_access.sen_status, health_access.primary_need, health_access.sex,
        health_access.social_care, health_access.school_year_born
    )
ORDER BY health_access.status DESC, referred NULLS LAST, children.child_id, health_access.service
LIMIT $most_rows;
