-- Question: How many children with SEND are not in school, and how many of them have a plan, have been out long or are looked after?
-- Notes:    Children, each once. Over 52 weeks is 364 days or more since the start of the earliest open spell.
-- Reads:    not_in_school
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- Gives:    children (people), in_more_than_one_category (people), with_a_plan (people), out_for_over_52_weeks (people),
--           looked_after (people)
WITH children_out AS (
    SELECT
        child,
        min(category) <> max(category) AS in_more_than_one,
        any_value(sen_status) AS sen_status,
        any_value(social_care) AS social_care,
        min(start_date) AS since
    FROM not_in_school($as_at, $filters) AS not_in_school
    GROUP BY child
)
SELECT
    count(*) AS children,
    count(*) FILTER (in_more_than_one) AS in_more_than_one_category,
    count(*) FILTER (sen_status = 'E') AS with_a_plan,
    count(*) FILTER ($as_at - since >= 364) AS out_for_over_52_weeks,
    count(*) FILTER (social_care = 'looked_after') AS looked_after
FROM children_out;
