-- View:  The periods out of school that began in the twelve months to a day, of children in scope on the day they began
-- Reads: spells, is_in_scope, keeps, months_after
CREATE MACRO periods_begun(as_at, filters) AS TABLE
SELECT *
FROM spells
WHERE
    start_date > months_after(as_at, -12)
    AND start_date <= as_at
    AND is_in_scope(start_date, child, sen_status, school_age_from, school_age_until)
    AND keeps((filters).category, category)
    AND keeps_child(filters, locality, sen_status, primary_need, sex, social_care, school_year_born);
