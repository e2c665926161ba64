-- What is known of the security of patches. Nothing here is invented: a patch without a row of its changelog, whose
-- changelog does not reach back, or that no feed speaks of, is not known to be harmless.

-- What the package's own changelog says between the old version and the new.
CREATE TABLE patch_changelog (
  patch_id BIGINT      NOT NULL PRIMARY KEY,
  urgency  VARCHAR(32),
  -- whether it reaches back to the old version
  whole    BOOLEAN     NOT NULL,
  text     MEDIUMTEXT  NOT NULL,
  read_at  DATETIME(6) NOT NULL,
  FOREIGN KEY (patch_id) REFERENCES patch (id)
);

-- A file of advisories that an operator supplies: by an address that is read again, or as it is.
CREATE TABLE advisory_feed (
  id              BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  project_id      INT           NOT NULL,
  name            VARCHAR(63)   NOT NULL,
  format          VARCHAR(32)   NOT NULL,
  -- the release whose advisories are taken, as the format names it
  release_name    VARCHAR(63)   NOT NULL,
  uri             VARCHAR(500),
  advisories      INT           NOT NULL DEFAULT 0,
  loaded_at       DATETIME(6),
  last_checked_at DATETIME(6),
  last_error      VARCHAR(2000),
  added_by        VARCHAR(63)   NOT NULL,
  UNIQUE (project_id, name),
  FOREIGN KEY (project_id) REFERENCES project (id)
);

CREATE TABLE advisory (
  feed_id       BIGINT       NOT NULL,
  source_name   VARCHAR(255) NOT NULL,
  name          VARCHAR(63)  NOT NULL,
  fixed_version VARCHAR(255) NOT NULL,
  severity      VARCHAR(32)  NOT NULL,
  summary       VARCHAR(500) NOT NULL,
  PRIMARY KEY (feed_id, source_name, name, fixed_version),
  INDEX advisory_by_source (source_name),
  FOREIGN KEY (feed_id) REFERENCES advisory_feed (id)
);

-- What a patch mends, and who says so: a feed, or where there is none the changelog.
CREATE TABLE patch_advisory (
  id       BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  patch_id BIGINT       NOT NULL,
  name     VARCHAR(63)  NOT NULL,
  feed_id  BIGINT,
  severity VARCHAR(32)  NOT NULL,
  summary  VARCHAR(500) NOT NULL,
  INDEX mended_by_patch (patch_id, name),
  INDEX mended_by_name (name),
  FOREIGN KEY (patch_id) REFERENCES patch (id),
  FOREIGN KEY (feed_id) REFERENCES advisory_feed (id)
);
