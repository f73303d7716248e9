-- Question: Which children joined those not in school, left them, came back, changed category or are newly out for over 52 weeks?
-- Notes:    Since an earlier day. Children for whom nothing changed are left out.
-- Reads:    changed_since
-- Takes:    $as_at (date), $since (date), $filters (filters), $most_rows (whole number)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care
-- For:      the lead alone
-- Gives:    earlier_day (date), child_id (child), what_changed (text), newly_over_52_weeks (text), categories_before (text), categories (text)
SELECT
    $since::DATE AS earlier_day,
    child_id,
    what_changed,
    newly_over_52_weeks,
    coalesce(array_to_string(categories_before::VARCHAR[], ', '), 'not_out') AS categories_before,
    coalesce(array_to_string(categories::VARCHAR[], ', '), 'not_out') AS categories
FROM changed_since($as_at, $since, $filters) AS changes
WHERE what_changed <> 'the_same' OR newly_over_52_weeks
ORDER BY what_changed, child_id
LIMIT $most_rows;
