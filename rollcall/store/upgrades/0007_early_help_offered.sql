-- Whether early help was offered to a child's family, which the social care status alone does not tell.

ALTER TABLE kept.children ADD COLUMN "early_help_offered" VARCHAR;
