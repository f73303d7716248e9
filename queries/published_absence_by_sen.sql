-- Question: How much school do children miss, by SEN, as DfE publishes it?
-- Notes:    The last two years kept, as published, for all kinds of school together: x is unavailable, low rounds to 0, z is not applicable, c is confidential.
-- Reads:    published_figures
-- Takes:
-- Gives:    period (text), term (text), level (text), area (text), sen_group (text), measure (text), value (published),
--           why_blank (text)
SELECT
    period,
    term,
    level,
    area,
    sen_group,
    measure,
    value,
    why_blank
FROM published_figures
WHERE
    data_set IN ('absence', 'attendance')
    AND phase = 'Total'
    AND other_groups IS NULL
    AND sen_group IS NOT NULL
    AND measure IN (
        'enrolments_pa_50_exact_percent', 'sess_auth_temp_reduced_timetable_rate', 'auth_part_time_perc'
    )
QUALIFY dense_rank() OVER (PARTITION BY data_set ORDER BY period DESC) <= 2
ORDER BY period, term, level <> 'National', level, area, area_code, measure, sen_group, series;
