package org.whittle.approvals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.whittle.kernel.InvalidInput;

class TestDemandTest {
  private static final List<TestDemand.Image> IMAGES =
      List.of(
          image(1, "api-b", "api", "prod"),
          image(2, "api-a", "api", "prod"),
          image(3, "web-a", "web", "prod"),
          image(4, "web-b", "web", "dev"),
          image(5, "alone", "alone", "dev"));

  private static TestDemand.Image image(long line, String name, String family, String stage) {
    return new TestDemand.Image(line, name, family, Map.of("stage", stage));
  }

  /** A demand as label, value, tests and sample. */
  private static TestDemand demand(String said) {
    String[] parts = said.split(" ");
    return new TestDemand(
        "p",
        parts[0].equals("-") ? "" : parts[0],
        parts[1].equals("-") ? "" : parts[1],
        Tests.valueOf(parts[2]),
        Integer.parseInt(parts[3]));
  }

  @ParameterizedTest
  @CsvSource({
    "'',                                          ''",
    "- - NONE 1,                                  ''",
    "- - ALL 1,                                   1 2 3 4 5",
    "- - SAMPLE 1,                                2 3 5",
    "- - SAMPLE 2,                                1 2 3 4 5",
    "stage prod ALL 1,                            1 2 3",
    "stage dev SAMPLE 1,                          4 5",
    "zone - ALL 1,                                ''",
    "stage dev ALL 1; stage prod SAMPLE 1,        2 3 4 5",
    "- - NONE 1; stage prod SAMPLE 1,             2 3"
  })
  void whatMustBeTestedIsWhatAnyPolicyWants(String demands, String lines) {
    List<TestDemand> all =
        Arrays.stream(demands.split("; "))
            .filter(said -> !said.isEmpty())
            .map(TestDemandTest::demand)
            .toList();
    assertEquals(
        lines,
        TestDemand.required(all, IMAGES).stream()
            .map(String::valueOf)
            .collect(Collectors.joining(" ")));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1001})
  void aSampleIsANumberOfImages(int sample) {
    assertEquals(
        "cannot keep policy p: a sample is from 1 to 1,000 images of each family",
        assertThrows(InvalidInput.class, () -> new TestDemand("p", "", "", Tests.SAMPLE, sample))
            .getMessage());
  }
}
