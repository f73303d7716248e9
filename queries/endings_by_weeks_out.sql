-- Question: After how many weeks did the periods out of school of the last three years end, and how?
-- Notes:    Periods that began in the 36 months to the date, of children then of school age with an EHC plan or SEN support. A period that
--           is open when its child passes school age ends there. Weeks are whole ones; a period that goes on has those it has lasted.
-- Reads:    spells, is_in_scope, keeps, months_after, recorded
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- For:      the lead alone
-- Gives:    category (text), weeks_out (number), ending (text), periods (people)
WITH begun AS (
    SELECT
        category,
        start_date,
        CASE
            WHEN least(until, school_age_until + 1) > $as_at THEN 'goes_on'
            WHEN until > school_age_until + 1 THEN 'no_longer_school_age'
            ELSE recorded(outcome)
        END AS ending,
        least(until, school_age_until + 1, $as_at) AS seen_until
    FROM spells
    WHERE
        start_date > months_after($as_at, -36)
        AND start_date <= $as_at
        AND start_date BETWEEN school_age_from AND school_age_until
        AND has_send_status(sen_status)
        AND keeps(($filters).category, category)
        AND keeps_child($filters, locality, sen_status, primary_need, sex, social_care, school_year_born)
)
SELECT
    category::VARCHAR AS category,
    greatest(seen_until - start_date, 0) // 7 AS weeks_out,
    ending,
    count(*) AS periods
FROM begun
GROUP BY ALL
ORDER BY category, weeks_out, ending;
