-- Blobs of the store that the last check found damaged or gone, and nothing could make again.
CREATE TABLE damaged_blob (
  digest   BINARY(32)  NOT NULL PRIMARY KEY,
  found_at DATETIME(6) NOT NULL
);

-- The image versions that cannot be given out whole without them.
CREATE TABLE damaged_version (
  image_version_id BIGINT NOT NULL PRIMARY KEY,
  FOREIGN KEY (image_version_id) REFERENCES image_version (id)
);
