package org.whittle.composition.disk;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.whittle.blueprint.Blueprint;
import org.whittle.blueprint.MachineConfig;
import org.whittle.composition.FileTree;
import org.whittle.composition.boot.DiskRoot;
import org.whittle.composition.boot.InitialRoot;
import org.whittle.composition.boot.Machine;
import org.whittle.composition.boot.UnifiedKernel;
import org.whittle.composition.disk.PartitionTable.Partition;
import org.whittle.kernel.Digest;
import org.whittle.store.BlobStore;
import org.whittle.thinning.ThinTree;

/** Writes an image as a disk that firmware of the UEFI kind starts. */
public final class DiskImage {
  private static final String ARGUMENTS =
      "console=tty0 console=ttyS0 panic=-1 cryptomgr.notests quiet";
  private static final long FIRST = PartitionTable.ALIGNMENT;

  private final Machine machine;
  private final Blueprint blueprint;
  private final DiskIdentity identity;
  private final Instant date;
  private final BlobStore store;
  private final Path scratch;

  /**
   * A disk of a machine.
   *
   * @param input digest of the image's inputs, from which all identifiers are derived
   * @param date what files and volumes are dated with
   * @param scratch an empty directory for what is made on the way; the caller deletes it
   */
  public DiskImage(
      Machine machine,
      Blueprint blueprint,
      Digest input,
      Instant date,
      BlobStore store,
      Path scratch) {
    this.machine = machine;
    this.blueprint = blueprint;
    this.identity = new DiskIdentity(input);
    this.date = date;
    this.store = store;
    this.scratch = scratch;
  }

  /**
   * Writes the disk into a new file.
   *
   * @throws org.whittle.kernel.Unavailable if a tool is missing or fails
   */
  public void write(ThinTree image, DiskFormat format, Path file) throws IOException {
    switch (format) {
      case RAW -> writeRaw(image, file);
      case QCOW2, VMDK -> {
        Path raw = scratch.resolve("disk.raw");
        writeRaw(image, raw);
        DiskConversion.of(format).convert(raw, file, identity);
      }
    }
  }

  private void writeRaw(ThinTree image, Path file) throws IOException {
    UnifiedKernel kernel = kernel(image);
    FatVolume boot = new FatVolume(kernel.size(), identity.number("boot volume"), date);
    RootVolume root = root(image);
    Partition bootPartition =
        partition(PartitionTable.Type.EFI_SYSTEM, "boot", FIRST, boot.sectors());
    long second = PartitionTable.align(bootPartition.last() + 1);
    Partition rootPartition =
        partition(
            PartitionTable.Type.LINUX_ROOT,
            identity.rootName(),
            second,
            (root.bytes() + PartitionTable.SECTOR - 1) / PartitionTable.SECTOR);
    PartitionTable table =
        new PartitionTable(identity.uuid("disk"), List.of(bootPartition, rootPartition));
    try (FileChannel disk =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      disk.write(ByteBuffer.wrap(table.front()), 0);
      long bootAt = bootPartition.first() * PartitionTable.SECTOR;
      write(disk, bootAt, boot::writeFront);
      write(disk, bootAt + boot.fileOffset(), kernel::write);
      write(disk, rootPartition.first() * PartitionTable.SECTOR, root::write);
      byte[] back = table.back();
      disk.write(ByteBuffer.wrap(back), table.bytes() - back.length);
    }
  }

  private Partition partition(PartitionTable.Type type, String name, long first, long sectors) {
    return new Partition(
        type, identity.uuid("partition " + type), name, first, first + sectors - 1);
  }

  private RootVolume root(ThinTree image) throws IOException {
    ThinTree whole = InitialRoot.rootOf(image, blueprint.machine(), store);
    if (blueprint.machine().root() == MachineConfig.Root.EROFS) {
      return RootVolume.of(
          new ErofsImage(FileTree.of(whole), store, date, identity.uuid("root volume")));
    }
    return new Ext4Image(whole, store, date, identity, blueprint.machine().size()).make(scratch);
  }

  private UnifiedKernel kernel(ThinTree image) throws IOException {
    MachineConfig.Root kind = blueprint.machine().root();
    ByteArrayOutputStream initrd = new ByteArrayOutputStream();
    new InitialRoot(machine, blueprint, store)
        .writeFinding(new DiskRoot(identity.rootName(), kind), image, date, initrd);
    byte[] first = initrd.toByteArray();
    return new UnifiedKernel(content(machine.stub().content().orElseThrow()))
        .with(".osrel", "ID=whittle\nNAME=" + blueprint.name() + "\n")
        .with(".uname", machine.release())
        .with(".cmdline", ARGUMENTS)
        .with(".initrd", first.length, () -> new ByteArrayInputStream(first))
        .with(
            ".linux",
            machine.kernel().size(),
            () -> store.open(machine.kernel().content().orElseThrow()));
  }

  private byte[] content(Digest digest) throws IOException {
    try (InputStream in = store.open(digest)) {
      return in.readAllBytes();
    }
  }

  /** What writes a part of the disk. */
  @FunctionalInterface
  private interface Part {
    void writeTo(OutputStream to) throws IOException;
  }

  private static void write(FileChannel disk, long at, Part part) throws IOException {
    disk.position(at);
    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(disk), 1 << 18);
    part.writeTo(out);
    out.flush();
  }
}
