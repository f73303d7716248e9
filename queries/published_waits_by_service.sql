-- Question: How many people does NHS England publish as waiting for community health services?
-- Notes:    As published: a number that was suppressed or not submitted is blank with the reason, never 0.
-- Reads:    published_community_waits
-- Takes:    $as_at (date)
-- Gives:    month (date), organisation (text), service (text), waiting (published), waiting_18_to_52_weeks (published),
--           waiting_over_52_weeks (published), waiting_why_blank (text), waiting_18_to_52_weeks_why_blank (text),
--           waiting_over_52_weeks_why_blank (text)
SELECT
    month,
    organisation,
    service,
    max(waiting) FILTER (band = 'total') AS waiting,
    max(waiting) FILTER (band = '127-364') AS waiting_18_to_52_weeks,
    max(waiting) FILTER (band = '365+') AS waiting_over_52_weeks,
    max(why_blank) FILTER (band = 'total') AS waiting_why_blank,
    max(why_blank) FILTER (band = '127-364') AS waiting_18_to_52_weeks_why_blank,
    max(why_blank) FILTER (band = '365+') AS waiting_over_52_weeks_why_blank
FROM published_community_waits
WHERE month <= $as_at
GROUP BY month, level, organisation_code, organisation, service
ORDER BY month, organisation <> 'England', organisation, organisation_code, level, service;
