package org.whittle.composition.disk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.whittle.kernel.InvalidInput;

/**
 * A FAT16 volume with the one file that firmware starts, {@code EFI/BOOT/BOOTX64.EFI} (UEFI 2.10,
 * 13.3 "File System Format"; ECMA-107).
 */
final class FatVolume {
  private static final int SECTOR = 512;
  private static final int ROOT_ENTRIES = 512;
  private static final int ROOT_SECTORS = ROOT_ENTRIES * 32 / SECTOR;
  private static final int FIRST_FILE_CLUSTER = 4;

  /** Fewer would be FAT12, more FAT32. */
  private static final int MIN_CLUSTERS = 4085 + 64;

  private static final int MAX_CLUSTERS = 65_524 - 64;

  private final long fileSize;
  private final int serial;
  private final int time;
  private final int date;
  private final int clusterSectors;
  private final int clusters;
  private final int fatSectors;

  /** A volume for a file of a size. */
  FatVolume(long fileSize, int serial, Instant modified) {
    this.fileSize = fileSize;
    this.serial = serial;
    LocalDateTime at = LocalDateTime.ofInstant(modified, ZoneOffset.UTC);
    this.time = at.getHour() << 11 | at.getMinute() << 5 | at.getSecond() / 2;
    this.date =
        Math.max(0, at.getYear() - 1980) << 9 | at.getMonthValue() << 5 | at.getDayOfMonth();
    int sectors = 1;
    while (clustersOf(fileSize, sectors) > MAX_CLUSTERS) {
      sectors *= 2;
    }
    if (sectors > 64) {
      throw new InvalidInput("cannot write a boot volume: its kernel image has over 2 GB");
    }
    this.clusterSectors = sectors;
    this.clusters = (int) Math.max(MIN_CLUSTERS, clustersOf(fileSize, sectors));
    this.fatSectors = ((clusters + 2) * 2 + SECTOR - 1) / SECTOR;
  }

  /** Two directories and the file. */
  private static long clustersOf(long fileSize, int clusterSectors) {
    long cluster = (long) clusterSectors * SECTOR;
    return 2 + (fileSize + cluster - 1) / cluster;
  }

  /** The sectors of the volume. */
  long sectors() {
    return 1 + 2L * fatSectors + ROOT_SECTORS + (long) clusters * clusterSectors;
  }

  /** Writes what comes before the file's bytes; those follow, then zeros up to the end. */
  void writeFront(OutputStream to) throws IOException {
    to.write(bootSector());
    byte[] fat = allocation();
    to.write(fat);
    to.write(fat);
    to.write(directory(ROOT_SECTORS * SECTOR, entry("EFI        ", 0x10, 2, 0)));
    int cluster = clusterSectors * SECTOR;
    to.write(
        directory(
            cluster,
            entry(".          ", 0x10, 2, 0),
            entry("..         ", 0x10, 0, 0),
            entry("BOOT       ", 0x10, 3, 0)));
    to.write(
        directory(
            cluster,
            entry(".          ", 0x10, 3, 0),
            entry("..         ", 0x10, 2, 0),
            entry("BOOTX64 EFI", 0x20, FIRST_FILE_CLUSTER, fileSize)));
  }

  /** Where the file's bytes begin. */
  long fileOffset() {
    return SECTOR * (1 + 2L * fatSectors + ROOT_SECTORS + 2L * clusterSectors);
  }

  private byte[] bootSector() {
    byte[] bytes = new byte[SECTOR];
    ByteBuffer out = LittleEndian.over(bytes);
    out.put(0, new byte[] {(byte) 0xeb, 0x3c, (byte) 0x90});
    out.put(3, "MSWIN4.1".getBytes(StandardCharsets.US_ASCII));
    out.putShort(11, (short) SECTOR);
    out.put(13, (byte) clusterSectors);
    out.putShort(14, (short) 1);
    out.put(16, (byte) 2);
    out.putShort(17, (short) ROOT_ENTRIES);
    if (sectors() < 65_536) {
      out.putShort(19, (short) sectors());
    } else {
      out.putInt(32, (int) sectors());
    }
    out.put(21, (byte) 0xf8);
    out.putShort(22, (short) fatSectors);
    out.putShort(24, (short) 63);
    out.putShort(26, (short) 255);
    out.putInt(28, (int) PartitionTable.ALIGNMENT);
    out.put(36, (byte) 0x80);
    out.put(38, (byte) 0x29);
    out.putInt(39, serial);
    out.put(43, "NO NAME    FAT16   ".getBytes(StandardCharsets.US_ASCII));
    out.putShort(510, (short) 0xaa55);
    return bytes;
  }

  private byte[] allocation() {
    byte[] bytes = new byte[fatSectors * SECTOR];
    ByteBuffer out = LittleEndian.over(bytes);
    out.putShort(0, (short) 0xfff8);
    out.putShort(2, (short) 0xffff);
    out.putShort(4, (short) 0xffff);
    out.putShort(6, (short) 0xffff);
    int last = FIRST_FILE_CLUSTER + (int) clustersOf(fileSize, clusterSectors) - 3;
    for (int cluster = FIRST_FILE_CLUSTER; cluster <= last; cluster++) {
      out.putShort(2 * cluster, (short) (cluster == last ? 0xffff : cluster + 1));
    }
    return bytes;
  }

  private static byte[] directory(int size, byte[]... entries) {
    byte[] bytes = new byte[size];
    ByteBuffer out = LittleEndian.over(bytes);
    for (byte[] entry : entries) {
      out.put(entry);
    }
    return bytes;
  }

  private byte[] entry(String name, int attributes, int cluster, long size) {
    byte[] bytes = new byte[32];
    ByteBuffer out = LittleEndian.over(bytes);
    out.put(0, name.getBytes(StandardCharsets.US_ASCII));
    out.put(11, (byte) attributes);
    out.putShort(14, (short) time);
    out.putShort(16, (short) date);
    out.putShort(18, (short) date);
    out.putShort(22, (short) time);
    out.putShort(24, (short) date);
    out.putShort(26, (short) cluster);
    out.putInt(28, (int) size);
    return bytes;
  }
}
