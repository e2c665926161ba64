-- What must be known of a version before channel dev follows it: its tests, or its structure alone with the tests after.
ALTER TABLE rollout ADD COLUMN verification VARCHAR(15) NOT NULL DEFAULT 'TESTS';

-- Lines whose version is published and waits for its tests are found by their state.
ALTER TABLE rollout_line ADD INDEX line_by_state (state);

-- Whether a policy allows that tests come after publishing; never without a row.
CREATE TABLE policy_structure (
  policy_id     BIGINT      NOT NULL PRIMARY KEY,
  allowed       VARCHAR(15) NOT NULL,
  -- the severity from which it is allowed, where that decides
  from_severity VARCHAR(32),
  FOREIGN KEY (policy_id) REFERENCES approval_policy (id) ON DELETE CASCADE
);
