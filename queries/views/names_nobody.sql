-- View:  Whether a word in the place of a lead professional says that there is nobody: it was looked at, and no one was found
-- Notes: "None", a dash and the like are read as blank on the way in, so they never come here
CREATE MACRO names_nobody(word) AS (
    lower(trim(word, ' .')) IN (
        'unallocated', 'not allocated', 'not yet allocated', 'awaiting allocation', 'to be allocated', 'unassigned', 'not assigned', 'not yet assigned',
        'to be assigned', 'vacant', 'vacancy', 'vacant post', 'nobody', 'no one', 'no lead professional', 'no lead', 'no worker', 'no allocated worker',
        'no named worker', 'no case worker', 'no caseworker', 'no key worker', 'no keyworker', 'waiting list'
    )
);
