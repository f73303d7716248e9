-- View:  The 36 months that ended on or before a day, numbered from 0; and the bits of the month ends that fall within [since, until)
CREATE MACRO first_month(as_at) AS date_trunc('month', as_at + 1) - to_months(36);
CREATE MACRO month_number(as_at, on_day) AS datediff('month', first_month(as_at), on_day);
CREATE MACRO months(as_at) AS TABLE
SELECT
    range::INTEGER AS number,
    CAST(first_month(as_at) + to_months(range::INTEGER) AS DATE) AS month_start,
    CAST(first_month(as_at) + to_months(range::INTEGER + 1) AS DATE) - 1 AS month_end
FROM range(36);
CREATE MACRO bits_below(number) AS (1::BIGINT << greatest(0, least(36, number))::BIGINT) - 1;
CREATE MACRO month_end_bits(as_at, since, until) AS
greatest(0, bits_below(month_number(as_at, until)) - bits_below(month_number(as_at, since)));
