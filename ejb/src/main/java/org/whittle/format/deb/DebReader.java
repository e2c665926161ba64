package org.whittle.format.deb;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import org.whittle.format.ContentSink;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.format.PackageContents;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.Unavailable;

/**
 * Unpacks {@code .deb} files (deb(5), format 2.x) as one stream, without running anything of them.
 *
 * <p>A package is taken for hostile. Refused whole: members that are absolute, that leave the root
 * or lie below a link or file, that occur twice, devices, pipes and sparse files, hard links to
 * anything but an earlier file, archives that are cut off or larger than {@link Limits} allow.
 * Symbolic links are kept as written, wherever they point.
 */
public final class DebReader {
  private static final int BUFFER = 1 << 16;

  private final PackageStream raw;
  private final ContentSink sink;
  private final Limits limits;
  private final InflatedStream.Budget budget;
  private String label;

  private DebReader(InputStream deb, long declaredSize, ContentSink sink, Limits limits) {
    this.raw = new PackageStream(deb, declaredSize);
    this.sink = sink;
    this.limits = limits;
    this.budget = new InflatedStream.Budget(limits.bytesFor(declaredSize));
    this.label = "a package of " + declaredSize + " bytes";
  }

  /** Unpacks within {@link Limits#DEFAULT}. */
  public static PackageContents unpack(InputStream deb, long declaredSize, ContentSink sink) {
    return unpack(deb, declaredSize, sink, Limits.DEFAULT);
  }

  /**
   * Unpacks a package; the caller closes the stream.
   *
   * <p>Contents go to the sink in archive order, on the caller's thread; what the sink kept before
   * a failure is of no use.
   *
   * @param declaredSize the exact bytes of the package, as its index or store says
   * @throws Corrupted naming package and member, if the package is not as it must be
   * @throws Unavailable if the stream or the sink fails
   */
  public static PackageContents unpack(
      InputStream deb, long declaredSize, ContentSink sink, Limits limits) {
    return new DebReader(deb, declaredSize, sink, limits).unpack();
  }

  /**
   * The texts of the control archive by file name; what follows it is not read, so that the package
   * is not verified.
   *
   * @param declaredSize the exact bytes of the package, as its index or store says
   * @throws Corrupted naming the package, if it is not as it must be up to there
   * @throws Unavailable if the stream fails
   */
  public static Map<String, String> control(InputStream deb, long declaredSize) {
    return new DebReader(
            deb,
            declaredSize,
            content -> {
              throw new IllegalStateException("no content of the package is read");
            },
            Limits.DEFAULT)
        .control();
  }

  private Map<String, String> control() {
    return reading(
        () -> {
          ArReader ar = new ArReader(raw);
          checkFormat(member(ar, "debian-binary"));
          return readControl(member(ar, "control.tar")).files();
        });
  }

  private PackageContents unpack() {
    return reading(
        () -> {
          ArReader ar = new ArReader(raw);
          checkFormat(member(ar, "debian-binary"));
          ControlArchive control = readControl(member(ar, "control.tar"));
          label = control.id().toString();
          DataTree tree = readData(member(ar, "data.tar"));
          return new PackageContents(control.id(), raw.finish(), tree.files(), control.files());
        });
  }

  /** What reads the package, as far as it is needed. */
  @FunctionalInterface
  private interface Reading<T> {
    T read() throws IOException;
  }

  private <T> T reading(Reading<T> reading) {
    try {
      return reading.read();
    } catch (MalformedArchive e) {
      throw corrupted(e.fault(), e);
    } catch (EOFException e) {
      throw corrupted("it is cut off", e);
    } catch (IOException e) {
      throw corrupted("it does not decompress: " + e.getMessage(), e);
    }
  }

  private Corrupted corrupted(String fault, IOException cause) {
    return new Corrupted("cannot unpack " + label + ": " + fault, cause);
  }

  /**
   * The next member, which must have this name; those that start with {@code _} are passed over.
   */
  private static ArReader.Member member(ArReader ar, String stem) throws IOException {
    Optional<ArReader.Member> member = ar.next();
    while (member.isPresent() && member.get().name().startsWith("_")) {
      member = ar.next();
    }
    if (member.isEmpty()) {
      throw new MalformedArchive("it has no member \"" + stem + "\"");
    }
    String name = member.get().name();
    if (!name.equals(stem) && !name.startsWith(stem + ".")) {
      throw new MalformedArchive("member \"" + name + "\" stands in place of \"" + stem + "\"");
    }
    return member.get();
  }

  private static void checkFormat(ArReader.Member member) throws IOException {
    byte[] text = member.content().readNBytes(64);
    if (text.length < 4 || text[0] != '2' || text[1] != '.') {
      throw new MalformedArchive("its format is not 2.x");
    }
  }

  private ControlArchive readControl(ArReader.Member member) throws IOException {
    try (InputStream tar = inflate(member, "control.tar")) {
      ControlArchive control = ControlArchive.read(tar);
      tar.transferTo(OutputStream.nullOutputStream());
      return control;
    }
  }

  private DataTree readData(ArReader.Member member) throws IOException {
    try (InputStream tar = inflate(member, "data.tar")) {
      TarReader reader = new TarReader(tar);
      DataTree tree = new DataTree();
      int count = 0;
      for (Optional<TarMember> m = reader.next(); m.isPresent(); m = reader.next()) {
        if (++count > limits.members()) {
          throw new MalformedArchive("it has more than " + limits.members() + " members");
        }
        FilePath path = tree.admit(m.get());
        if (!path.equals(FilePath.ROOT)) {
          tree.add(entry(m.get(), path, tree, reader));
        }
      }
      tar.transferTo(OutputStream.nullOutputStream());
      return tree;
    }
  }

  private InputStream inflate(ArReader.Member member, String stem) throws IOException {
    IndexCompression compression = IndexCompression.of(member.name());
    if (compression == IndexCompression.LZ4 || !member.name().equals(stem + compression.suffix())) {
      throw new MalformedArchive("member \"" + member.name() + "\" is of unknown compression");
    }
    InputStream plain = new InflatedStream(compression.open(member.content()), budget);
    return new BufferedInputStream(plain, BUFFER);
  }

  private FileEntry entry(TarMember member, FilePath path, DataTree tree, TarReader reader)
      throws IOException {
    int mode = member.mode();
    return switch (member.type()) {
      case TarMember.REGULAR ->
          FileEntry.regular(
              path, mode, member.uid(), member.gid(), member.size(), keep(reader.content()));
      case TarMember.HARD_LINK -> tree.hardLink(member, path);
      case TarMember.SYMLINK -> symlink(member, path);
      case TarMember.DIRECTORY -> FileEntry.directory(path, mode, member.uid(), member.gid());
      default -> throw DataTree.wrong(member, "is " + member.kind());
    };
  }

  private static FileEntry symlink(TarMember member, FilePath path) throws IOException {
    if (member.link().isEmpty()) {
      throw DataTree.wrong(member, "is a link to nothing");
    }
    return new FileEntry(
        path, FileKind.SYMLINK, 0777, member.uid(), member.gid(), 0, null, member.link());
  }

  private Digest keep(MemberStream content) throws IOException {
    try {
      Digest digest = sink.keep(content);
      if (content.remaining() > 0) {
        throw new IllegalStateException("the sink left content unread");
      }
      return digest;
    } catch (IOException e) {
      content.rethrow();
      throw new Unavailable("cannot keep a file of " + label + ": " + e.getMessage(), e);
    }
  }
}
