-- Documents about an image version: bills of materials and provenance, as blobs of the store. By its manifest a
-- registry lists a document as a referrer of the image; there is none without an OCI image.

CREATE TABLE version_document (
  image_version_id BIGINT      NOT NULL,
  kind             VARCHAR(31) NOT NULL,
  digest           BINARY(32)  NOT NULL,
  bytes            BIGINT      NOT NULL,
  manifest         BINARY(32),
  PRIMARY KEY (image_version_id, kind),
  INDEX version_document_manifest (manifest),
  FOREIGN KEY (image_version_id) REFERENCES image_version (id)
);
