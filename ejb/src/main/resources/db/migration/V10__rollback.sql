-- Where channels pointed before: what a rollback goes back to, and who moved what when.
CREATE TABLE channel_move (
  id              BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
  project_id      INT         NOT NULL,
  image_id        BIGINT      NOT NULL,
  name            VARCHAR(63) NOT NULL,
  -- absent where the channel began
  from_version_id BIGINT,
  to_version_id   BIGINT      NOT NULL,
  -- the rollout that moved it, forth or back
  rollout_id      BIGINT,
  moved_at        DATETIME(6) NOT NULL,
  moved_by        VARCHAR(63) NOT NULL,
  INDEX move_by_channel (image_id, name, id),
  FOREIGN KEY (project_id) REFERENCES project (id),
  FOREIGN KEY (image_id) REFERENCES image (id),
  FOREIGN KEY (from_version_id) REFERENCES image_version (id),
  FOREIGN KEY (to_version_id) REFERENCES image_version (id),
  FOREIGN KEY (rollout_id) REFERENCES rollout (id)
);

-- Channels of before have one known move: to where they point.
INSERT INTO channel_move (project_id, image_id, name, to_version_id, moved_at, moved_by)
SELECT project_id, image_id, name, image_version_id, moved_at, moved_by FROM channel ORDER BY moved_at, id;

-- After a rollback an image's newest version that counts is an older one; numbers are never given twice.
ALTER TABLE image ADD COLUMN last_number INT NOT NULL DEFAULT 0 AFTER newest_version;
UPDATE image SET last_number = newest_version;

ALTER TABLE rollout
  ADD COLUMN rolled_back_at      DATETIME(6),
  ADD COLUMN rolled_back_by      VARCHAR(63),
  ADD COLUMN rolled_back_because VARCHAR(1000);
