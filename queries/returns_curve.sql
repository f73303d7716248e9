-- Question: How soon do children come back, week by week?
-- Notes:    The spells of returns_within_six_months: how many had ended in a return by each whole week after they started.
-- Reads:    left_school
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- Gives:    category (text), weeks_out (number), spells_started (people), returned (people)
WITH weekly AS (
    SELECT
        category,
        weeks_out,
        count(*) AS returned
    FROM left_school($as_at, $filters) AS left_school
    WHERE six_months_on = 'returned'
    GROUP BY ALL
),
started AS (
    SELECT
        category,
        count(*) AS spells_started
    FROM left_school($as_at, $filters) AS left_school
    GROUP BY category
)
SELECT
    started.category::VARCHAR AS category,
    weeks.range AS weeks_out,
    started.spells_started,
    coalesce(sum(weekly.returned), 0)::BIGINT AS returned
FROM started
CROSS JOIN range(27) AS weeks
LEFT JOIN weekly ON weekly.category = started.category AND weekly.weeks_out <= weeks.range
GROUP BY started.category, weeks.range, started.spells_started
ORDER BY started.category, weeks.range;
