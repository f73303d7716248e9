-- Question: Are all lists together growing: referred, assessed and closed each month, and waiting at each month end?
-- Notes:    The 36 month ends on or before the date. A referral that is assessed and later closed is counted in the month of each.
-- Reads:    wait_events, months
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care, service, provider
-- Gives:    month_end (date), referred (people), assessed (people), closed (people), waiting (people)
SELECT
    months.month_end,
    coalesce(sum(events.referred) FILTER (events.number = months.number), 0)::BIGINT AS referred,
    coalesce(sum(events.assessed) FILTER (events.number = months.number), 0)::BIGINT AS assessed,
    coalesce(sum(events.closed) FILTER (events.number = months.number), 0)::BIGINT AS closed,
    coalesce(sum(events.waiting), 0)::BIGINT AS waiting
FROM months($as_at) AS months
LEFT JOIN wait_events($as_at, $filters) AS events ON events.number <= months.number
GROUP BY months.month_end
ORDER BY months.month_end;
