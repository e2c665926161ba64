package org.whittle.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.whittle.format.FileEntry;
import org.whittle.format.PackageContents;
import org.whittle.format.PackageId;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;
import org.whittle.testarchive.TestClock;

final class ListingsTest {
  private final TestClock clock = new TestClock();

  @Test
  void aListingIsTrustedForAMinute() {
    Listings listings = new Listings(clock, 10);
    PackageContents hello = contents("hello", "");
    assertEquals(Optional.empty(), listings.find(hello.archive()));
    listings.checked(hello);
    assertEquals(Optional.of(hello), listings.find(hello.archive()));
    clock.move(Duration.ofMinutes(1));
    assertEquals(Optional.empty(), listings.find(hello.archive()));
    assertEquals(Optional.of(hello), listings.unchecked(hello.archive()));
  }

  @Test
  void whatWasNotUsedForLongestGivesWay() {
    Listings listings = new Listings(clock, 10);
    PackageContents first = contents("first", "");
    PackageContents second = contents("second", "");
    listings.checked(first);
    listings.checked(second);
    listings.checked(first);
    listings.checked(contents("third", "x".repeat(256 * 8)));
    assertEquals(Optional.of(first), listings.find(first.archive()));
    assertEquals(Optional.empty(), listings.unchecked(second.archive()));
  }

  @Test
  void allCanBeForgotten() {
    Listings listings = new Listings();
    PackageContents hello = contents("hello", "");
    listings.checked(hello);
    listings.forget();
    assertEquals(Optional.empty(), listings.unchecked(hello.archive()));
  }

  private static PackageContents contents(String name, String script) {
    return new PackageContents(
        PackageId.of(name, "1", "amd64"),
        Digest.of(name),
        List.of(FileEntry.directory(new FilePath("/usr"), 0755, 0, 0)),
        Map.of("postinst", script));
  }
}
