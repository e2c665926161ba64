-- Drafts whose candidates are tested before anybody decides; when what was approved runs.
ALTER TABLE rollout
  ADD COLUMN approved      BOOLEAN NOT NULL DEFAULT FALSE,
  ADD COLUMN scheduled_in  VARCHAR(63),
  ADD COLUMN scheduled_for DATETIME(6);
UPDATE rollout SET approved = state NOT IN ('AWAITING_APPROVAL', 'REJECTED');

-- A version that was built to be tested. No channel points to it and it is not the newest until a rollout publishes it.
ALTER TABLE image_version ADD COLUMN candidate BOOLEAN NOT NULL DEFAULT FALSE;

-- What the tests of a line's candidate said, and the lane that tests it.
ALTER TABLE rollout_line
  ADD COLUMN verdict              VARCHAR(32) NOT NULL DEFAULT 'NOT_RUN',
  ADD COLUMN candidate_version_id BIGINT,
  ADD COLUMN test_lane            INT,
  ADD FOREIGN KEY (candidate_version_id) REFERENCES image_version (id);

-- Which candidates a policy wants tested before anybody decides; none without a row.
CREATE TABLE policy_tests (
  policy_id BIGINT      NOT NULL PRIMARY KEY,
  tests     VARCHAR(15) NOT NULL,
  -- how many of each family
  sample    INT         NOT NULL,
  FOREIGN KEY (policy_id) REFERENCES approval_policy (id) ON DELETE CASCADE
);
