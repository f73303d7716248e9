-- Question: Which children went out of school in the last twelve months with no date on which the council, health or social care was told?
-- Notes:    Those of whom fewest were told first, then the latest to leave.
-- Reads:    periods_begun, recorded, school_year
-- Takes:    $as_at (date), $filters (filters), $most_rows (whole number)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- For:      the lead alone
-- Gives:    child_id (child), category (text), since (date), still_out (text), council_told (date), health_told (date),
--           social_care_told (date), sen_status (text), year_group (text), locality (text)
WITH begun AS (
    SELECT
        *,
        CASE WHEN la_notified_date <= $as_at THEN la_notified_date END AS council_told,
        CASE WHEN health_notified_date <= $as_at THEN health_notified_date END AS health_told,
        CASE WHEN social_care_notified_date <= $as_at THEN social_care_notified_date END AS social_care_told
    FROM periods_begun($as_at, $filters)
)
SELECT
    child_id,
    category::VARCHAR AS category,
    start_date AS since,
    until > $as_at AS still_out,
    council_told,
    health_told,
    social_care_told,
    recorded(sen_status) AS sen_status,
    recorded(year_group($as_at, school_year_born)) AS year_group,
    recorded(locality) AS locality
FROM begun
WHERE council_told IS NULL OR health_told IS NULL OR social_care_told IS NULL
ORDER BY
    (council_told IS NOT NULL)::INTEGER + (health_told IS NOT NULL)::INTEGER + (social_care_told IS NOT NULL)::INTEGER,
    since DESC,
    child,
    category
LIMIT $most_rows;
