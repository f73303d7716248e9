-- Question: How many children do education and health both know in all, and how many does only one of them know?
-- Notes:    Each number is counted on its own. Of children whom health alone knows nothing is known of their age, SEND or school.
-- Reads:    in_scope, known_to_health, is_out, keeps
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care
-- Gives:    known_to_both (people), known_to_education (people), known_to_education_not_in_school (people), known_to_health (people)
WITH known AS (SELECT * FROM known_to_health($as_at)),
listed AS (
    SELECT
        child IN (SELECT known.child FROM known WHERE known.child IS NOT NULL) AS by_health,
        is_out($as_at, child) AS not_in_school
    FROM in_scope($as_at, $filters)
),
unlisted AS (
    SELECT count(DISTINCT unknown_child) AS children
    FROM known
    WHERE keeps_child($filters, NULL, NULL, NULL, NULL, NULL, NULL)
)
SELECT
    count(*) FILTER (by_health) AS known_to_both,
    count(*) FILTER (NOT by_health) AS known_to_education,
    count(*) FILTER (NOT by_health AND not_in_school) AS known_to_education_not_in_school,
    (SELECT unlisted.children FROM unlisted) AS known_to_health
FROM listed;
