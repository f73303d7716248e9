-- View:  The same day of the month some months later (or earlier), clamped to the month's last day
CREATE MACRO months_after(day, months) AS CAST(day + to_months(months) AS DATE);
