package org.whittle.format.deb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.whittle.kernel.InvalidInput;

/** The order of bytes is that of {@link DebVersion}, which has its own tests. */
class VersionBytesTest {
  @Property(tries = 20_000)
  void ordersAsVersionsDo(@ForAll("versions") String a, @ForAll("versions") String b) {
    byte[] first = ("(" + a + ")").getBytes(StandardCharsets.US_ASCII);
    byte[] second = (b + ", ").getBytes(StandardCharsets.US_ASCII);
    int order = VersionBytes.compare(first, 1, 1 + a.length(), second, 0, b.length());
    assertEquals(
        Integer.signum(DebVersion.parse(a).compareTo(DebVersion.parse(b))), Integer.signum(order));
  }

  /** What is plain is a version that is written as it stands. */
  @Property(tries = 20_000)
  void plainVersionsAreVersions(@ForAll("texts") String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    if (VersionBytes.isPlain(bytes, 0, bytes.length)) {
      assertEquals(text, DebVersion.parse(text).toString());
    } else {
      assertTrue(isRare(text), text + " is plain");
    }
  }

  /** Not a version, or one with a colon that says little, or one that starts with a hyphen. */
  private static boolean isRare(String text) {
    try {
      DebVersion.parse(text);
      return text.indexOf(':') >= 0 || text.startsWith("-");
    } catch (InvalidInput e) {
      return true;
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("01a.-+~:_").ofMaxLength(8);
  }

  @Provide
  Arbitrary<String> versions() {
    Arbitrary<String> part = Arbitraries.strings().withChars("0019aZ.+~").ofMaxLength(6);
    Arbitrary<String> epoch = Arbitraries.of("", "", "0:", "1:", "01:", "10:", "123456789:");
    Arbitrary<String> revision = Arbitraries.of("", "-0", "-1", "-1~", "-1-01", "-a.1", "-1+b1");
    return Combinators.combine(epoch, part, revision).as((e, p, r) -> e + "1" + p + r);
  }
}
