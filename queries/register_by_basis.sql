-- Question: On what basis would a Children Not in School register hold the children who are not in school?
-- Notes:    Read from the category and the list of children; the council decides. Severely absent alone is no basis.
-- Reads:    register
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- For:      the lead alone
-- Gives:    basis (text), children (people)
SELECT
    basis,
    count(*) AS children
FROM register($as_at, $filters) AS children_out
GROUP BY ALL
ORDER BY children_out.basis;
