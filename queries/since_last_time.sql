-- Question: How many children joined those not in school, left them, came back or changed category since an earlier day?
-- Notes:    Since one, three, six and twelve months before. Children in scope on each of the two days, each once. Came back: a period ended by return to
--           school in between, and none is open. Over 52 weeks is 364 days or more since the start of the earliest open spell.
-- Reads:    changes
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care
-- For:      the lead alone
-- Gives:    months (number), before (people), joined (people), returned (people), left_otherwise (people), changed_category (people),
--           now (people), newly_over_52_weeks (people)
WITH spans AS (SELECT unnest([1, 3, 6, 12]) AS months)
SELECT
    spans.months,
    count(*) FILTER (changes.categories_before IS NOT NULL) AS before,
    count(*) FILTER (changes.what_changed = 'joined') AS joined,
    count(*) FILTER (changes.what_changed = 'returned') AS returned,
    count(*) FILTER (changes.what_changed = 'left_otherwise') AS left_otherwise,
    count(*) FILTER (changes.what_changed = 'changed_category') AS changed_category,
    count(*) FILTER (changes.categories IS NOT NULL) AS now,
    count(*) FILTER (changes.newly_over_52_weeks) AS newly_over_52_weeks
FROM spans
LEFT JOIN changes($as_at, $filters) AS changes ON changes.months = spans.months
GROUP BY spans.months
ORDER BY spans.months;
