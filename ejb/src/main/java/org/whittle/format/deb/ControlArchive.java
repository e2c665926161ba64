package org.whittle.format.deb;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.whittle.format.PackageId;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.InvalidInput;

/**
 * The control archive of a package (deb-control(5), deb(5)): texts by file name, and whose they
 * are.
 */
record ControlArchive(PackageId id, Map<String, String> files) {
  private static final int LARGEST = 64 << 20;

  static ControlArchive read(InputStream tar) throws IOException {
    TarReader reader = new TarReader(tar);
    DataTree tree = new DataTree();
    Map<String, String> files = new TreeMap<>();
    long total = 0;
    for (Optional<TarMember> m = reader.next(); m.isPresent(); m = reader.next()) {
      TarMember member = m.get();
      FilePath path = tree.admit(member);
      if (path.equals(FilePath.ROOT)) {
        continue;
      }
      if (member.type() != TarMember.REGULAR || !path.parent().equals(FilePath.ROOT)) {
        throw DataTree.wrong(member, "is no plain file of the control archive");
      }
      total += member.size();
      if (total > LARGEST) {
        throw DataTree.wrong(member, "makes the control archive larger than 64 MiB");
      }
      byte[] content = reader.content().readAllBytes();
      if (files.put(path.name(), new String(content, StandardCharsets.UTF_8)) != null) {
        throw DataTree.wrong(member, "occurs twice");
      }
    }
    return new ControlArchive(id(files), files);
  }

  private static PackageId id(Map<String, String> files) throws IOException {
    String control = files.get("control");
    if (control == null) {
      throw new MalformedArchive("its control archive has no file \"control\"");
    }
    byte[] bytes = control.getBytes(StandardCharsets.UTF_8);
    try {
      ControlReader reader = new ControlReader(new ByteArrayInputStream(bytes), "control");
      Optional<Stanza> stanza = reader.next();
      if (stanza.isEmpty() || reader.next().isPresent()) {
        throw new MalformedArchive("its file \"control\" is not exactly one stanza");
      }
      DebVersion.parse(stanza.get().require("Version"));
      return PackageId.of(
          stanza.get().require("Package"),
          stanza.get().require("Version"),
          stanza.get().require("Architecture"));
    } catch (InvalidInput e) {
      throw new MalformedArchive(e.getMessage());
    }
  }
}
