-- Question: How many children came back to school in the last six months?
-- Notes:    Children of school age and SEND by status whose spell ended by return. The last row, all, counts each child once.
-- Reads:    returns, is_out
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- Gives:    category (text), children (people), not_out_again (people)
WITH returned AS (
    SELECT DISTINCT
        category,
        child,
        NOT is_out($as_at, child) AS not_out_again
    FROM returns($as_at, $filters) AS returns
),
by_category AS (
    SELECT
        category,
        count(*) AS children,
        count(*) FILTER (not_out_again) AS not_out_again
    FROM returned
    GROUP BY category
),
of_all AS (
    SELECT
        count(DISTINCT child) AS children,
        count(DISTINCT child) FILTER (not_out_again) AS not_out_again
    FROM returned
)
SELECT
    coalesce(category::VARCHAR, 'all') AS category,
    children,
    not_out_again
FROM (
    SELECT category, children, not_out_again
    FROM by_category
    UNION ALL
    SELECT NULL AS category, children, not_out_again
    FROM of_all
) AS every_row
ORDER BY every_row.category NULLS LAST;
