package org.whittle.thinning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.format.FileEntry;
import org.whittle.format.elf.TestElf;
import org.whittle.kernel.Digest;
import org.whittle.store.FileDerivedData;

/** What is read of a file is read once, ever: for all images, and across the ends of processes. */
class ReadOnceTest {
  private static final String TUPLE = "/usr/lib/x86_64-linux-gnu/";
  private static final byte[] LIBC = TestElf.x86().soname("libc.so.6").bytes();
  private static final byte[] SHARED =
      TestElf.x86().soname("libshared.so.1").needs("libc.so.6").bytes();

  @TempDir Path folder;

  /** An image whose own program and start script are its own, on libraries that all have. */
  private static Thinning image(String name) {
    Thinning image = new Thinning();
    image.with("libc6").library(TUPLE + "libc.so.6", LIBC);
    image.with("libshared1").library(TUPLE + "libshared.so.1", SHARED);
    image
        .with(name)
        .program("/usr/bin/" + name, TestElf.x86().soname(name).needs("libshared.so.1").bytes())
        .program("/usr/bin/start-" + name, "#!/usr/bin/" + name + "\nrun\n");
    return image.roots(name);
  }

  /** Thins as a process of its own would, that shares nothing but the folder; what it opened. */
  private Set<String> opened(Thinning image) {
    Set<Digest> contents = new TreeSet<>();
    ContentReader reader =
        content -> {
          contents.add(content);
          return open(image, content);
        };
    ThinTree tree =
        Thinner.thin(image.request(), reader, new FileDerivedData(folder), image.contents);
    return tree.files()
        .map(SelectedFile::file)
        .filter(file -> file.content().filter(contents::contains).isPresent())
        .map(FileEntry::path)
        .map(path -> path.value().replace(TUPLE, ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static InputStream open(Thinning image, Digest content) {
    return image.contents.open(content);
  }

  @Test
  void theSecondThinningOfAnImageReadsNothing() {
    assertEquals(
        Set.of("/usr/bin/app", "/usr/bin/start-app", "libc.so.6", "libshared.so.1"),
        opened(image("app")));
    assertEquals(Set.of(), opened(image("app")));
  }

  @Test
  void anotherImageReadsOnlyWhatIsItsOwn() {
    opened(image("app"));
    assertEquals(Set.of("/usr/bin/other", "/usr/bin/start-other"), opened(image("other")));
  }
}
