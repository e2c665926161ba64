-- A hold speaks of one image, of the images with a label, or (without either) of the whole library; it keeps a binary
-- package within versions, which are written as bounds in Debian's order.
ALTER TABLE hold
  MODIFY image_id BIGINT,
  ADD COLUMN label_name     VARCHAR(63) AFTER image_id,
  -- empty: whatever its value
  ADD COLUMN label_value    VARCHAR(255) AFTER label_name,
  CHANGE held_version versions VARCHAR(1000) NOT NULL,
  ADD COLUMN placed_by      VARCHAR(63) NOT NULL DEFAULT '' AFTER owner,
  -- when a job told that its end had passed
  ADD COLUMN expiry_told_at DATETIME(6),
  ADD INDEX hold_by_package (project_id, package_name, released_at);
UPDATE hold SET versions = CONCAT('= ', versions), placed_by = owner;

-- The package versions that each hold does not let in: versions are compared once, when a hold is placed or a source
-- synced, and never in a query. The image is that of the hold, absent for one that speaks of several.
CREATE TABLE hold_refusal (
  hold_id            BIGINT NOT NULL,
  package_version_id BIGINT NOT NULL,
  image_id           BIGINT,
  PRIMARY KEY (hold_id, package_version_id),
  INDEX refusal_by_version (package_version_id, image_id),
  FOREIGN KEY (hold_id) REFERENCES hold (id),
  FOREIGN KEY (package_version_id) REFERENCES package_version (id)
);
INSERT INTO hold_refusal (hold_id, package_version_id, image_id)
SELECT h.id, p.id, h.image_id FROM hold h
  JOIN package_version p ON p.name = h.package_name AND CONCAT('= ', p.version) <> h.versions
 WHERE h.released_at IS NULL;

-- The package versions that an image may not take today, and by which hold.
CREATE VIEW refused_version AS
SELECT i.id AS image_id, r.package_version_id, h.id AS hold_id, h.package_name, h.versions, h.reason
  FROM image i
  JOIN hold_refusal r ON r.image_id = i.id OR r.image_id IS NULL
  JOIN hold h ON h.id = r.hold_id AND h.project_id = i.project_id AND h.released_at IS NULL
    AND (h.until IS NULL OR h.until >= UTC_DATE())
    AND (h.image_id IS NOT NULL OR h.label_name IS NULL OR EXISTS (SELECT 1 FROM image_label l
      WHERE l.image_id = i.id AND l.name = h.label_name AND (h.label_value = '' OR l.value = h.label_value)));

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
       JOIN refused_version f ON f.package_version_id = pb.new_version_id AND f.image_id = i.id
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
