-- Question: Which children came back to school in the last six months?
-- Notes:    Those who are out again first.
-- Reads:    school_year, returns, is_out, recorded
-- Takes:    $as_at (date), $filters (filters), $most_rows (whole number)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- Gives:    child_id (child), category (text), out_since (date), returned (date), weeks_out (number), destination (text), out_again
--           (text), sen_status (text), year_group (text), primary_need (text), locality (text), school (text)
SELECT
    returns.child_id,
    recorded(returns.category) AS category,
    returns.start_date AS out_since,
    returns.end_date AS returned,
    returns.weeks_out,
    recorded(returns.destination) AS destination,
    is_out($as_at, returns.child) AS out_again,
    recorded(returns.sen_status) AS sen_status,
    recorded(year_group($as_at, returns.school_year_born)) AS year_group,
    recorded(returns.primary_need) AS primary_need,
    recorded(returns.locality) AS locality,
    recorded(returns.school_name) AS school
FROM returns($as_at, $filters) AS returns
ORDER BY out_again DESC, returned DESC, returns.child_id, category
LIMIT $most_rows;
