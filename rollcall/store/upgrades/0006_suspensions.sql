-- Suspensions and permanent exclusions of each term, which say who may leave school next.

ALTER TABLE kept.attendance ADD COLUMN "suspensions" BIGINT;
ALTER TABLE kept.attendance ADD COLUMN "permanent_exclusions" BIGINT;
