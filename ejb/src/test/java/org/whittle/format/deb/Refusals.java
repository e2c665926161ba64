package org.whittle.format.deb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.whittle.testarchive.DebBuilder.deb;

import java.io.ByteArrayInputStream;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;
import org.whittle.testarchive.DebBuilder;

/** How tests offer a package that is to be refused. */
final class Refusals {
  static final Limits TIGHT = new Limits(20, 1 << 20, 40, 20_000);

  private Refusals() {}

  static DebBuilder nginx() {
    return deb("nginx", "1:1.22.1-9", "amd64");
  }

  static void refused(DebBuilder deb, String message) {
    byte[] bytes = deb.build();
    refused(bytes, bytes.length, message);
  }

  static void refused(byte[] deb, long declared, String message) {
    assertEquals(
        "cannot unpack nginx=1:1.22.1-9/amd64: " + message, refusal(deb, declared).getMessage());
  }

  static Corrupted refusal(byte[] deb, long declared) {
    ByteArrayInputStream in = new ByteArrayInputStream(deb);
    return assertThrows(Corrupted.class, () -> DebReader.unpack(in, declared, Digest::of, TIGHT));
  }
}
