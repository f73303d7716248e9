-- Question: How many children are home educated, or missing education, on census day, as DfE publishes it?
-- Notes:    The last two years kept, as published, with SEND or without: x is unavailable, low rounds to 0 but is not 0.
-- Reads:    published_figures
-- Takes:
-- Gives:    data_set (text), period (text), term (text), level (text), area (text), children (published), children_why_blank (text),
--           rate_per_100 (published)
SELECT
    data_set,
    period,
    term,
    level,
    area,
    max(value) FILTER (measure IN ('child_count', 'number', 'ehe_census_date', 'cme_census_date')) AS children,
    max(why_blank) FILTER (measure IN ('child_count', 'number', 'ehe_census_date', 'cme_census_date')) AS children_why_blank,
    max(value) FILTER (measure IN ('rate_per_100', 'rate')) AS rate_per_100
FROM published_figures
WHERE data_set IN ('home_education', 'missing_education') AND breakdown = 'Total' AND other_groups IS NULL
GROUP BY data_set, series, period, term, level, area_code, area
QUALIFY dense_rank() OVER (PARTITION BY data_set ORDER BY period DESC) <= 2
ORDER BY data_set, period, term, level <> 'National', level, area, area_code, series;
