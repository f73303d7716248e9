-- Question: How many children who are not in school wait for an assessment, or cannot reach a health service they need?
-- Notes:    Children, each once, however many referrals or services they have.
-- Reads:    not_in_school, diagnostic_waits, health_access
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- Gives:    children (people), waiting_for_an_assessment (people), cannot_access_a_service (people)
WITH children_out AS (
    SELECT DISTINCT child
    FROM not_in_school($as_at, $filters) AS not_in_school
),
waiting AS (
    SELECT child
    FROM diagnostic_waits
    WHERE referral_received_date <= $as_at AND until > $as_at
),
kept_out AS (
    SELECT child
    FROM health_access
    WHERE status = 'cannot_access'
)
SELECT
    count(*) AS children,
    count(*) FILTER (child IN (SELECT child FROM waiting)) AS waiting_for_an_assessment,
    count(*) FILTER (child IN (SELECT child FROM kept_out)) AS cannot_access_a_service
FROM children_out;
