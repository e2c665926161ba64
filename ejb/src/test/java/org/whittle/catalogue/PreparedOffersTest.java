package org.whittle.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Unavailable;
import org.whittle.universe.DebianUniverse;
import org.whittle.universe.PreparedIndices;

class PreparedOffersTest {
  private static final Digest KEY = Digest.of("a release");

  @TempDir Path folder;

  private final AtomicInteger made = new AtomicInteger();

  private DebianUniverse make() {
    made.incrementAndGet();
    return DebianUniverse.builder(Architecture.AMD64).build();
  }

  @Test
  void anOfferIsMadeOnceAndOpenedFromThenOn() {
    PreparedIndices prepared = new PreparedIndices(folder.resolve("universes"), 2);

    PreparedOffers.of(prepared, KEY, this::make);
    PreparedOffers.of(prepared, KEY, this::make);

    assertEquals(1, made.get());
  }

  @Test
  void aDiskThatCannotBeUsedIsToldWithoutItsFolder() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    PreparedIndices prepared = new PreparedIndices(file, 2);

    Unavailable refused =
        assertThrows(Unavailable.class, () -> PreparedOffers.of(prepared, KEY, this::make));

    assertEquals(
        "cannot prepare what the sources offer: the server cannot use its disk. Ask an operator to"
            + " look whether the disk is full; the server's log names the folder. It works again as"
            + " soon as there is room",
        refused.messageWithRemedy());
    assertFalse(refused.messageWithRemedy().contains(folder.toString()));
  }

  @Test
  void whatCannotBeReadIsNotTheDisksFault() {
    Unavailable cause = new Unavailable("cannot fetch it: nobody answers");
    PreparedIndices prepared = new PreparedIndices(folder.resolve("universes"), 2);

    Unavailable refused =
        assertThrows(
            Unavailable.class,
            () ->
                PreparedOffers.of(
                    prepared,
                    KEY,
                    () -> {
                      throw cause;
                    }));

    assertEquals(cause, refused);
  }
}
