-- Versions of a project's rules. Each is a whole: the files that Whittle shipped and the organisation's own over them.
-- Versions never change; texts are kept once for all versions.

CREATE TABLE rule_text (
  digest BINARY(32) NOT NULL PRIMARY KEY,
  text   MEDIUMTEXT NOT NULL
);

CREATE TABLE rule_set_version (
  id         BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  project_id INT          NOT NULL,
  number     INT          NOT NULL,
  -- of the layers joined: what builds name as their input
  digest     BINARY(32)   NOT NULL,
  reason     VARCHAR(500) NOT NULL,
  created_at DATETIME(6)  NOT NULL,
  created_by VARCHAR(63)  NOT NULL,
  UNIQUE (project_id, number),
  FOREIGN KEY (project_id) REFERENCES project (id)
);

CREATE TABLE rule_set_file (
  rule_set_version_id BIGINT       NOT NULL,
  layer               VARCHAR(15)  NOT NULL,
  name                VARCHAR(100) NOT NULL,
  text_digest         BINARY(32)   NOT NULL,
  PRIMARY KEY (rule_set_version_id, layer, name),
  FOREIGN KEY (rule_set_version_id) REFERENCES rule_set_version (id),
  FOREIGN KEY (text_digest) REFERENCES rule_text (digest)
);

-- The version that builds obey unless their blueprint pins another; 0 while there is none.
CREATE TABLE rule_set_head (
  project_id INT NOT NULL PRIMARY KEY,
  number     INT NOT NULL,
  FOREIGN KEY (project_id) REFERENCES project (id)
);
INSERT INTO rule_set_head (project_id, number) SELECT id, 0 FROM project;

-- The rules that an image version was built with; those of before have no row, and are not judged by them.
CREATE TABLE version_rules (
  image_version_id BIGINT     NOT NULL PRIMARY KEY,
  digest           BINARY(32) NOT NULL,
  FOREIGN KEY (image_version_id) REFERENCES image_version (id)
);

-- The version of the rules that a blueprint pins.
ALTER TABLE blueprint ADD COLUMN rules INT;

CREATE OR REPLACE VIEW image_standing AS
SELECT t.*,
  CASE
    WHEN t.last_failure IS NOT NULL OR t.structure = 'FAILED' OR t.tests = 'FAILED'
      OR t.misses = 'FAILED' THEN 'FAILED'
    WHEN t.version_id IS NULL OR t.structure = 'UNKNOWN' OR t.tests = 'UNKNOWN'
      OR t.misses = 'UNKNOWN' THEN 'UNKNOWN'
    WHEN t.held > 0 AND t.held = t.waiting THEN 'HELD'
    WHEN t.waiting > 0 OR t.built_revision < t.blueprint_revision OR t.other_rules THEN 'STALE'
    ELSE 'CURRENT'
  END AS state
FROM (
  SELECT i.id, i.project_id, i.baseline_id, i.name, i.description, i.blueprint_revision,
    i.newest_version, i.last_failure, v.id AS version_id, v.created_at AS built_at,
    v.closure_bytes, v.thin_bytes, v.closure_packages, v.structure, v.tests, v.misses,
    v.unknown_effects, v.duration_ms, b.revision AS built_revision,
    COALESCE(w.digest <> r.digest, FALSE) AS other_rules,
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
  LEFT JOIN blueprint n ON n.image_id = i.id AND n.revision = i.blueprint_revision
  LEFT JOIN version_rules w ON w.image_version_id = v.id
  LEFT JOIN rule_set_head h ON h.project_id = i.project_id
  LEFT JOIN rule_set_version r ON r.project_id = i.project_id
    AND r.number = COALESCE(n.rules, h.number)
) t;
