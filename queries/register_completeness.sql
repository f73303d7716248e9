-- Question: How many of the children whom a Children Not in School register would hold have each of its fields filled?
-- Notes:    Of the fields that Rollcall keeps. Names and addresses are never kept. Children on basis (a) or (b), or on one that is not known.
-- Reads:    register
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- For:      the lead alone
-- Gives:    field (text), children (people), filled (people)
WITH counted AS (
    SELECT
        count(*) AS children,
        count(date_of_birth) AS date_of_birth,
        count(hours_per_week) AS hours_per_week,
        count(sex) AS sex,
        count(ethnicity) AS ethnicity,
        count(sen_status) AS sen_status,
        count(primary_need) AS primary_need,
        count(social_care) AS social_care,
        count(reason) AS reason
    FROM register($as_at, $filters) AS children_out
    WHERE basis <> 'none'
),
fields AS (
    UNPIVOT counted
    ON date_of_birth, hours_per_week, sex, ethnicity, sen_status, primary_need, social_care, reason
    INTO NAME field VALUE filled
)
SELECT
    field,
    children,
    filled
FROM fields
ORDER BY field;
