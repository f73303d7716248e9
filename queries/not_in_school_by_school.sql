-- Question: How many children of each school are not in school, and how many with SEND are on its roll and in school?
-- Notes:    Of a child who is not in school, the last school of the latest open spell that names one, else the school in the list of
--           children. Names that differ in capitals and spaces alone are one school.
-- Reads:    in_scope, not_in_school, children, recorded
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care
-- For:      the lead alone
-- Gives:    school (text), not_in_school (people), on_roll (people)
WITH children_out AS (
    SELECT
        child,
        arg_max(last_school, (start_date, last_school)) AS last_school
    FROM not_in_school($as_at, $filters) AS not_in_school
    GROUP BY child
),
by_number AS (
    SELECT
        school_urn,
        min(school_name) AS school_name
    FROM children
    WHERE school_urn IS NOT NULL AND school_name IS NOT NULL
    GROUP BY school_urn
),
placed AS (
    SELECT
        coalesce(children_out.last_school, scope.school_name, by_number.school_name, 'URN ' || scope.school_urn) AS school,
        children_out.child IS NOT NULL AS is_out
    FROM in_scope($as_at, $filters) AS scope
    LEFT JOIN children_out ON children_out.child = scope.child
    LEFT JOIN by_number ON by_number.school_urn = scope.school_urn
)
SELECT
    recorded(min(school)) AS school,
    count(*) FILTER (is_out) AS not_in_school,
    count(*) FILTER (NOT is_out) AS on_roll
FROM placed
GROUP BY lower(trim(school))
ORDER BY not_in_school DESC, school;
