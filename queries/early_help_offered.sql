-- Question: Of the children not in school who are not open to social care, who has early help, and to whose families was it offered?
-- Notes:    Children, each once. Who has it is known by the social care status, and the others by what the list of children says of an offer.
--           Children whose social care status is not recorded are among them. A blank is not recorded: nobody is said to have had no offer.
-- Reads:    not_in_school, children, recorded
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- For:      the lead alone
-- Gives:    early_help (text), children (people)
WITH children_out AS (
    SELECT DISTINCT child
    FROM not_in_school($as_at, $filters) AS not_in_school
)
SELECT
    CASE WHEN children.social_care = 'early_help' THEN 'has_early_help' ELSE recorded(children.early_help_offered) END AS early_help,
    count(*) AS children
FROM children_out
JOIN children ON children.child = children_out.child
WHERE coalesce(children.social_care IN ('none', 'early_help'), TRUE)
GROUP BY ALL
ORDER BY early_help;
