-- View:  The spells that ended by return to school in the six months to a day, of children of school age that day and SEND by status
-- Reads: spells, is_in_scope, keeps, months_after
CREATE MACRO returns(as_at, filters) AS TABLE
SELECT
    *,
    greatest(end_date - start_date, 0) // 7 AS weeks_out
FROM spells
WHERE
    outcome = 'returned_to_school'
    AND end_date > months_after(as_at, -6)
    AND end_date <= as_at
    AND as_at BETWEEN school_age_from AND school_age_until
    AND has_send_status(sen_status)
    AND keeps((filters).category, category)
    AND keeps_child(filters, locality, sen_status, primary_need, sex, social_care, school_year_born);
