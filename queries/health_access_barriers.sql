-- Question: What stands in the way of health services?
-- Notes:    Children in scope with a barrier recorded.
-- Reads:    health_access, is_in_scope, keeps, official, recorded
-- Takes:    $as_at (date), $filters (filters), $local_words (yes or no)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care, service, provider
-- Gives:    service (text), barrier (text), children (people)
SELECT
    recorded(service) AS service,
    official('barrier', barrier, 'other', $local_words) AS barrier,
    count(DISTINCT child) AS children
FROM health_access
WHERE
    barrier IS NOT NULL
    AND is_in_scope($as_at, child, sen_status, school_age_from, school_age_until)
    AND keeps(($filters).service, service)
    AND keeps(($filters).provider, provider)
    AND keeps_child($filters, $as_at, locality, sen_status, primary_need, sex, social_care, school_year_born)
GROUP BY ALL
ORDER BY min(health_access.service), 2;
