/**
 * Takes database and store of an installation away together, while it runs, and brings them back.
 *
 * <p>A folder of backups has the blobs of all of them, each once, and a folder for each backup:
 * what the database was at one moment, which blobs belong to it, the secrets, and last of all a
 * manifest with the digests of these. In go a data folder and a folder of backups, out comes the
 * other. It knows files, blobs and SQL as text; it must not know what the tables mean.
 */
@NullMarked
package org.whittle.backup;

import org.jspecify.annotations.NullMarked;
