package org.whittle.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.format.PackageContents;
import org.whittle.format.PackageId;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;

class ContentsCodecTest {
  private static final PackageContents CONTENTS =
      new PackageContents(
          PackageId.of("app", "1:2-3", "amd64"),
          Digest.of("archive"),
          List.of(
              FileEntry.directory(new FilePath("/srv/ä"), 01777, 33, 34),
              FileEntry.regular(new FilePath("/bin/su"), 04755, 0, 0, 5L << 32, Digest.of("su")),
              new FileEntry(
                  new FilePath("/link"), FileKind.SYMLINK, 0777, 7, 8, 0, null, "../target")),
          Map.of("postinst", "#!/bin/sh\n" + "x".repeat(100_000), "control", "Package: app\n"));

  @Test
  void whatIsEncodedIsDecodedTheSame() {
    assertEquals(Optional.of(CONTENTS), ContentsCodec.decode(ContentsCodec.encode(CONTENTS)));
  }

  @Test
  void whatIsNotWholeCountsAsNotRemembered() {
    byte[] whole = ContentsCodec.encode(CONTENTS);
    for (int length = 0; length < whole.length - 16; length++) {
      assertEquals(Optional.empty(), ContentsCodec.decode(Arrays.copyOf(whole, length)));
    }
  }
}
