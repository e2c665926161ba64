-- Installability: which packages of a snapshot nothing can make installable, and why. --------------

-- Without a row a snapshot has not been checked, which is not the same as nothing broken.
CREATE TABLE snapshot_check (
  snapshot_id BIGINT        NOT NULL PRIMARY KEY,
  checked_at  DATETIME(6)   NOT NULL,
  -- the snapshots whose packages could help, by name and number; empty if it stood alone
  context     VARCHAR(1000) NOT NULL,
  packages    INT           NOT NULL,
  broken      INT           NOT NULL,
  duration_ms BIGINT        NOT NULL,
  FOREIGN KEY (snapshot_id) REFERENCES snapshot (id)
);

CREATE TABLE snapshot_broken (
  snapshot_id  BIGINT       NOT NULL,
  ordinal      INT          NOT NULL,
  name         VARCHAR(255) NOT NULL,
  version      VARCHAR(255) NOT NULL,
  architecture VARCHAR(32)  NOT NULL,
  -- the resolver's text, a line for each fact
  explanation  MEDIUMTEXT   NOT NULL,
  PRIMARY KEY (snapshot_id, ordinal),
  INDEX broken_by_name (snapshot_id, name),
  FOREIGN KEY (snapshot_id) REFERENCES snapshot_check (snapshot_id)
);
