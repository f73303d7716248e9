-- View:  Whether a word in the place of support while waiting says that there is none
-- Notes: "None", a dash and the like are read as blank on the way in, so they never come here
CREATE MACRO says_no_support(word) AS (
    lower(trim(word, ' .')) IN (
        'no', 'no support', 'no support offered', 'no support in place', 'none offered', 'none in place', 'nothing', 'nothing offered',
        'not offered', 'declined', 'support declined', 'offer declined'
    )
);
