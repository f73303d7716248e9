-- Question: How many children do education and health both know, and how many does only one of them know?
-- Notes:    Education knows the children with SEND in its lists; health those referred, waiting or seen. Of children whom health alone knows
--           nothing is known of their age, SEND or school.
-- Reads:    in_scope, known_to_health, is_out, keeps
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care
-- Gives:    known_to (text), in_school (text), children (people)
WITH known AS (SELECT * FROM known_to_health($as_at)),
told AS (
    SELECT
        CASE WHEN child IN (SELECT known.child FROM known WHERE known.child IS NOT NULL) THEN 'both' ELSE 'education' END AS known_to,
        CASE WHEN is_out($as_at, child) THEN 'no' ELSE 'yes' END AS in_school,
        child::VARCHAR AS who
    FROM in_scope($as_at, $filters)
    UNION ALL
    SELECT DISTINCT
        'health' AS known_to,
        'not_recorded' AS in_school,
        unknown_child AS who
    FROM known
    WHERE unknown_child IS NOT NULL AND keeps_child($filters, NULL, NULL, NULL, NULL, NULL, NULL)
)
SELECT
    known_to,
    in_school,
    count(*) AS children
FROM told
GROUP BY ALL
ORDER BY known_to, in_school;
