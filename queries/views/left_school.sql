-- View:  The spells that started early enough to know whether the child returned within six months, and how each stood six months on
-- Reads: spells, is_in_scope, keeps, months_after
CREATE MACRO left_school(as_at, filters) AS TABLE
SELECT
    *,
    CASE
        WHEN until > months_after(start_date, 6) THEN 'still_out'
        WHEN outcome = 'returned_to_school' THEN 'returned'
        ELSE 'left_otherwise'
    END AS six_months_on,
    greatest(end_date - start_date, 0) // 7 AS weeks_out
FROM spells
WHERE
    start_date > months_after(as_at, -18)
    AND start_date <= months_after(as_at, -6)
    AND start_date BETWEEN school_age_from AND school_age_until
    AND has_send_status(sen_status)
    AND keeps((filters).category, category)
    AND keeps_child(filters, locality, sen_status, primary_need, sex, social_care, school_year_born);
