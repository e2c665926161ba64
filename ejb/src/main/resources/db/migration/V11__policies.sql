-- How many must approve, and who may: by a label of the images that a rollout rebuilds. Without a policy any one approver
-- decides.
CREATE TABLE approval_policy (
  id            BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  project_id    INT          NOT NULL,
  name          VARCHAR(63)  NOT NULL,
  -- empty: for all images
  label_name    VARCHAR(63)  NOT NULL,
  -- empty: whatever its value
  label_value   VARCHAR(255) NOT NULL,
  quorum        INT          NOT NULL,
  -- the severity from which one approval is enough; absent: never
  urgent_from   VARCHAR(32),
  UNIQUE (project_id, name),
  FOREIGN KEY (project_id) REFERENCES project (id)
);

-- Who may approve by a policy; none: any approver.
CREATE TABLE policy_approver (
  policy_id BIGINT      NOT NULL,
  user_name VARCHAR(63) NOT NULL,
  PRIMARY KEY (policy_id, user_name),
  FOREIGN KEY (policy_id) REFERENCES approval_policy (id)
);

-- Who stands in for an approver; the last day counts.
CREATE TABLE delegation (
  id         BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  project_id INT           NOT NULL,
  from_user  VARCHAR(63)   NOT NULL,
  to_user    VARCHAR(63)   NOT NULL,
  until      DATE          NOT NULL,
  reason     VARCHAR(1000) NOT NULL,
  created_at DATETIME(6)   NOT NULL,
  ended_at   DATETIME(6),
  INDEX delegation_by_deputy (project_id, to_user, until),
  FOREIGN KEY (project_id) REFERENCES project (id)
);
