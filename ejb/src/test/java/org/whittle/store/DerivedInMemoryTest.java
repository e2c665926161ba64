package org.whittle.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.whittle.kernel.Digest;
import org.whittle.testarchive.TestClock;

final class DerivedInMemoryTest {
  private static final Digest OF = Digest.of("blob");

  private final TestClock clock = new TestClock();
  private final MemoryDerivedData kept = new MemoryDerivedData();

  private DerivedInMemory memory(long mostBytes) {
    return new DerivedInMemory(kept, Set.of("large-1"), mostBytes, clock);
  }

  @Test
  void whatWasFoundOnceIsNotAskedForAgain() {
    kept.keep("elf-1", OF, new byte[] {1});
    DerivedInMemory memory = memory(1000);
    assertArrayEquals(new byte[] {1}, memory.find("elf-1", OF).orElseThrow());
    kept.keep("elf-1", OF, new byte[] {2});
    assertArrayEquals(new byte[] {1}, memory.find("elf-1", OF).orElseThrow());
    assertEquals(Optional.empty(), memory.find("elf-2", OF));
  }

  @Test
  void aKindThatIsPassedIsAlwaysAskedFor() {
    DerivedInMemory memory = memory(1000);
    memory.keep("large-1", OF, new byte[] {1});
    assertArrayEquals(new byte[] {1}, memory.find("large-1", OF).orElseThrow());
    kept.keep("large-1", OF, new byte[] {2});
    assertArrayEquals(new byte[] {2}, memory.find("large-1", OF).orElseThrow());
  }

  @Test
  void whatIsKeptIsKeptBehindIt() {
    DerivedInMemory memory = memory(1000);
    byte[] data = {1};
    memory.keep("elf-1", OF, data);
    data[0] = 2;
    assertArrayEquals(new byte[] {1}, memory.find("elf-1", OF).orElseThrow());
    assertTrue(kept.find("elf-1", OF).isPresent());
  }

  @Test
  void afterSomeTimeItIsAskedForAgain() {
    DerivedInMemory memory = memory(1000);
    memory.keep("elf-1", OF, new byte[] {1});
    kept.keep("elf-1", OF, new byte[] {2});
    clock.move(Duration.ofMinutes(5));
    assertArrayEquals(new byte[] {2}, memory.find("elf-1", OF).orElseThrow());
  }

  @Test
  void whatWasNotUsedForLongestGivesWay() {
    DerivedInMemory memory = memory(1000);
    Digest second = Digest.of("second");
    memory.keep("elf-1", OF, new byte[100]);
    memory.keep("elf-1", second, new byte[100]);
    memory.find("elf-1", OF);
    memory.keep("elf-1", Digest.of("third"), new byte[300]);
    kept.clear();
    assertTrue(memory.find("elf-1", OF).isPresent());
    assertEquals(Optional.empty(), memory.find("elf-1", second));
  }

  @Test
  void whatIsForgottenIsForgottenHereToo() {
    DerivedInMemory memory = memory(1000);
    memory.keep("elf-1", OF, new byte[1]);
    kept.clear();
    memory.forget(clock.instant());
    assertEquals(Optional.empty(), memory.find("elf-1", OF));
  }
}
