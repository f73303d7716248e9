-- Question: How many children with an EHC plan are educated elsewhere than in a school, as DfE publishes it?
-- Notes:    The last two years kept, as published, of all ages: more than half of those under other arrangements by the council are over 15.
-- Reads:    published_figures
-- Takes:
-- Gives:    period (text), level (text), area (text), measure (text), plans (published), why_blank (text)
SELECT
    period,
    level,
    area,
    measure,
    value AS plans,
    why_blank
FROM published_figures
WHERE
    data_set = 'ehc_plans'
    AND breakdown = 'Total'
    AND other_groups IS NULL
    AND measure IN ('ehcplans', 'other_arrangements_la', 'other_arrangements_parents', 'elective_home_education', 'neet_other_csa')
QUALIFY dense_rank() OVER (ORDER BY period DESC) <= 2
ORDER BY period, level <> 'National', level, area, area_code, measure, series;
