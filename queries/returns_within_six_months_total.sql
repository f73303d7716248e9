-- Question: Of all the spells that started early enough to know, how many ended in a return within six months?
-- Notes:    The spells of returns_within_six_months, over all categories.
-- Reads:    left_school
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- Gives:    spells_started (people), returned_within_six_months (people), left_otherwise (people), still_out (people)
SELECT
    count(*) AS spells_started,
    count(*) FILTER (six_months_on = 'returned') AS returned_within_six_months,
    count(*) FILTER (six_months_on = 'left_otherwise') AS left_otherwise,
    count(*) FILTER (six_months_on = 'still_out') AS still_out
FROM left_school($as_at, $filters) AS left_school;
