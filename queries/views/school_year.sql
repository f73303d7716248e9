-- View:  School years: the year they start in, the one a child was born in, and the year group of a child on a day
CREATE MACRO school_year(day) AS (year(day) - CASE WHEN month(day) < 9 THEN 1 ELSE 0 END)::INTEGER;
CREATE MACRO school_year_born(born) AS (year(born) + CASE WHEN month(born) < 9 THEN 0 ELSE 1 END)::SMALLINT;
CREATE MACRO year_group(day, year_born) AS CASE
    WHEN year_born IS NULL THEN NULL
    WHEN school_year(day) - year_born < 4 THEN 'Before Reception'
    WHEN school_year(day) - year_born = 4 THEN 'Reception'
    ELSE 'Year ' || (school_year(day) - year_born - 4)
END;
