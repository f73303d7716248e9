-- View:  The open spells of the children in scope on a day: a child is not in school when it has one
-- Reads: spells_open, is_in_scope, keeps
CREATE MACRO not_in_school(as_at, filters) AS TABLE
SELECT *
FROM spells_open(as_at)
WHERE
    is_in_scope(as_at, child, sen_status, school_age_from, school_age_until)
    AND keeps((filters).category, category)
    AND keeps_child(filters, locality, sen_status, primary_need, sex, social_care, school_year_born);
