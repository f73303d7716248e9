-- Months from which the limits of a chart begin anew, each with its reason. Nothing is changed in place: a corrected reason, and taking a
-- rebase back, are versions of their own. One that was made of the invented area holds for that alone.
CREATE TABLE kept.rebases (
    measure VARCHAR,
    month DATE,
    invented BOOLEAN,
    reason VARCHAR,
    withdrawn BOOLEAN,
    author VARCHAR,
    written_at TIMESTAMP,
    version INTEGER,
    based_on INTEGER
);
