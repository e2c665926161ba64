package org.whittle.composition.disk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * A GUID partition table (UEFI 2.10, 5.3 "GUID Partition Table (GPT) Disk Layout"), with sectors of
 * 512 bytes.
 */
final class PartitionTable {
  static final int SECTOR = 512;

  /** Partitions begin at multiples of this many sectors, 1 MiB. */
  static final long ALIGNMENT = 2048;

  private static final int ENTRIES = 128;
  private static final int ENTRY = 128;
  private static final int ENTRY_SECTORS = ENTRIES * ENTRY / SECTOR;
  private static final int HEADER = 92;

  /** What a partition is for. */
  enum Type {
    /** The firmware's files (UEFI 2.10, table 5.7). */
    EFI_SYSTEM("c12a7328-f81f-11d2-ba4b-00a0c93ec93b"),
    /** Linux's root on x86-64 (UAPI Group, "Discoverable Partitions Specification"). */
    LINUX_ROOT("4f68bce3-e8cd-4db1-96e7-fbcaf984b709");

    private final UUID id;

    Type(String id) {
      this.id = UUID.fromString(id);
    }
  }

  /** One partition; sectors from first to last. */
  record Partition(Type type, UUID id, String name, long first, long last) {
    long bytes() {
      return (last - first + 1) * SECTOR;
    }
  }

  private final UUID disk;
  private final List<Partition> partitions;
  private final long sectors;

  /** A table of these, which lie one behind the other. */
  PartitionTable(UUID disk, List<Partition> partitions) {
    this.disk = disk;
    this.partitions = List.copyOf(partitions);
    long end = align(partitions.getLast().last() + 1) + ALIGNMENT;
    this.sectors = end;
  }

  /** The next sector at which a partition may begin. */
  static long align(long sector) {
    return (sector + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /** Size of the whole disk in bytes. */
  long bytes() {
    return sectors * SECTOR;
  }

  /** The disk's first sectors: the protective record, header and entries. */
  byte[] front() {
    byte[] bytes = new byte[(2 + ENTRY_SECTORS) * SECTOR];
    ByteBuffer out = LittleEndian.over(bytes);
    protect(out);
    byte[] entries = entries();
    out.put(SECTOR, header(1, sectors - 1, 2, entries));
    out.put(2 * SECTOR, entries);
    return bytes;
  }

  /** The disk's last sectors: entries and header once more. */
  byte[] back() {
    byte[] bytes = new byte[(1 + ENTRY_SECTORS) * SECTOR];
    ByteBuffer out = LittleEndian.over(bytes);
    byte[] entries = entries();
    out.put(0, entries);
    out.put(ENTRY_SECTORS * SECTOR, header(sectors - 1, 1, sectors - 1 - ENTRY_SECTORS, entries));
    return bytes;
  }

  /** So that programs that know only the old table see no free disk (5.2.3). */
  private void protect(ByteBuffer out) {
    int entry = 446;
    out.put(entry + 2, (byte) 2);
    out.put(entry + 4, (byte) 0xee);
    out.put(entry + 5, (byte) 0xff);
    out.put(entry + 6, (byte) 0xff);
    out.put(entry + 7, (byte) 0xff);
    out.putInt(entry + 8, 1);
    out.putInt(entry + 12, (int) Math.min(sectors - 1, 0xffff_ffffL));
    out.putShort(510, (short) 0xaa55);
  }

  private byte[] entries() {
    byte[] bytes = new byte[ENTRIES * ENTRY];
    ByteBuffer out = LittleEndian.over(bytes);
    for (int i = 0; i < partitions.size(); i++) {
      Partition partition = partitions.get(i);
      int at = i * ENTRY;
      LittleEndian.putGuid(out, at, partition.type().id);
      LittleEndian.putGuid(out, at + 16, partition.id());
      out.putLong(at + 32, partition.first());
      out.putLong(at + 40, partition.last());
      out.put(at + 56, partition.name().getBytes(StandardCharsets.UTF_16LE));
    }
    return bytes;
  }

  private byte[] header(long at, long other, long entriesAt, byte[] entries) {
    byte[] bytes = new byte[SECTOR];
    ByteBuffer out = LittleEndian.over(bytes);
    out.put(0, "EFI PART".getBytes(StandardCharsets.US_ASCII));
    out.putInt(8, 0x0001_0000);
    out.putInt(12, HEADER);
    out.putLong(24, at);
    out.putLong(32, other);
    out.putLong(40, 2 + ENTRY_SECTORS);
    out.putLong(48, sectors - 2 - ENTRY_SECTORS);
    LittleEndian.putGuid(out, 56, disk);
    out.putLong(72, entriesAt);
    out.putInt(80, ENTRIES);
    out.putInt(84, ENTRY);
    out.putInt(88, crc(entries, entries.length));
    out.putInt(16, crc(bytes, HEADER));
    return bytes;
  }

  private static int crc(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
