package org.whittle.build.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Failure;
import org.whittle.kernel.InvalidInput;
import org.whittle.source.SourceDefinition;

class ArchiveSourcesTest {
  @TempDir Path folder;
  private Path sources;

  @BeforeEach
  void name() {
    sources = folder.resolve("test.sources");
  }

  @Test
  void sourcesThatCannotBeUsedAreNamedWithTheirPlace() throws IOException {
    Files.writeString(
        sources, "Types: deb\nURIs: http://a/\nSuites: s\nComponents: main\nSigned-By: /absent\n");
    Failure unusable = assertThrows(Failure.class, this::read);
    assertTrue(
        unusable.getMessage().startsWith("cannot use the source at " + sources + ":1: "),
        unusable::getMessage);

    Files.writeString(sources, "Types: deb\nURIs: http://a/\n");
    Failure incomplete = assertThrows(Failure.class, this::read);
    assertTrue(
        incomplete.getMessage().startsWith("cannot use sources: " + sources),
        incomplete::getMessage);

    Files.writeString(sources, "Types: deb-src\nURIs: http://a/\nSuites: s\n");
    assertEquals(
        "cannot use sources " + sources + ": it switches none on",
        assertThrows(InvalidInput.class, this::read).getMessage());

    Files.delete(sources);
    assertEquals(
        "cannot read sources " + sources + ": there is no such file, or no permission",
        assertThrows(InvalidInput.class, this::read).getMessage());
  }

  @Test
  void aHostWithoutPackageSourcesIsToldToNameSome() {
    assertEquals(
        "cannot find packages: " + folder + " names no source of this host's own distribution",
        assertThrows(InvalidInput.class, () -> ArchiveSources.ofHost(folder, Architecture.AMD64))
            .getMessage());
  }

  private List<SourceDefinition> read() {
    return ArchiveSources.ofFile(folder, sources, Architecture.AMD64);
  }
}
