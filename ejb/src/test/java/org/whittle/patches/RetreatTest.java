package org.whittle.patches;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whittle.library.Channels;

class RetreatTest {
  @ParameterizedTest(name = "newest {0}, channels {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        // The plan started from version 4 and gave version 5. A channel is written name:before.
        "5 | dev:4        | true  | dev:4        | version 5 rolled back: version 4 counts again,"
            + " dev to version 4",
        "5 | dev:4 prod:1 | true  | dev:4 prod:1 | version 5 rolled back: version 4 counts again,"
            + " dev to version 4, prod to version 1",
        "5 | prod:-       | true  | prod:4       | version 5 rolled back: version 4 counts again,"
            + " prod to version 4",
        "5 | ''           | true  | ''           | version 5 rolled back: version 4 counts again",
        "6 | prod:4       | true  | prod:4       | version 5 rolled back: version 6 came after and"
            + " stays, prod to version 4",
        "6 | ''           | false | ''           | built; not rolled back, since version 6 came"
            + " after",
      })
  void whatPointsToTheResultGoesBack(
      int newest, String pointers, boolean undoes, String moves, String message) {
    Channels.Place from = new Channels.Place(40, 4);
    Channels.Place result = new Channels.Place(50, 5);
    Retreat retreat =
        Retreat.of(
            new Retreat.Built(1, 2, "nginx", from, result, newest, "built"), pointers(pointers));

    assertEquals(undoes, retreat.undoes());
    assertEquals(newest == 5, retreat.imageReturns());
    assertEquals(
        moves,
        retreat.moves().stream()
            .map(move -> move.channel() + ":" + move.to().number())
            .collect(Collectors.joining(" ")));
    assertEquals(message, retreat.message());
  }

  private static List<Retreat.Pointer> pointers(String text) {
    return text.isEmpty()
        ? List.of()
        : List.of(text.split(" ")).stream()
            .map(one -> one.split(":", 2))
            .map(pair -> new Retreat.Pointer(2, pair[0], before(pair[1])))
            .toList();
  }

  private static Optional<Channels.Place> before(String number) {
    return number.equals("-")
        ? Optional.empty()
        : Optional.of(new Channels.Place(10L * Integer.parseInt(number), Integer.parseInt(number)));
  }
}
