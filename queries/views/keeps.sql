-- View:  Whether a filter leaves a row: the filter is not set, or the row's word is among the wanted
-- Notes: A year group on a day is a school year of birth, so the filter comes as that; nothing is worked out for each row
-- Reads: recorded
CREATE MACRO keeps(wanted, word) AS (wanted IS NULL OR list_contains(wanted, recorded(word)));
CREATE MACRO keeps_child(filters, c_locality, c_sen_status, c_primary_need, c_sex, c_social_care, c_school_year_born) AS (
    keeps((filters).locality, c_locality)
    AND keeps((filters).sen_status, c_sen_status)
    AND keeps((filters).primary_need, c_primary_need)
    AND keeps((filters).sex, c_sex)
    AND keeps((filters).social_care, c_social_care)
    AND keeps((filters).school_year_born, c_school_year_born)
);
