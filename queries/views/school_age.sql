-- View:  First and last day of compulsory school age (Education Act 1996 s.8)
CREATE MACRO school_age_starts(born) AS CASE
    WHEN month(born) < 4 THEN make_date(year(born) + 5, 3, 31)
    WHEN month(born) < 9 THEN make_date(year(born) + 5, 8, 31)
    ELSE make_date(year(born) + 5, 12, 31)
END;
CREATE MACRO last_friday_in_june(in_year) AS make_date(in_year, 6, 30) - ((isodow(make_date(in_year, 6, 30)) + 2) % 7)::INTEGER;
CREATE MACRO school_age_ends(born) AS last_friday_in_june((year(born) + CASE WHEN month(born) < 9 THEN 16 ELSE 17 END)::INTEGER);
