-- Question: How many children joined those not in school, left them, came back or changed category since an earlier day?
-- Notes:    Children in scope on each of the two days, each once. Came back: a period ended by return to school in between, and none is open.
--           Over 52 weeks is 364 days or more since the start of the earliest open spell.
-- Reads:    changed_since
-- Takes:    $as_at (date), $since (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care
-- Gives:    earlier_day (date), before (people), joined (people), returned (people), left_otherwise (people), changed_category (people),
--           now (people), newly_over_52_weeks (people)
SELECT
    $since::DATE AS earlier_day,
    count(*) FILTER (categories_before IS NOT NULL) AS before,
    count(*) FILTER (what_changed = 'joined') AS joined,
    count(*) FILTER (what_changed = 'returned') AS returned,
    count(*) FILTER (what_changed = 'left_otherwise') AS left_otherwise,
    count(*) FILTER (what_changed = 'changed_category') AS changed_category,
    count(*) FILTER (categories IS NOT NULL) AS now,
    count(*) FILTER (newly_over_52_weeks) AS newly_over_52_weeks
FROM changed_since($as_at, $since, $filters) AS changes;
