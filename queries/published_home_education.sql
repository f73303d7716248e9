-- Question: What does DfE publish about elective home education?
-- Notes:    As published: x is unavailable, low rounds to 0, z is not applicable, c is confidential. None of them is 0.
-- Reads:    published_home_education
-- Takes:    
-- Gives:    academic_year (text), level (text), area (text), measure (text), value (published), why_blank (text)
SELECT
    academic_year,
    level,
    area,
    measure,
    value,
    why_blank
FROM published_home_education
ORDER BY academic_year, level <> 'National', level, area, area_code, measure;
