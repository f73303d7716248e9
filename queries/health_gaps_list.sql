-- Question: Which children who are not in school do not have a health service that they need?
-- Notes:    Those who cannot access a service first, then not referred, then waiting.
-- Reads:    school_year, health_access, children, not_in_school, keeps, recorded
-- Takes:    $as_at (date), $filters (filters), $most_rows (whole number)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care, service, provider
-- Gives:    child_id (child), service (text), status (text), barrier (text), provider (text), referred (date), weeks
--           (number), sen_status (text), year_group (text), primary_need (text), locality (text)
WITH gaps AS (
    SELECT *
    FROM health_access
    WHERE
        status IN ('waiting'::status_code, 'not_referred'::status_code, 'cannot_access'::status_code)
        AND child IN (SELECT out.child FROM not_in_school($as_at, $filters) AS out)
        AND keeps(($filters).service, service)
        AND keeps(($filters).provider, provider)
)
SELECT
    children.child_id,
    recorded(gaps.service) AS service,
    recorded(gaps.status) AS status,
    recorded(gaps.barrier) AS barrier,
    recorded(gaps.provider) AS provider,
    gaps.referred_date AS referred,
    CASE WHEN gaps.referred_date <= $as_at THEN ($as_at - gaps.referred_date) // 7 END AS weeks,
    recorded(gaps.sen_status) AS sen_status,
    recorded(year_group($as_at, gaps.school_year_born)) AS year_group,
    recorded(gaps.primary_need) AS primary_need,
    recorded(gaps.locality) AS locality
FROM gaps
JOIN children ON children.child = gaps.child
ORDER BY gaps.status DESC, referred NULLS LAST, children.child_id, gaps.service
LIMIT $most_rows;
