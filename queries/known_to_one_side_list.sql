-- Question: Which children does only education know, or only health?
-- Notes:    Those not in school first. A child whom health alone knows is named as its file names it; of an NHS number or UPN that is a keyed hash.
-- Reads:    in_scope, known_to_health, is_out, keeps, recorded, school_year
-- Takes:    $as_at (date), $filters (filters), $most_rows (whole number)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care
-- Gives:    child_id (child), known_to (text), in_school (text), sen_status (text), year_group (text), primary_need (text), locality (text)
WITH known AS (SELECT * FROM known_to_health($as_at)),
told AS (
    SELECT
        child_id,
        'education' AS known_to,
        CASE WHEN is_out($as_at, child) THEN 'no' ELSE 'yes' END AS in_school,
        recorded(sen_status) AS sen_status,
        recorded(year_group($as_at, school_year_born)) AS year_group,
        recorded(primary_need) AS primary_need,
        recorded(locality) AS locality
    FROM in_scope($as_at, $filters)
    WHERE child NOT IN (SELECT known.child FROM known WHERE known.child IS NOT NULL)
    UNION ALL
    SELECT DISTINCT
        unknown_child AS child_id,
        'health' AS known_to,
        'not_recorded' AS in_school,
        'not_recorded' AS sen_status,
        'not_recorded' AS year_group,
        'not_recorded' AS primary_need,
        'not_recorded' AS locality
    FROM known
    WHERE unknown_child IS NOT NULL AND keeps_child($filters, NULL, NULL, NULL, NULL, NULL, NULL)
)
SELECT *
FROM told
ORDER BY in_school, known_to, child_id
LIMIT $most_rows;
