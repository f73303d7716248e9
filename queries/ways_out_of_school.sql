-- Question: Of the children who left school in the last twelve months, which school was it, in which category did they leave, and where are they now?
-- Notes:    Children, each once, by the first period that began in the twelve months when they were not out already the day before; in scope
--           that day. Now is where they are on the day: out in the same category, or in another alone; else how their last period ended.
--           Names that differ in capitals and spaces alone are one school.
-- Reads:    periods_begun, spells, spells_open, in_scope, recorded
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- For:      the lead alone
-- Gives:    last_school (text), category (text), now (text), children (people)
WITH children_left AS (
    SELECT
        child,
        arg_min(
            {'category': category, 'last_school': trim(recorded(last_school))},
            {'day': start_date, 'category': category, 'last_school': trim(recorded(last_school))}
        ) AS way
    FROM periods_begun($as_at, $filters) AS began
    WHERE NOT EXISTS (
        FROM spells AS earlier
        WHERE earlier.child = began.child AND earlier.start_date < began.start_date AND earlier.until >= began.start_date
    )
    GROUP BY child
),
out_now AS (
    SELECT
        child,
        list(DISTINCT category) AS categories
    FROM spells_open($as_at) AS open_spells
    GROUP BY child
),
ended AS (
    SELECT
        child,
        arg_max(recorded(outcome), {'day': until, 'outcome': recorded(outcome)}) AS outcome
    FROM spells
    WHERE until <= $as_at AND child IS NOT NULL
    GROUP BY child
),
told AS (
    SELECT
        way.category AS category,
        min(way.last_school) OVER (PARTITION BY lower(way.last_school)) AS last_school,
        CASE
            WHEN children_left.child NOT IN (SELECT scope.child FROM in_scope($as_at, $filters) AS scope) THEN 'no_longer_in_scope'
            WHEN list_contains(out_now.categories, way.category) THEN 'same_category'
            WHEN out_now.child IS NOT NULL THEN 'another_category'
            WHEN ended.outcome = 'returned_to_school' THEN 'returned_to_school'
            WHEN ended.outcome = 'not_recorded' THEN 'not_said_how'
            ELSE 'left_otherwise'
        END AS now
    FROM children_left
    LEFT JOIN out_now ON out_now.child = children_left.child
    LEFT JOIN ended ON ended.child = children_left.child
)
SELECT
    last_school,
    category,
    now,
    count(*) AS children
FROM told
GROUP BY ALL
ORDER BY children DESC, last_school, category, now;
