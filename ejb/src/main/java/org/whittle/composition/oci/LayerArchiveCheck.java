package org.whittle.composition.oci;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.whittle.kernel.Digest;

/**
 * Reads a layer's archive to its end and collects its faults (image-spec 1.1, "Image Layer
 * Filesystem Changeset"); the reader is not of the writer's making.
 */
final class LayerArchiveCheck {
  private final List<String> faults = new ArrayList<>();
  private final Map<String, Boolean> directories = new HashMap<>();
  private final Digest diffId;

  LayerArchiveCheck(InputStream archive) throws IOException {
    DigestInputStream hashed = new DigestInputStream(archive, Digest.sha256());
    TarArchiveInputStream tar = new TarArchiveInputStream(hashed, "UTF-8");
    for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
      check(e);
    }
    hashed.transferTo(OutputStream.nullOutputStream());
    diffId = Digest.fromBytes(hashed.getMessageDigest().digest());
  }

  private void check(TarArchiveEntry entry) {
    String written = entry.getName();
    String path = written.endsWith("/") ? written.substring(0, written.length() - 1) : written;
    for (String step : path.split("/", -1)) {
      if (step.isEmpty() || step.equals(".") || step.equals("..")) {
        faults.add(written + " has a step \"" + step + "\"");
      }
      if (step.startsWith(".wh.")) {
        faults.add(written + " means removal");
      }
    }
    if (!entry.isDirectory() && !entry.isSymbolicLink() && !entry.isFile()) {
      faults.add(written + " is no file, directory or symbolic link");
    }
    int slash = path.lastIndexOf('/');
    if (slash > 0 && !Boolean.TRUE.equals(directories.get(path.substring(0, slash)))) {
      faults.add(written + " comes without its directory");
    }
    if (directories.put(path, entry.isDirectory()) != null) {
      faults.add(written + " occurs twice");
    }
  }

  List<String> faults() {
    return faults;
  }

  Digest diffId() {
    return diffId;
  }
}
