-- Question: How many children with SEND were not in school at each month end, and how many spells started and ended?
-- Notes:    The 36 month ends on or before the date. Spells of children in scope on the day they started or ended.
-- Reads:    spells, is_in_scope, keeps, months
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- Gives:    month_end (date), children (people), spells_started (people), spells_ended (people)
WITH spells_kept AS (
    SELECT *
    FROM spells
    WHERE
        child IS NOT NULL
        AND greatest(start_date, until) >= first_month($as_at)
        AND keeps(($filters).category, category)
        AND keeps_child($filters, locality, sen_status, primary_need, sex, social_care, school_year_born)
),
-- 36 month ends fit in the bits of one number: a child's months out are the bits of its spells put together
out_of_school AS (
    SELECT
        child,
        any_value(sen_status) AS sen_status,
        bit_or(month_end_bits($as_at, greatest(start_date, school_age_from), least(until, school_age_until + 1))) AS bits
    FROM spells_kept
    GROUP BY child
),
waiting AS (
    SELECT
        child,
        bit_or(month_end_bits($as_at, referral_received_date, until)) AS bits
    FROM waits_that_count()
    GROUP BY child
),
months_out AS (
    SELECT bits
    FROM out_of_school
    WHERE has_send_status(sen_status)
    UNION ALL
    SELECT out_of_school.bits & waiting.bits AS bits
    FROM out_of_school
    JOIN waiting ON waiting.child = out_of_school.child
    WHERE NOT has_send_status(out_of_school.sen_status)
),
patterns AS (
    SELECT
        bits,
        count(*) AS children
    FROM months_out
    GROUP BY bits
),
children_out AS (
    SELECT
        months.number,
        sum(patterns.children) AS children
    FROM months($as_at) AS months
    JOIN patterns ON (patterns.bits >> months.number) & 1 = 1
    GROUP BY months.number
),
moves AS (
    SELECT child, sen_status, school_age_from, school_age_until, start_date AS on_day, 1 AS started
    FROM spells_kept
    UNION ALL
    SELECT child, sen_status, school_age_from, school_age_until, end_date AS on_day, 0 AS started
    FROM spells_kept
),
moves_at_school_age AS (
    SELECT child, has_send_status(sen_status) AS is_send, on_day, started
    FROM moves
    WHERE on_day >= first_month($as_at) AND on_day <= $as_at AND on_day BETWEEN school_age_from AND school_age_until
),
-- is_in_scope, written as a join because the day differs from row to row
moves_in_scope AS (
    SELECT on_day, started
    FROM moves_at_school_age
    WHERE is_send
    UNION ALL
    SELECT moves.on_day, moves.started
    FROM moves_at_school_age AS moves
    SEMI JOIN waits_that_count() AS waits
        ON waits.child = moves.child AND waits.referral_received_date <= moves.on_day AND waits.until > moves.on_day
    WHERE NOT moves.is_send
),
counted AS (
    SELECT
        month_number($as_at, on_day) AS number,
        sum(started) AS spells_started,
        sum(1 - started) AS spells_ended
    FROM moves_in_scope
    GROUP BY ALL
)
SELECT
    months.month_end,
    coalesce(children_out.children, 0)::BIGINT AS children,
    coalesce(counted.spells_started, 0)::BIGINT AS spells_started,
    coalesce(counted.spells_ended, 0)::BIGINT AS spells_ended
FROM months($as_at) AS months
LEFT JOIN children_out ON children_out.number = months.number
LEFT JOIN counted ON counted.number = months.number
ORDER BY months.month_end;
