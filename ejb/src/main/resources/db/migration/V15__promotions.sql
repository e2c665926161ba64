-- A policy that names a channel speaks of promotions to it; one without (empty) speaks of rollouts.
ALTER TABLE approval_policy ADD COLUMN channel VARCHAR(63) NOT NULL DEFAULT '' AFTER label_value;

-- The wish to point a protected channel of an image to a version: bound to that version and to where the channel pointed.
CREATE TABLE promotion (
  id              BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  project_id      INT           NOT NULL,
  image_id        BIGINT        NOT NULL,
  channel         VARCHAR(63)   NOT NULL,
  -- absent where the channel does not exist yet
  from_version_id BIGINT,
  to_version_id   BIGINT        NOT NULL,
  -- of everything that is decided on
  subject_digest  BINARY(32)    NOT NULL,
  state           VARCHAR(32)   NOT NULL,
  requested_by    VARCHAR(63)   NOT NULL,
  requested_at    DATETIME(6)   NOT NULL,
  comment         VARCHAR(2000) NOT NULL,
  ended_at        DATETIME(6),
  -- why it is void
  reason          VARCHAR(2000) NOT NULL DEFAULT '',
  INDEX promotion_by_channel (image_id, channel, state),
  INDEX promotion_by_state (project_id, state),
  FOREIGN KEY (project_id) REFERENCES project (id),
  FOREIGN KEY (image_id) REFERENCES image (id),
  FOREIGN KEY (from_version_id) REFERENCES image_version (id),
  FOREIGN KEY (to_version_id) REFERENCES image_version (id)
);

-- Decisions on promotions stand beside those on rollouts; one a user and subject.
ALTER TABLE decision
  MODIFY rollout_id BIGINT,
  ADD COLUMN promotion_id BIGINT AFTER rollout_id,
  ADD UNIQUE (promotion_id, decided_by),
  ADD FOREIGN KEY (promotion_id) REFERENCES promotion (id);
