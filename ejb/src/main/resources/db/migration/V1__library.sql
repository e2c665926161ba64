-- The schema of the library. Digests are BINARY(32); names, versions and paths compare as bytes;
-- times are UTC; every mutable aggregate has a version for optimistic locking; owned rows carry a project.

ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Access -------------------------------------------------------------------------------------

CREATE TABLE project (
  id      INT          NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name    VARCHAR(63)  NOT NULL UNIQUE,
  title   VARCHAR(200) NOT NULL,
  version INT          NOT NULL DEFAULT 0
);
INSERT INTO project (id, name, title) VALUES (1, 'default', 'Default project');

CREATE TABLE app_user (
  id            BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name          VARCHAR(63)  NOT NULL UNIQUE,
  display_name  VARCHAR(200) NOT NULL,
  password_hash VARCHAR(255),
  enabled       BOOLEAN      NOT NULL,
  created_at    DATETIME(6)  NOT NULL,
  version       INT          NOT NULL DEFAULT 0
);

CREATE TABLE role_grant (
  user_id    BIGINT      NOT NULL,
  project_id INT         NOT NULL,
  role       VARCHAR(32) NOT NULL,
  PRIMARY KEY (user_id, project_id, role),
  FOREIGN KEY (user_id) REFERENCES app_user (id),
  FOREIGN KEY (project_id) REFERENCES project (id)
);

CREATE TABLE api_token (
  id           BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  user_id      BIGINT       NOT NULL,
  project_id   INT          NOT NULL,
  label        VARCHAR(100) NOT NULL,
  token_hash   BINARY(32)   NOT NULL UNIQUE,
  created_at   DATETIME(6)  NOT NULL,
  expires_at   DATETIME(6)  NOT NULL,
  last_used_at DATETIME(6),
  revoked_at   DATETIME(6),
  version      INT          NOT NULL DEFAULT 0,
  FOREIGN KEY (user_id) REFERENCES app_user (id),
  FOREIGN KEY (project_id) REFERENCES project (id)
);

-- Audit: append-only; each entry carries the hash of the one before -----------------------------

CREATE TABLE audit_head (
  project_id INT        NOT NULL PRIMARY KEY,
  hash       BINARY(32) NOT NULL,
  FOREIGN KEY (project_id) REFERENCES project (id)
);
INSERT INTO audit_head (project_id, hash) VALUES (1, UNHEX(REPEAT('00', 32)));

CREATE TABLE audit_entry (
  id            BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  project_id    INT           NOT NULL,
  at            DATETIME(6)   NOT NULL,
  actor         VARCHAR(63)   NOT NULL,
  action        VARCHAR(63)   NOT NULL,
  subject       VARCHAR(255)  NOT NULL,
  detail        VARCHAR(2000) NOT NULL,
  previous_hash BINARY(32)    NOT NULL,
  hash          BINARY(32)    NOT NULL,
  FOREIGN KEY (project_id) REFERENCES project (id),
  INDEX audit_by_subject (project_id, subject),
  INDEX audit_by_actor (project_id, actor)
);

-- Jobs ---------------------------------------------------------------------------------------

CREATE TABLE job_run (
  id                 BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  project_id         INT           NOT NULL,
  kind               VARCHAR(32)   NOT NULL,
  subject            VARCHAR(255)  NOT NULL,
  subject_id         BIGINT,
  state              VARCHAR(32)   NOT NULL,
  started_by         VARCHAR(63)   NOT NULL,
  created_at         DATETIME(6)   NOT NULL,
  started_at         DATETIME(6),
  ended_at           DATETIME(6),
  stage              VARCHAR(63)   NOT NULL DEFAULT '',
  stage_done         BIGINT        NOT NULL DEFAULT 0,
  stage_total        BIGINT        NOT NULL DEFAULT 0,
  message            VARCHAR(2000) NOT NULL DEFAULT '',
  -- the lease: which server runs it and when it was last heard of
  owner              VARCHAR(100),
  heartbeat_at       DATETIME(6),
  batch_execution_id BIGINT,
  version            INT           NOT NULL DEFAULT 0,
  FOREIGN KEY (project_id) REFERENCES project (id),
  INDEX job_by_state (state, kind),
  INDEX job_by_time (project_id, created_at)
);

CREATE TABLE job_item (
  job_run_id BIGINT        NOT NULL,
  subject    VARCHAR(255)  NOT NULL,
  state      VARCHAR(32)   NOT NULL,
  message    VARCHAR(2000) NOT NULL DEFAULT '',
  ended_at   DATETIME(6)   NOT NULL,
  PRIMARY KEY (job_run_id, subject),
  FOREIGN KEY (job_run_id) REFERENCES job_run (id)
);

-- Catalogue ----------------------------------------------------------------------------------

CREATE TABLE source (
  id              BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  project_id      INT           NOT NULL,
  name            VARCHAR(100)  NOT NULL,
  uri             VARCHAR(500)  NOT NULL,
  suite           VARCHAR(100)  NOT NULL,
  components      VARCHAR(200)  NOT NULL,
  architecture    VARCHAR(32)   NOT NULL,
  origin          VARCHAR(100)  NOT NULL,
  kind            VARCHAR(32)   NOT NULL,
  keyring         MEDIUMBLOB    NOT NULL,
  enabled         BOOLEAN       NOT NULL,
  sync_state      VARCHAR(32)   NOT NULL,
  last_checked_at DATETIME(6),
  last_error      VARCHAR(2000),
  version         INT           NOT NULL DEFAULT 0,
  UNIQUE (project_id, name),
  FOREIGN KEY (project_id) REFERENCES project (id)
);

CREATE TABLE snapshot (
  id             BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  project_id     INT          NOT NULL,
  source_id      BIGINT       NOT NULL,
  number         INT          NOT NULL,
  release_digest BINARY(32)   NOT NULL,
  released_at    DATETIME(6)  NOT NULL,
  valid_until    DATETIME(6),
  signed_by      VARCHAR(64)  NOT NULL,
  signed_at      DATETIME(6)  NOT NULL,
  fetched_at     DATETIME(6)  NOT NULL,
  packages       INT          NOT NULL,
  skipped        INT          NOT NULL,
  UNIQUE (source_id, number),
  UNIQUE (source_id, release_digest),
  FOREIGN KEY (project_id) REFERENCES project (id),
  FOREIGN KEY (source_id) REFERENCES source (id)
);

CREATE TABLE snapshot_index (
  snapshot_id  BIGINT       NOT NULL,
  component    VARCHAR(63)  NOT NULL,
  architecture VARCHAR(32)  NOT NULL,
  digest       BINARY(32)   NOT NULL,
  size         BIGINT       NOT NULL,
  PRIMARY KEY (snapshot_id, component, architecture),
  FOREIGN KEY (snapshot_id) REFERENCES snapshot (id)
);

CREATE TABLE snapshot_problem (
  id          BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  snapshot_id BIGINT        NOT NULL,
  line        INT           NOT NULL,
  field       VARCHAR(63)   NOT NULL,
  message     VARCHAR(1000) NOT NULL,
  FOREIGN KEY (snapshot_id) REFERENCES snapshot (id)
);

-- A fact of the archives, the same for every project that may see a source which offers it.
CREATE TABLE package_version (
  id             BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name           VARCHAR(255) NOT NULL,
  version        VARCHAR(255) NOT NULL,
  architecture   VARCHAR(32)  NOT NULL,
  source_name    VARCHAR(255) NOT NULL,
  source_version VARCHAR(255) NOT NULL,
  section        VARCHAR(63)  NOT NULL,
  priority       VARCHAR(32)  NOT NULL,
  size           BIGINT       NOT NULL,
  installed_kib  BIGINT       NOT NULL,
  sha256         BINARY(32)   NOT NULL,
  filename       VARCHAR(500) NOT NULL,
  summary        VARCHAR(400) NOT NULL,
  UNIQUE (name, architecture, version, sha256),
  INDEX package_by_source (source_name, source_version)
);

-- When a source offers a package version: from one snapshot number to another, both inclusive.
CREATE TABLE package_validity (
  source_id          BIGINT NOT NULL,
  package_version_id BIGINT NOT NULL,
  first_number       INT    NOT NULL,
  last_number        INT,
  PRIMARY KEY (source_id, package_version_id, first_number),
  INDEX validity_by_package (package_version_id, source_id),
  FOREIGN KEY (source_id) REFERENCES source (id),
  FOREIGN KEY (package_version_id) REFERENCES package_version (id)
);

-- Library ------------------------------------------------------------------------------------

CREATE TABLE baseline (
  id         INT          NOT NULL AUTO_INCREMENT PRIMARY KEY,
  project_id INT          NOT NULL,
  name       VARCHAR(63)  NOT NULL,
  version    INT          NOT NULL DEFAULT 0,
  UNIQUE (project_id, name),
  FOREIGN KEY (project_id) REFERENCES project (id)
);
INSERT INTO baseline (id, project_id, name) VALUES (1, 1, 'default');

CREATE TABLE baseline_snapshot (
  baseline_id INT    NOT NULL,
  snapshot_id BIGINT NOT NULL,
  PRIMARY KEY (baseline_id, snapshot_id),
  FOREIGN KEY (baseline_id) REFERENCES baseline (id),
  FOREIGN KEY (snapshot_id) REFERENCES snapshot (id)
);

CREATE TABLE image (
  id                 BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  project_id         INT          NOT NULL,
  baseline_id        INT          NOT NULL,
  name               VARCHAR(63)  NOT NULL,
  description        VARCHAR(500) NOT NULL,
  blueprint_revision INT          NOT NULL,
  newest_version     INT          NOT NULL DEFAULT 0,
  last_failure       VARCHAR(2000),
  created_at         DATETIME(6)  NOT NULL,
  created_by         VARCHAR(63)  NOT NULL,
  version            INT          NOT NULL DEFAULT 0,
  UNIQUE (project_id, name),
  FOREIGN KEY (project_id) REFERENCES project (id),
  FOREIGN KEY (baseline_id) REFERENCES baseline (id)
);

CREATE TABLE image_label (
  image_id BIGINT       NOT NULL,
  name     VARCHAR(63)  NOT NULL,
  value    VARCHAR(255) NOT NULL,
  PRIMARY KEY (image_id, name),
  INDEX label_by_value (name, value),
  FOREIGN KEY (image_id) REFERENCES image (id)
);

CREATE TABLE blueprint (
  id         BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
  image_id   BIGINT      NOT NULL,
  revision   INT         NOT NULL,
  yaml       MEDIUMTEXT  NOT NULL,
  digest     BINARY(32)  NOT NULL,
  created_at DATETIME(6) NOT NULL,
  created_by VARCHAR(63) NOT NULL,
  UNIQUE (image_id, revision),
  FOREIGN KEY (image_id) REFERENCES image (id)
);

CREATE TABLE image_version (
  id               BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
  project_id       INT         NOT NULL,
  image_id         BIGINT      NOT NULL,
  number           INT         NOT NULL,
  blueprint_id     BIGINT      NOT NULL,
  input_digest     BINARY(32)  NOT NULL,
  cause            VARCHAR(32) NOT NULL,
  rollout_id       BIGINT,
  created_at       DATETIME(6) NOT NULL,
  created_by       VARCHAR(63) NOT NULL,
  duration_ms      BIGINT      NOT NULL,
  closure_packages INT         NOT NULL,
  closure_files    INT         NOT NULL,
  closure_bytes    BIGINT      NOT NULL,
  thin_files       INT         NOT NULL,
  thin_bytes       BIGINT      NOT NULL,
  -- the file tree with its reasons, as a blob
  tree_digest      BINARY(32)  NOT NULL,
  -- the date that its artifacts carry: that of the newest snapshot it draws from
  dated_at         DATETIME(6) NOT NULL,
  oci_manifest     BINARY(32),
  oci_bytes        BIGINT      NOT NULL,
  layers           INT         NOT NULL,
  tar_digest       BINARY(32),
  tar_bytes        BIGINT,
  structure        VARCHAR(32) NOT NULL,
  tests            VARCHAR(32) NOT NULL,
  unknown_effects  INT         NOT NULL,
  uncovered        INT         NOT NULL,
  UNIQUE (image_id, number),
  INDEX version_by_input (image_id, input_digest),
  INDEX version_by_manifest (oci_manifest),
  FOREIGN KEY (project_id) REFERENCES project (id),
  FOREIGN KEY (image_id) REFERENCES image (id),
  FOREIGN KEY (blueprint_id) REFERENCES blueprint (id)
);

-- Which files of a package version an image keeps; shared by all images that keep the same.
CREATE TABLE selection (
  id                 BIGINT     NOT NULL AUTO_INCREMENT PRIMARY KEY,
  package_version_id BIGINT     NOT NULL,
  file_set           BINARY(32) NOT NULL,
  files              INT        NOT NULL,
  bytes              BIGINT     NOT NULL,
  UNIQUE (package_version_id, file_set),
  FOREIGN KEY (package_version_id) REFERENCES package_version (id)
);

CREATE TABLE selection_file (
  selection_id BIGINT        NOT NULL,
  ordinal      INT           NOT NULL,
  path         VARCHAR(1024) NOT NULL,
  size         BIGINT        NOT NULL,
  content      BINARY(32),
  PRIMARY KEY (selection_id, ordinal),
  INDEX file_by_path (path(191)),
  INDEX file_by_content (content),
  FOREIGN KEY (selection_id) REFERENCES selection (id)
);

CREATE TABLE composition_line (
  image_version_id   BIGINT  NOT NULL,
  package_version_id BIGINT  NOT NULL,
  selection_id       BIGINT  NOT NULL,
  requested          BOOLEAN NOT NULL,
  -- the package that asked for it and its relation, as the resolver chose
  chosen_by          VARCHAR(255),
  relation           VARCHAR(500),
  PRIMARY KEY (image_version_id, package_version_id),
  INDEX line_by_package (package_version_id, image_version_id),
  FOREIGN KEY (image_version_id) REFERENCES image_version (id),
  FOREIGN KEY (package_version_id) REFERENCES package_version (id),
  FOREIGN KEY (selection_id) REFERENCES selection (id)
);

CREATE TABLE structure_fault (
  image_version_id BIGINT        NOT NULL,
  ordinal          INT           NOT NULL,
  kind             VARCHAR(63)   NOT NULL,
  path             VARCHAR(1024) NOT NULL,
  detail           VARCHAR(1000) NOT NULL,
  PRIMARY KEY (image_version_id, ordinal),
  FOREIGN KEY (image_version_id) REFERENCES image_version (id)
);

CREATE TABLE unknown_effect (
  image_version_id BIGINT        NOT NULL,
  ordinal          INT           NOT NULL,
  package_name     VARCHAR(255)  NOT NULL,
  script           VARCHAR(63)   NOT NULL,
  line             INT           NOT NULL,
  text             VARCHAR(1000) NOT NULL,
  PRIMARY KEY (image_version_id, ordinal),
  FOREIGN KEY (image_version_id) REFERENCES image_version (id)
);

CREATE TABLE test_outcome (
  image_version_id BIGINT        NOT NULL,
  ordinal          INT           NOT NULL,
  name             VARCHAR(200)  NOT NULL,
  verdict          VARCHAR(32)   NOT NULL,
  duration_ms      BIGINT        NOT NULL,
  detail           VARCHAR(2000) NOT NULL,
  log              MEDIUMTEXT    NOT NULL,
  PRIMARY KEY (image_version_id, ordinal),
  FOREIGN KEY (image_version_id) REFERENCES image_version (id)
);

CREATE TABLE channel (
  id               BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
  project_id       INT         NOT NULL,
  image_id         BIGINT      NOT NULL,
  name             VARCHAR(63) NOT NULL,
  image_version_id BIGINT      NOT NULL,
  moved_at         DATETIME(6) NOT NULL,
  moved_by         VARCHAR(63) NOT NULL,
  version          INT         NOT NULL DEFAULT 0,
  UNIQUE (image_id, name),
  FOREIGN KEY (project_id) REFERENCES project (id),
  FOREIGN KEY (image_id) REFERENCES image (id),
  FOREIGN KEY (image_version_id) REFERENCES image_version (id)
);

-- Patches ------------------------------------------------------------------------------------

CREATE TABLE patch (
  id                 BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  project_id         INT          NOT NULL,
  source_id          BIGINT       NOT NULL,
  snapshot_id        BIGINT       NOT NULL,
  source_name        VARCHAR(255) NOT NULL,
  old_source_version VARCHAR(255) NOT NULL,
  new_source_version VARCHAR(255) NOT NULL,
  first_seen_at      DATETIME(6)  NOT NULL,
  state              VARCHAR(32)  NOT NULL,
  superseded_by      BIGINT,
  version            INT          NOT NULL DEFAULT 0,
  UNIQUE (project_id, source_id, source_name, new_source_version),
  FOREIGN KEY (project_id) REFERENCES project (id),
  FOREIGN KEY (source_id) REFERENCES source (id),
  FOREIGN KEY (snapshot_id) REFERENCES snapshot (id),
  FOREIGN KEY (superseded_by) REFERENCES patch (id)
);

CREATE TABLE patch_binary (
  patch_id       BIGINT NOT NULL,
  new_version_id BIGINT NOT NULL,
  old_version_id BIGINT NOT NULL,
  PRIMARY KEY (patch_id, new_version_id, old_version_id),
  INDEX binary_by_old (old_version_id, patch_id),
  FOREIGN KEY (patch_id) REFERENCES patch (id),
  FOREIGN KEY (new_version_id) REFERENCES package_version (id),
  FOREIGN KEY (old_version_id) REFERENCES package_version (id)
);

-- Approved patches of a baseline: a composition draws from its snapshots and from these.
CREATE TABLE baseline_patch (
  baseline_id INT         NOT NULL,
  patch_id    BIGINT      NOT NULL,
  applied_at  DATETIME(6) NOT NULL,
  rollout_id  BIGINT      NOT NULL,
  PRIMARY KEY (baseline_id, patch_id),
  FOREIGN KEY (baseline_id) REFERENCES baseline (id),
  FOREIGN KEY (patch_id) REFERENCES patch (id)
);

-- By file: does a file that the image keeps differ in the new package? Unknown until unpacked.
CREATE TABLE patch_impact (
  patch_id         BIGINT        NOT NULL,
  image_version_id BIGINT        NOT NULL,
  by_file          VARCHAR(32)   NOT NULL,
  files_changed    INT           NOT NULL,
  reason           VARCHAR(1000) NOT NULL,
  PRIMARY KEY (patch_id, image_version_id),
  INDEX impact_by_version (image_version_id),
  FOREIGN KEY (patch_id) REFERENCES patch (id),
  FOREIGN KEY (image_version_id) REFERENCES image_version (id)
);

CREATE TABLE hold (
  id           BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  project_id   INT           NOT NULL,
  image_id     BIGINT        NOT NULL,
  package_name VARCHAR(255)  NOT NULL,
  held_version VARCHAR(255)  NOT NULL,
  reason       VARCHAR(1000) NOT NULL,
  owner        VARCHAR(63)   NOT NULL,
  created_at   DATETIME(6)   NOT NULL,
  until        DATE,
  released_at  DATETIME(6),
  released_by  VARCHAR(63),
  version      INT           NOT NULL DEFAULT 0,
  INDEX hold_by_image (image_id, released_at),
  FOREIGN KEY (project_id) REFERENCES project (id),
  FOREIGN KEY (image_id) REFERENCES image (id)
);

CREATE TABLE rollout (
  id           BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  project_id   INT           NOT NULL,
  baseline_id  INT           NOT NULL,
  title        VARCHAR(200)  NOT NULL,
  state        VARCHAR(32)   NOT NULL,
  plan_digest  BINARY(32)    NOT NULL,
  requested_by VARCHAR(63)   NOT NULL,
  requested_at DATETIME(6)   NOT NULL,
  comment      VARCHAR(2000) NOT NULL DEFAULT '',
  ended_at     DATETIME(6),
  version      INT           NOT NULL DEFAULT 0,
  INDEX rollout_by_state (project_id, state),
  FOREIGN KEY (project_id) REFERENCES project (id),
  FOREIGN KEY (baseline_id) REFERENCES baseline (id)
);

CREATE TABLE rollout_patch (
  rollout_id BIGINT NOT NULL,
  patch_id   BIGINT NOT NULL,
  PRIMARY KEY (rollout_id, patch_id),
  FOREIGN KEY (rollout_id) REFERENCES rollout (id),
  FOREIGN KEY (patch_id) REFERENCES patch (id)
);

-- The patches that the plan was made with, those that were approved before included.
CREATE TABLE rollout_basis (
  rollout_id BIGINT NOT NULL,
  patch_id   BIGINT NOT NULL,
  PRIMARY KEY (rollout_id, patch_id),
  FOREIGN KEY (rollout_id) REFERENCES rollout (id),
  FOREIGN KEY (patch_id) REFERENCES patch (id)
);

CREATE TABLE rollout_line (
  id                BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  project_id        INT           NOT NULL,
  rollout_id        BIGINT        NOT NULL,
  image_id          BIGINT        NOT NULL,
  from_version_id   BIGINT        NOT NULL,
  blueprint_id      BIGINT        NOT NULL,
  disposition       VARCHAR(32)   NOT NULL,
  reason            VARCHAR(2000) NOT NULL,
  -- of every input that the rebuild would have; absent where nothing would be built
  input_digest      BINARY(32),
  packages_changed  INT           NOT NULL,
  size_change_kib   BIGINT        NOT NULL,
  state             VARCHAR(32)   NOT NULL,
  message           VARCHAR(2000) NOT NULL DEFAULT '',
  result_version_id BIGINT,
  ended_at          DATETIME(6),
  version           INT           NOT NULL DEFAULT 0,
  UNIQUE (rollout_id, image_id),
  INDEX line_by_image (image_id),
  FOREIGN KEY (project_id) REFERENCES project (id),
  FOREIGN KEY (rollout_id) REFERENCES rollout (id),
  FOREIGN KEY (image_id) REFERENCES image (id),
  FOREIGN KEY (from_version_id) REFERENCES image_version (id),
  FOREIGN KEY (blueprint_id) REFERENCES blueprint (id),
  FOREIGN KEY (result_version_id) REFERENCES image_version (id)
);

-- Approvals: a decision binds the digest of the plan that the approver saw ------------------------

CREATE TABLE decision (
  id          BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  project_id  INT           NOT NULL,
  rollout_id  BIGINT        NOT NULL,
  plan_digest BINARY(32)    NOT NULL,
  approved    BOOLEAN       NOT NULL,
  decided_by  VARCHAR(63)   NOT NULL,
  decided_at  DATETIME(6)   NOT NULL,
  comment     VARCHAR(2000) NOT NULL,
  UNIQUE (rollout_id, decided_by),
  FOREIGN KEY (project_id) REFERENCES project (id),
  FOREIGN KEY (rollout_id) REFERENCES rollout (id)
);

-- Where each image stands: its newest version, the patches that wait for it, what keeps them back.
CREATE VIEW image_standing AS
SELECT t.*,
  CASE
    WHEN t.last_failure IS NOT NULL OR t.structure = 'FAILED' OR t.tests = 'FAILED' THEN 'FAILED'
    WHEN t.version_id IS NULL OR t.structure = 'UNKNOWN' OR t.tests = 'UNKNOWN' THEN 'UNKNOWN'
    WHEN t.held > 0 AND t.held = t.waiting THEN 'HELD'
    WHEN t.waiting > 0 OR t.built_revision < t.blueprint_revision THEN 'STALE'
    ELSE 'CURRENT'
  END AS state
FROM (
  SELECT i.id, i.project_id, i.baseline_id, i.name, i.description, i.blueprint_revision,
    i.newest_version, i.last_failure, v.id AS version_id, v.created_at AS built_at,
    v.closure_bytes, v.thin_bytes, v.closure_packages, v.structure, v.tests, v.unknown_effects,
    v.duration_ms, b.revision AS built_revision,
    (SELECT COUNT(DISTINCT p.id) FROM composition_line l
       JOIN patch_binary pb ON pb.old_version_id = l.package_version_id
       JOIN patch p ON p.id = pb.patch_id AND p.project_id = i.project_id
         AND p.state <> 'SUPERSEDED'
      WHERE l.image_version_id = v.id) AS waiting,
    (SELECT COUNT(DISTINCT p.id) FROM composition_line l
       JOIN patch_binary pb ON pb.old_version_id = l.package_version_id
       JOIN patch p ON p.id = pb.patch_id AND p.project_id = i.project_id
         AND p.state <> 'SUPERSEDED'
       JOIN package_version o ON o.id = l.package_version_id
       JOIN hold h ON h.image_id = i.id AND h.package_name = o.name AND h.released_at IS NULL
         AND (h.until IS NULL OR h.until >= UTC_DATE())
      WHERE l.image_version_id = v.id) AS held
  FROM image i
  LEFT JOIN image_version v ON v.image_id = i.id AND v.number = i.newest_version
  LEFT JOIN blueprint b ON b.id = v.blueprint_id
) t;
