package org.whittle.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.whittle.blueprint.Blueprint;
import org.whittle.composition.boot.InitialRoot;
import org.whittle.composition.boot.Machine;
import org.whittle.composition.disk.DiskFormat;
import org.whittle.composition.disk.DiskImage;
import org.whittle.thinning.ThinTree;
import org.whittle.verification.BootTest;
import org.whittle.verification.TestOutcome;

/** Writes an image as what boots, and boots it. */
public final class MachineWriter {
  /** A word of the formats for "the machine itself, to be written by the caller". */
  public static final String KEPT = "machine";

  private static final String DIRECT = "direct";
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final long MEGABYTE = 1L << 20;
  private static final long MEMORY_PER_FILES = 4;
  private static final long MOST_MEMORY = 2048;

  private final Workshop shop;
  private final BuildRequest request;
  private final Machine machine;
  private final ThinTree tree;
  private final Blueprint blueprint;
  private final Instant date;

  /** Of the image of a request. */
  public MachineWriter(Workshop shop, BuildRequest request, Machine machine, ThinTree tree) {
    this.shop = shop;
    this.request = request;
    this.machine = machine;
    this.tree = PackageDatabase.with(tree, machine.packages(), shop.store());
    this.blueprint = request.blueprint();
    this.date = request.baseline().date();
  }

  /**
   * Writes one format; how it is booted.
   *
   * @param place where the file of a name is to be written
   * @throws org.whittle.kernel.Unavailable if a tool is missing or fails
   */
  public BootTest.Medium write(String format, Function<String, Path> place) throws IOException {
    String name = blueprint.name();
    if (format.equals(DIRECT)) {
      Path kernel = place.apply(name + Documents.Kind.KERNEL.suffix());
      Path initrd = place.apply(name + Documents.Kind.INITRD.suffix());
      try (InputStream content = shop.store().open(machine.kernel().content().orElseThrow())) {
        Files.copy(content, kernel);
      }
      try (OutputStream out = Files.newOutputStream(initrd)) {
        new InitialRoot(machine, blueprint, shop.store()).writeWhole(tree, date, out);
      }
      return new BootTest.Medium.Direct(kernel, initrd);
    }
    Path file = place.apply(name + "." + format);
    try (ScratchDirectory scratch = ScratchDirectory.in(shop.workspace(), "disk-")) {
      new DiskImage(machine, blueprint, request.inputDigest(), date, shop.store(), scratch.path())
          .write(tree, DiskFormat.of(format), file);
    }
    return new BootTest.Medium.Disk(file, format);
  }

  /** Boots it, with the memory that small services have plus that of the files in it. */
  public TestOutcome boot(String format, BootTest.Medium medium) {
    long files = tree.size() / MEGABYTE;
    int memory = (int) Math.min(MOST_MEMORY, medium.least() + MEMORY_PER_FILES * files);
    try (ScratchDirectory scratch = ScratchDirectory.in(shop.workspace(), "boot-")) {
      return new BootTest(LIMIT)
          .run("boots as " + format, blueprint, medium, memory, scratch.path());
    }
  }
}
