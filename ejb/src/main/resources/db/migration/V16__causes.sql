-- A rollout carries patches, or another cause: rules, blueprints, a newer base, a newer Whittle.
ALTER TABLE rollout
  ADD COLUMN cause VARCHAR(32)   NOT NULL DEFAULT 'PATCHES',
  -- the version of the rules that it brings
  ADD COLUMN rules INT,
  -- which images it is about, for people; empty: all that it touches
  ADD COLUMN scope VARCHAR(2000) NOT NULL DEFAULT '';

-- The snapshots that a rollout moves its baseline to.
CREATE TABLE rollout_base (
  rollout_id       BIGINT NOT NULL,
  from_snapshot_id BIGINT NOT NULL,
  to_snapshot_id   BIGINT NOT NULL,
  PRIMARY KEY (rollout_id, from_snapshot_id),
  FOREIGN KEY (rollout_id) REFERENCES rollout (id),
  FOREIGN KEY (from_snapshot_id) REFERENCES snapshot (id),
  FOREIGN KEY (to_snapshot_id) REFERENCES snapshot (id)
);

-- All causes that the rebuild of an image brings, between spaces.
ALTER TABLE rollout_line ADD COLUMN carries VARCHAR(200) NOT NULL DEFAULT '';

-- What wrote an image version; those of before have no row: nobody knows.
CREATE TABLE version_tools (
  image_version_id BIGINT       NOT NULL PRIMARY KEY,
  tools            VARCHAR(100) NOT NULL,
  FOREIGN KEY (image_version_id) REFERENCES image_version (id)
);
