-- Whether tests missed files was shown as passed where nobody had looked: versions from before V2, those whose blueprint
-- allows misses, and paths of which it was not known whether a package of the archive has them. Now each has its word.
ALTER TABLE image_version
  ALTER COLUMN misses SET DEFAULT 'UNKNOWN',
  ADD COLUMN unjudged_paths   INT           NOT NULL DEFAULT 0,
  ADD COLUMN misses_not_known VARCHAR(2000) NOT NULL DEFAULT '';

-- Versions of before V2 were never observed.
UPDATE image_version
SET misses = 'UNKNOWN', misses_not_known = 'the tests were not observed when this version was built'
WHERE created_at < (SELECT MAX(CONVERT_TZ(h.installed_on, @@session.time_zone, '+00:00'))
                    FROM flyway_schema_history h WHERE h.version = '2');

-- With misses allowed, what was seen is reported; where nothing was, it cannot be told from not having looked.
UPDATE image_version v JOIN blueprint b ON b.id = v.blueprint_id
SET v.misses = IF(EXISTS (SELECT 1 FROM miss m WHERE m.image_version_id = v.id), 'REPORTED', 'UNKNOWN'),
  v.misses_not_known = 'paths of packages beyond the image were not judged when this version was built'
WHERE v.misses = 'PASSED' AND b.yaml REGEXP '(^|\n)misses:[ \t]*["\']?report';

-- The others were observed, but nobody asked whether other packages have what they looked for.
UPDATE image_version
SET misses = 'REPORTED',
  misses_not_known = 'paths of packages beyond the image were not judged when this version was built'
WHERE misses = 'PASSED';
