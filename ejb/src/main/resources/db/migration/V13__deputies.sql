-- Whom somebody stood in for when they decided, between spaces: a decision counts as it was made, though delegations end.
ALTER TABLE decision ADD COLUMN stood_in_for VARCHAR(2000) NOT NULL DEFAULT '';
