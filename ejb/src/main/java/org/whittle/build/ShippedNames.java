package org.whittle.build;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.whittle.kernel.FilePath;
import org.whittle.rules.Glob;
import org.whittle.thinning.UsrMerge;

/**
 * What a package's control archive says of the paths that the package ships: its files by their
 * checksums and its configuration, but neither links nor empty directories.
 *
 * <p>The checksums stand in {@code md5sums} (deb-md5sums(5)), which a package may lack: then it may
 * ship anything.
 */
final class ShippedNames {
  /** Names the form of {@link #bytes}; counts up when it changes. */
  static final String KIND = "names-1";

  private static final String ALTERNATIVES = "update-alternatives";
  private static final Set<FilePath> PROGRAMS =
      Set.of(new FilePath("/usr/bin"), new FilePath("/usr/sbin"));
  private static final FilePath CONFIGURATION = new FilePath("/etc");
  private static final Pattern WORD_ENDS = Pattern.compile("[\\s'\"/]+");

  /** From this depth on a directory is one that few packages share. */
  private static final int DEEP = 3;

  private final boolean known;

  /** Hashes, sorted: of what is listed with all directories above, and of where links may lie. */
  private final long[] all;

  private final long[] holding;
  private final long[] alternatives;
  private final byte[] files;

  private ShippedNames(
      boolean known, long[] all, long[] holding, long[] alternatives, byte[] files) {
    this.known = known;
    this.all = all;
    this.holding = holding;
    this.alternatives = alternatives;
    this.files = files;
  }

  /** Reads the files of a control archive. */
  static ShippedNames of(Map<String, String> control) {
    Set<FilePath> files = new TreeSet<>();
    control
        .getOrDefault("md5sums", "")
        .lines()
        .filter(line -> line.length() > 34)
        .forEach(line -> files.add(path(line.substring(34))));
    control
        .getOrDefault("conffiles", "")
        .lines()
        .map(line -> line.substring(line.indexOf('/') + 1))
        .filter(line -> !line.isBlank())
        .forEach(line -> files.add(path(line)));
    String script = control.getOrDefault("postinst", "");
    return of(
        control.containsKey("md5sums"),
        files,
        script.contains(ALTERNATIVES) ? List.of(WORD_ENDS.split(script)) : List.of());
  }

  private static FilePath path(String relative) {
    return UsrMerge.canonical(FilePath.ofMember(relative.strip()));
  }

  private static ShippedNames of(boolean known, Set<FilePath> files, List<String> alternatives) {
    Set<FilePath> all = new HashSet<>(files);
    Set<FilePath> holding = new HashSet<>();
    for (FilePath file : files) {
      holding.add(file.parent());
      FilePath up = file.parent();
      while (!up.equals(FilePath.ROOT) && all.add(up)) {
        up = up.parent();
        if (depth(up) >= DEEP) {
          holding.add(up);
        }
      }
    }
    if (PROGRAMS.stream().anyMatch(holding::contains)) {
      holding.addAll(PROGRAMS);
    }
    String text = files.stream().map(FilePath::value).collect(Collectors.joining("\n"));
    return new ShippedNames(
        known,
        hashes(all.stream().map(FilePath::value)),
        hashes(holding.stream().map(FilePath::value)),
        hashes(alternatives.stream()),
        text.getBytes(StandardCharsets.UTF_8));
  }

  private static long depth(FilePath path) {
    return path.value().chars().filter(c -> c == '/').count();
  }

  private static long[] hashes(Stream<String> texts) {
    return texts.mapToLong(ShippedNames::hash).sorted().distinct().toArray();
  }

  /** FNV-1a of 64 bits; two texts of one hash cost an unpacked package, nothing else. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  /** The form in which it is kept. */
  byte[] bytes() {
    int longs = all.length + holding.length + alternatives.length;
    ByteBuffer out = ByteBuffer.allocate(13 + Long.BYTES * longs + files.length);
    out.put((byte) (known ? 1 : 0));
    for (long[] part : List.of(all, holding, alternatives)) {
      out.putInt(part.length);
      Arrays.stream(part).forEach(out::putLong);
    }
    return out.put(files).array();
  }

  /** Reads what {@link #bytes} wrote; the derived data have seen to it that it is whole. */
  static ShippedNames parse(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    boolean known = in.get() == 1;
    long[] all = longs(in);
    long[] holding = longs(in);
    long[] alternatives = longs(in);
    byte[] files = new byte[in.remaining()];
    in.get(files);
    return new ShippedNames(known, all, holding, alternatives, files);
  }

  private static long[] longs(ByteBuffer in) {
    long[] longs = new long[in.getInt()];
    in.asLongBuffer().get(longs);
    in.position(in.position() + Long.BYTES * longs.length);
    return longs;
  }

  /**
   * Whether the package may have something at a path: it is listed, it lies where the package has
   * other things, so that it may be a link beside them, or the package's script may link it. In
   * {@code /etc}, where nearly all have something, only what is listed counts.
   */
  boolean mayHave(FilePath path) {
    return !known
        || has(all, path.value())
        || has(alternatives, path.name())
        || (!path.isWithin(CONFIGURATION) && has(holding, path.parent().value()));
  }

  private static boolean has(long[] hashes, String text) {
    return Arrays.binarySearch(hashes, hash(text)) >= 0;
  }

  /** Whether the package has a file that matches. */
  boolean mayHave(Glob pattern) {
    return !known
        || new String(files, StandardCharsets.UTF_8)
            .lines()
            .map(FilePath::new)
            .anyMatch(pattern::matches);
  }
}
