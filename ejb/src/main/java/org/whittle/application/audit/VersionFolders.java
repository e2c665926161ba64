package org.whittle.application.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.whittle.build.Documents;
import org.whittle.library.Image;
import org.whittle.library.VersionDocuments;
import org.whittle.library.Versions;
import org.whittle.store.BlobStore;

/** What image versions have to show: a folder of evidence for each. */
@ApplicationScoped
class VersionFolders {
  @Inject private Versions versions;
  @Inject private VersionDocuments documents;
  @Inject private BlobStore blobs;

  /** The tests, bills of materials and provenance of a version. */
  record VersionFolder(
      long versionId,
      String image,
      int number,
      ArrayNode tests,
      List<Documents.Document> documents) {
    private String path(String file) {
      return "images/" + image + "/" + number + "/" + file;
    }
  }

  /** Of a version, to be called in a transaction. */
  VersionFolder of(Image image, int number) {
    long version = versions.version(image, number).id();
    return new VersionFolder(
        version,
        image.name(),
        number,
        RolloutEvidence.tests(versions.tests(version)),
        documents.of(version).stream().filter(one -> !one.kind().boots()).toList());
  }

  /** Writes a folder. */
  void write(VersionFolder folder, EvidenceFile file) throws IOException {
    file.add(folder.path("tests.json"), folder.tests());
    for (Documents.Document document : folder.documents()) {
      try (InputStream content = blobs.open(document.digest())) {
        String name = folder.image() + "-" + folder.number() + document.kind().suffix();
        file.add(folder.path(name), content);
      }
    }
  }
}
