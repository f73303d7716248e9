-- Question: What did children, parents and professionals answer to each statement of a survey?
-- Notes:    Answers, each person once for a statement. An answer without a date is counted. `agreeing` and `disagreeing` count those who do
--           so strongly too, and `answers` everybody that a share is out of: without those to whom it does not apply, or who did not say.
-- Reads:    survey_responses
-- Takes:    $as_at (date)
-- Gives:    respondent_group (text), question (text), strongly_agree (people), agree (people), neither (people),
--           disagree (people), strongly_disagree (people), dont_know (people), not_said (people), agreeing (people),
--           disagreeing (people), answers (people), first_answered (date), last_answered (date)
SELECT
    respondent_group,
    question,
    count(*) FILTER (answer = 'strongly_agree') AS strongly_agree,
    count(*) FILTER (answer = 'agree') AS agree,
    count(*) FILTER (answer = 'neither') AS neither,
    count(*) FILTER (answer = 'disagree') AS disagree,
    count(*) FILTER (answer = 'strongly_disagree') AS strongly_disagree,
    count(*) FILTER (answer = 'dont_know') AS dont_know,
    count(*) FILTER (answer = 'not_said') AS not_said,
    count(*) FILTER (answer IN ('strongly_agree', 'agree')) AS agreeing,
    count(*) FILTER (answer IN ('disagree', 'strongly_disagree')) AS disagreeing,
    count(*) FILTER (answer <> 'not_said') AS answers,
    min(answered_on) AS first_answered,
    max(answered_on) AS last_answered
FROM survey_responses
WHERE answered_on <= $as_at OR answered_on IS NULL
GROUP BY respondent_group, question
ORDER BY respondent_group, question;
