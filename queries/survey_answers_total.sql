-- Question: How many answers to the statements of surveys are there?
-- Notes:    Answers, each person once for a statement. An answer without a date is counted.
-- Reads:    survey_responses
-- Takes:    $as_at (date)
-- Gives:    answers (people)
SELECT count(*) AS answers
FROM survey_responses
WHERE answered_on <= $as_at OR answered_on IS NULL;
