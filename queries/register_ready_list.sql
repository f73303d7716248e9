-- Question: Which children would a Children Not in School register hold, and which of its fields are not filled?
-- Notes:    Those who lack most first. No names and no dates of birth: the council's own system adds them by the child's reference.
-- Reads:    register, recorded
-- Takes:    $as_at (date), $filters (filters), $most_rows (whole number)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- For:      the lead alone
-- Gives:    child_id (child), basis (text), categories (text), since (date), hours_per_week (number), reason (text), last_school (text),
--           sex (text), ethnicity (text), sen_status (text), primary_need (text), social_care (text), lacking (text)
WITH listed AS (
    SELECT
        *,
        list_filter(
            [
                CASE WHEN hours_per_week IS NULL THEN 'hours_per_week' END,
                CASE WHEN reason IS NULL THEN 'reason' END,
                CASE WHEN sex IS NULL THEN 'sex' END,
                CASE WHEN ethnicity IS NULL THEN 'ethnicity' END,
                CASE WHEN primary_need IS NULL THEN 'primary_need' END,
                CASE WHEN social_care IS NULL THEN 'social_care' END
            ],
            lambda field: field IS NOT NULL
        ) AS lacking
    FROM register($as_at, $filters) AS children_out
    WHERE basis <> 'none'
    ORDER BY len(lacking) DESC, since, child
    LIMIT $most_rows
)
SELECT
    child_id,
    basis,
    array_to_string(list_sort(categories)::VARCHAR[], ', ') AS categories,
    since,
    hours_per_week,
    recorded(reason) AS reason,
    recorded(last_school) AS last_school,
    recorded(sex) AS sex,
    recorded(ethnicity) AS ethnicity,
    recorded(sen_status) AS sen_status,
    recorded(primary_need) AS primary_need,
    recorded(social_care) AS social_care,
    array_to_string(lacking, ', ') AS lacking
FROM listed
ORDER BY len(listed.lacking) DESC, since, child;
