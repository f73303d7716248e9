-- View:  Each child who was not in school on either of two days, with the categories on both, and what came of it between them
-- Notes: Who came back has a period that ended by return to school after the first day, up to the second, and is out in none on the second.
-- Reads: not_in_school, spells
CREATE MACRO changed_since(as_at, day_before, filters) AS TABLE
WITH now_out AS (
    SELECT
        child,
        any_value(child_id) AS child_id,
        list_sort(list(DISTINCT category)) AS categories,
        min(start_date) AS since
    FROM not_in_school(as_at, filters)
    GROUP BY child
),
out_before AS (
    SELECT
        child,
        any_value(child_id) AS child_id,
        list_sort(list(DISTINCT category)) AS categories,
        min(start_date) AS since
    FROM not_in_school(day_before, filters)
    GROUP BY child
),
came_back AS (
    SELECT DISTINCT child
    FROM spells
    WHERE outcome = 'returned_to_school' AND end_date > day_before AND end_date <= as_at AND child IS NOT NULL
)
SELECT
    coalesce(now_out.child_id, out_before.child_id) AS child_id,
    out_before.categories AS categories_before,
    now_out.categories,
    CASE
        WHEN out_before.child IS NULL THEN 'joined'
        WHEN now_out.child IS NULL AND out_before.child IN (SELECT came_back.child FROM came_back) THEN 'returned'
        WHEN now_out.child IS NULL THEN 'left_otherwise'
        WHEN now_out.categories <> out_before.categories THEN 'changed_category'
        ELSE 'the_same'
    END AS what_changed,
    coalesce(as_at - now_out.since >= 364, FALSE) AND NOT coalesce(day_before - out_before.since >= 364, FALSE) AS newly_over_52_weeks
FROM now_out
FULL JOIN out_before ON out_before.child = now_out.child;
